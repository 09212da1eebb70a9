package io.github.vrrp4j.examples.lan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.examples.lan.Capture.Frame;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A virtual address that the kernel refuses. On one interface all addresses of one prefix must have one scope
 * (ip-address(8)): a host's own address with scope link keeps a virtual one out until that is mended.
 */
@NetworkTest(programs = {"keepalived", "tcpdump", "sysctl"})
class RefusedAddressIT {

    private final Lan lan = new Lan();
    private final Capture capture = lan.capture();

    @AfterEach
    void remove() {
        lan.close();
    }

    @Test
    void aMasterWhoseAddressIsRefusedSaysSoGivesItToItsBackupAndComesBack() {
        lan.b.namespace().ip("address flush dev eth0");
        lan.b.namespace().ip("address add 192.0.2.2/24 dev eth0 scope link");
        Router.Program.KEEPALIVED.start(lan.a, Settings.of(100, 500));
        lan.awaitOnlyHolder(lan.a);

        Node refused = Node.start(lan.b, Settings.of(200, 500));
        refused.awaitLog("MASTER->INITIALIZE cause=ADDRESS_REFUSED");

        String reason = "vrid=51 if=eth0 address failed, attempt %d: RTM_NEWADDR 192.0.2.10/24 dev eth0: EINVAL (22)"
                + " Invalid argument: ipv4: Invalid scope value; %s";
        assertThat(refused.logged("address failed"))
                .hasSize(6)
                .allMatch(line -> line.contains(" WARN "))
                .satisfies(lines -> assertThat(lines.get(0)).endsWith(reason.formatted(1, "again in 100 ms")))
                .satisfies(lines -> assertThat(lines.get(5)).endsWith(reason.formatted(6, "giving up")));
        assertThat(refused.logged("addresses acquired")).isEmpty();
        Frame resignation = capture.await(0, frame -> frame.isAdvertisementFrom(lan.b) && frame.priority() == 0);
        capture.awaitAdvertisementFrom(lan.a, resignation.timeUs());
        lan.awaitOnlyHolder(lan.a);

        lan.b.namespace().ip("address delete 192.0.2.2/24 dev eth0");
        lan.b.namespace().ip("address add 192.0.2.2/24 dev eth0");

        refused.awaitLog("addresses acquired: 192.0.2.10/24");
        lan.awaitOnlyHolder(lan.b);
        assertThat(refused.logged("INITIALIZE->BACKUP cause=STARTUP")).hasSize(2);
    }
}
