package io.github.vrrp4j.examples.lan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.testing.NetworkTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two servers with a service address each on their loopback interface, in different networks, with a router between:
 *
 * <pre>
 * a  lo 203.0.113.1  eth0 192.0.2.1 --- eth0 192.0.2.3  c  eth1 198.51.100.3 --- eth1 198.51.100.2  lo 203.0.113.2  b
 * </pre>
 */
@NetworkTest(programs = {"sysctl", "kill"})
class RoutedUnicastIT {

    private static final String VIRTUAL = "203.0.113.10";

    private final Lan lan = new Lan();

    @BeforeEach
    void route() {
        lan.b.namespace().ip("link set eth0 down");
        lan.b.namespace().connect("eth1", lan.c.namespace(), "eth1");
        lan.b.namespace().ip("address add 198.51.100.2/24 dev eth1");
        lan.c.namespace().ip("address add 198.51.100.3/24 dev eth1");
        lan.c.namespace().exec("sysctl", "-qw", "net.ipv4.ip_forward=1").requireSuccess();
        lan.a.namespace().ip("address add 203.0.113.1/32 dev lo");
        lan.b.namespace().ip("address add 203.0.113.2/32 dev lo");
        lan.a.namespace().ip("route add default via 192.0.2.3");
        lan.b.namespace().ip("route add default via 198.51.100.3");
        lan.c.namespace().ip("route add 203.0.113.1 via 192.0.2.1");
        lan.c.namespace().ip("route add 203.0.113.2 via 198.51.100.2");
    }

    @AfterEach
    void remove() {
        lan.close();
    }

    @Test
    void aBackupBehindARouterTakesOverAndGivesBack() {
        Node master = start(lan.a, 200, 1, 2, "min-hop-limit: 254");
        awaitOnlyHolder(lan.a);
        Node backup = start(lan.b, 100, 2, 1, "min-hop-limit: 254");
        backup.awaitBackup();

        master.kill();
        backup.awaitLog("BACKUP->MASTER cause=MASTER_DOWN_TIMER");
        Lan.await("b holds the address", () -> holds(lan.b));

        start(lan.a, 200, 1, 2, "min-hop-limit: 254");
        backup.awaitLog("MASTER->BACKUP cause=HIGHER_PRIORITY");
        awaitOnlyHolder(lan.a);
    }

    @Test
    void withoutALeastHopLimitARoutedPeerIsRefused() {
        start(lan.a, 200, 1, 2, "min-hop-limit: 254");
        Node backup = start(lan.b, 100, 2, 1, "min-hop-limit: 255");

        assertThat(backup.awaitLog("packet discarded"))
                .contains(" WARN if=lo packet discarded: IP_TTL_ERROR from 203.0.113.1; so far 1");
        backup.awaitLog("BACKUP->MASTER cause=MASTER_DOWN_TIMER");
    }

    private static Node start(Host host, int priority, int own, int peer, String hopLimit) {
        return Node.start(host, """
                virtual-routers:
                  - interface: lo
                    vrid: 51
                    priority: %d
                    advertisement-interval: 250ms
                    addresses: [%s/32]
                    source-address: 203.0.113.%d
                    unicast-peers: [203.0.113.%d]
                    %s
                """.formatted(priority, VIRTUAL, own, peer, hopLimit));
    }

    private void awaitOnlyHolder(Host host) {
        Lan.await(
                host.name() + " is the only host that holds " + VIRTUAL,
                () -> Stream.of(lan.a, lan.b).allMatch(each -> holds(each) == each.equals(host)));
    }

    private static boolean holds(Host host) {
        return !host.namespace().ip("-o address show dev lo to " + VIRTUAL).isBlank();
    }
}
