package io.github.vrrp4j.examples.lan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.testing.NetworkTest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A gateway of two hosts between two segments, with IPv4 and IPv6: four virtual routers that move together, two for each entry
 * of the file, the entries by a group.
 */
@NetworkTest(programs = {"tcpdump", "ping", "sysctl", "kill"})
class GroupNodeIT {

    private static final String OUTSIDE_LINK_LOCAL = "fe80::99";

    private static final List<String> VIRTUAL = List.of(
            Lan.VIRTUAL,
            Lan.VIRTUAL_IPV6,
            Lan.VIRTUAL_LINK_LOCAL,
            OutsideLan.VIRTUAL,
            OutsideLan.VIRTUAL_IPV6,
            OUTSIDE_LINK_LOCAL);

    private final Lan lan = Lan.withIpv6();
    private final OutsideLan outside = new OutsideLan(lan);

    @AfterEach
    void remove() {
        outside.close();
        lan.close();
    }

    @Test
    void whateverOneOfThemLosesAllFourMoveAndAClientSeesOneOutageEachTime() {
        lan.c.namespace().ip("route add default via " + Lan.VIRTUAL);
        lan.c.namespace().ip("-6 route add default via " + Lan.VIRTUAL_IPV6);
        Node node = Node.start(lan.a, config(200));
        awaitOnlyHolder(lan.a);
        Node other = Node.start(lan.b, config(100));
        Lan.await("four are BACKUP", () -> other.logged("INITIALIZE->BACKUP").size() == 4);
        PingSeries ipv4 = PingSeries.start(lan.c, OutsideLan.SERVER);
        PingSeries ipv6 = PingSeries.start(lan.c, OutsideLan.SERVER_IPV6);

        outside.unplug(lan.a);
        awaitOnlyHolder(lan.b);
        ipv4.awaitAnswers();
        ipv6.awaitAnswers();
        assertOutages(1, ipv4, ipv6);
        assertThat(node.logged("MASTER->INITIALIZE cause=")).hasSize(4);
        assertThat(other.logged("BACKUP->MASTER cause=")).hasSize(4);
        assertThat(statusOf("inside", 0))
                .containsEntry("faults", List.of("GROUP"))
                .containsEntry("group", "gateway");
        assertThat(statusOf("inside", 1))
                .containsEntry("faults", List.of("GROUP"))
                .containsEntry("family", "ipv6");
        assertThat(statusOf("outside", 0)).containsEntry("faults", List.of("NO_CARRIER"));

        outside.plug(lan.a);
        awaitOnlyHolder(lan.a);
        ipv4.awaitAnswers();
        ipv6.awaitAnswers();
        assertThat(other.logged("MASTER->BACKUP cause=HIGHER_PRIORITY")).isNotEmpty();
        assertThat(node.logged("->MASTER")).hasSize(8);
        assertThat(other.logged("MASTER->")).hasSize(4);

        lan.unplug(lan.a); // the inside this time
        awaitOnlyHolder(lan.b);
        ipv4.awaitAnswers();
        ipv6.awaitAnswers();
        lan.plug(lan.a);
        awaitOnlyHolder(lan.a);

        Node.ok(Node.ask(lan.a, "maintenance", "on", "inside")); // stands for the group
        awaitOnlyHolder(lan.b);
        Node.ok(Node.ask(lan.a, "maintenance", "off", "inside"));
        awaitOnlyHolder(lan.a);
        ipv4.awaitAnswers();
        ipv6.awaitAnswers();

        assertOutages(2, ipv4, ipv6); // the two cables: maintenance and recoveries cost no packet worth a name

        node.kill(); // the addresses stay, and the kernel forwards as long as others send to it
        Lan.await("all are on the other host", () -> VIRTUAL.stream().allMatch(lan.b::holds));
        ipv4.awaitAnswers();
        ipv6.awaitAnswers();
        assertThat(other.terminate().exitCode()).isZero();
        assertThat(VIRTUAL).noneMatch(lan.b::holds);
    }

    /** Each is as long as the takeover of one virtual router: 3 * 250 ms + 156 / 256 * 250 ms = 902 ms, and what is due to the machine. */
    private static void assertOutages(int count, PingSeries... all) {
        for (PingSeries each : all) {
            assertThat(each.outagesMs()).hasSize(count).allMatch(ms -> ms < 903 + 1_000);
        }
    }

    private Map<String, Object> statusOf(String name, int index) {
        return Node.statuses(lan.a, name).get(index);
    }

    private void awaitOnlyHolder(Host host) {
        Lan.await(
                host.name() + " is the only host that holds all of " + VIRTUAL,
                () -> Stream.of(lan.a, lan.b)
                        .allMatch(each -> VIRTUAL.stream().allMatch(one -> each.holds(one) == each.equals(host))));
    }

    private static String config(int priority) {
        return """
                groups: {gateway: [inside, outside]}
                virtual-routers:
                  - name: inside
                    interface: eth0
                    vrid: 51
                    priority: %1$d
                    advertisement-interval: 250ms
                    addresses: [%2$s/24, '%3$s/64', '%4$s/64']
                  - name: outside
                    interface: eth1
                    vrid: 52
                    priority: %1$d
                    advertisement-interval: 250ms
                    addresses: [%5$s/24, '%6$s/64', '%7$s/64']
                """.formatted(
                        priority,
                        Lan.VIRTUAL,
                        Lan.VIRTUAL_LINK_LOCAL,
                        Lan.VIRTUAL_IPV6,
                        OutsideLan.VIRTUAL,
                        OUTSIDE_LINK_LOCAL,
                        OutsideLan.VIRTUAL_IPV6);
    }
}
