package io.github.vrrp4j.examples.lan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.examples.lan.Capture.Frame;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A configuration file is put into force while two nodes run: what it does not change notices nothing. */
@NetworkTest(programs = {"tcpdump", "sysctl", "kill"})
class ReloadIT {

    private static final int INTERVAL_MS = 500;
    private static final String UNTOUCHED = "eth0/ipv4/51";

    private final Lan lan = new Lan();

    @AfterEach
    void remove() {
        lan.close();
    }

    @Test
    void theOtherVirtualRouterSendsAndHearsEveryAdvertisementWhateverIsChanged() {
        Capture capture = lan.capture();
        // Host a is MASTER of the one that is left alone, host b hears it; both reload.
        Node sender = Node.start(lan.a, two(200, "priority: 200", "192.0.2.20/24"));
        lan.awaitOnlyHolder(lan.a);
        Node hearer = Node.start(lan.b, two(100, "priority: 100", "192.0.2.20/24"));
        Lan.await("both are BACKUP", () -> hearer.logged("INITIALIZE->BACKUP").size() == 2);
        capture.awaitMoreAdvertisementsFrom(lan.a, 1);
        // Each question takes as long as a JVM needs to start: what is to be the greater number begins first and ends
        // last.
        long heardBefore = heard();
        long sentBefore = sent();
        int capturedBefore = capture.advertisementsFrom(lan.a).size();

        reload(lan.a, two(200, "priority: 210", "192.0.2.20/24"), "CONFIGURE");
        reload(lan.a, two(200, "priority: 210", "192.0.2.20/24, 192.0.2.21/24"), "");
        Lan.await("an address more", () -> lan.a.holds("192.0.2.21") && lan.a.holds("192.0.2.20"));
        reload(lan.b, two(100, "priority: 100", "192.0.2.20/24, 192.0.2.21/24"), "");
        reload(lan.a, two(200, "priority: 210", "192.0.2.21/24"), "");
        Lan.await("an address less", () -> lan.a.holds("192.0.2.21") && !lan.a.holds("192.0.2.20"));
        reload(lan.a, two(200, "priority: 210\n    virtual-mac: true", "192.0.2.21/24"), "RESTART");
        Lan.await("the virtual MAC address", () -> virtualMacs(lan.a).contains("00:00:5e:00:01:34"));
        Lan.await("it is MASTER again", () -> lan.a.holds("192.0.2.21"));
        reload(lan.b, two(100, "virtual-mac: true", "192.0.2.21/24"), "RESTART");
        reload(lan.a, two(200, "priority: 210", "192.0.2.21/24"), "RESTART");
        Lan.await("no virtual MAC address", () -> virtualMacs(lan.a).isBlank() && lan.a.holds("192.0.2.21"));
        reload(lan.a, Node.config(Settings.of(200, INTERVAL_MS), Lan.VIRTUAL + "/24"), "REMOVE");
        Lan.await("it is gone", () -> !lan.a.holds("192.0.2.21") && lan.b.holds("192.0.2.21"));
        reload(lan.b, Node.config(Settings.of(100, INTERVAL_MS), Lan.VIRTUAL + "/24"), "REMOVE");
        reload(lan.b, two(100, "virtual-mac: true", "192.0.2.21/24"), "ADD");

        assertThat(sender.logged("vrid=51 if=eth0 ").stream().filter(line -> line.contains("->")))
                .hasSize(2);
        assertThat(hearer.logged("vrid=51 if=eth0 ").stream().filter(line -> line.contains("->")))
                .hasSize(1);
        // way.
        capture.awaitMoreAdvertisementsFrom(lan.a, 1);
        List<Frame> captured = capture.advertisementsFrom(lan.a);
        for (int i = 1; i < captured.size(); i++) {
            assertThat(captured.get(i).timeUs() - captured.get(i - 1).timeUs())
                    .as("microseconds from advertisement %d to the next", i)
                    .isBetween(INTERVAL_MS * 500L, INTERVAL_MS * 1_500L);
        }
        long sentMeanwhile = sent() - sentBefore;
        long heardMeanwhile = heard() - heardBefore;
        int onTheWay = 1;
        assertThat(sentMeanwhile).isGreaterThanOrEqualTo(captured.size() - capturedBefore - onTheWay);
        assertThat(heardMeanwhile).isGreaterThanOrEqualTo(sentMeanwhile - onTheWay);
        assertThat(Node.status(lan.b, UNTOUCHED)).containsEntry("state", "BACKUP");
    }

    @Test
    void aKeepalivedConfIsReloadedToo() {
        Node node = Node.startKeepalived(lan.a, keepalived(200, "192.0.2.10/24"));
        lan.awaitOnlyHolder(lan.a);

        lan.a.write("keepalived.conf", keepalived(300, "192.0.2.11/24"));
        Host.signal("HUP", node.pid());
        node.awaitLog("WARN not reloaded: ");
        assertThat(lan.a.holds(Lan.VIRTUAL)).isTrue();

        lan.a.write("keepalived.conf", keepalived(201, "192.0.2.11/24"));
        Host.signal("HUP", node.pid());
        node.awaitLog("INFO reloaded ");
        Lan.await("the new address is there", () -> lan.a.holds("192.0.2.11") && !lan.a.holds(Lan.VIRTUAL));
        assertThat(node.logged("MASTER->")).isEmpty();
        assertThat(node.terminate().exitCode()).isZero();
        assertThat(lan.a.holds("192.0.2.11")).isFalse();
    }

    private long sent() {
        return statistic(lan.a, "advertisement-sent");
    }

    private long heard() {
        return statistic(lan.b, "advertisement-rcvd");
    }

    private static long statistic(Host host, String name) {
        Map<?, ?> statistics =
                (Map<?, ?>) Objects.requireNonNull(Node.status(host, UNTOUCHED).get("statistics"));
        return (Long) Objects.requireNonNull(statistics.get(name));
    }

    private static void reload(Host host, String config, String step) {
        Node.write(host, config);
        assertThat(Node.ok(Node.ask(host, "reload"))).contains(step, "vrid=52").doesNotContain("vrid=51");
    }

    private static String virtualMacs(Host host) {
        return host.namespace().ip("-o link show type macvlan");
    }

    /** The one of every test, and VRID 52 beside it. */
    private static String two(int priority, String more, String addresses) {
        return Node.config(Settings.of(priority, INTERVAL_MS), Lan.VIRTUAL + "/24") + """
                  - interface: eth0
                    vrid: 52
                    %s
                    advertisement-interval: 250ms
                    addresses: [%s]
                """.formatted(more, addresses);
    }

    private static String keepalived(int priority, String address) {
        return """
                vrrp_instance web {
                    interface eth0
                    virtual_router_id 51
                    version 3
                    priority %d
                    advert_int 0.25
                    virtual_ipaddress {
                        %s
                    }
                }
                """.formatted(priority, address);
    }
}
