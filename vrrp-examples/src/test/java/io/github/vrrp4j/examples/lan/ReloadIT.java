package io.github.vrrp4j.examples.lan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.examples.lan.Capture.Frame;
import io.github.vrrp4j.netlink.testing.Finished;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A configuration file is put into force while two nodes run: what it does not change notices nothing. */
@NetworkTest(programs = {"tcpdump", "sysctl", "kill", "mount", "nft"})
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
    void whatCannotBeIsRefusedBeforeAnAddressGoes() {
        Node node = Node.startWithout("nft", lan.a, two(200, "priority: 200", "192.0.2.20/24"));
        Lan.await("both are MASTER", () -> node.logged("->MASTER").size() == 2);
        Capture capture = lan.capture();
        capture.awaitMoreAdvertisementsFrom(lan.a, 1);

        assertThat(refused(two(200, "source-address: 192.0.2.1", "192.0.2.20/24")))
                .contains(
                        "node.yaml:12:21: the virtual routers of eth0 IPV4 have one source-address: here it is 192.0.2.1, at ");
        assertThat(Node.check(lan.a).exitCode()).isEqualTo(2);
        String elsewhere = two(200, "source-address: 192.0.2.99", "192.0.2.20/24")
                .replace("vrid: 51", "vrid: 51\n    source-address: 192.0.2.99");
        assertThat(refused(elsewhere)).contains("this host does not have the source address 192.0.2.99");
        assertThat(refused(two(200, "accept-mode: false", "192.0.2.20/24").replace("priority: 200", "priority: 150")))
                .contains("vrid=52 if=eth0: Accept_Mode false needs the program nft, which is not in PATH");
        node.awaitLog("INFO reloading " + lan.a.directory().resolve("node.yaml") + ": RESTART vrid=52 if=eth0: ");
        lan.a.namespace().ip("link set eth0 mtu 600");
        String tooMany = IntStream.range(1, 201)
                .mapToObj(last -> "198.51.100." + last + "/24")
                .collect(Collectors.joining(", "));
        assertThat(refused(two(200, "virtual-mac: true", tooMany)))
                .contains("vrid=52 if=eth0: 200 addresses make an advertisement of 808 octets");

        assertThat(node.logged("WARN not reloaded: ")).hasSizeGreaterThanOrEqualTo(4);
        assertThat(node.logged("MASTER->")).isEmpty();
        assertThat(node.logged("INFO reloaded")).isEmpty();
        assertThat(lan.a.holds(Lan.VIRTUAL) && lan.a.holds("192.0.2.20")).isTrue();
        assertThat(Node.status(lan.a, UNTOUCHED)).containsEntry("priority", 200L);
        capture.awaitMoreAdvertisementsFrom(lan.a, 1);
        List<Frame> captured = capture.advertisementsFrom(lan.a);
        for (int i = 1; i < captured.size(); i++) {
            assertThat(captured.get(i).timeUs() - captured.get(i - 1).timeUs())
                    .as("microseconds from advertisement %d to the next", i)
                    .isBetween(INTERVAL_MS * 500L, INTERVAL_MS * 1_500L);
        }
    }

    /** Nobody knows beforehand that the kernel makes no macvlan beside one of mode passthru. */
    @Test
    void whatTheHostRefusesIsPutBackAndTheRestIsNotDone() {
        Node node = Node.start(lan.a, two(200, "priority: 200", "192.0.2.20/24"));
        Lan.await("both are MASTER", () -> node.logged("->MASTER").size() == 2);
        lan.a.namespace().ip("link add m0 link eth0 type macvlan mode passthru");

        String answer =
                refused(two(200, "virtual-mac: true", "192.0.2.20/24").replace("priority: 200", "priority: 150"));

        assertThat(answer)
                .contains(
                        "reloaded in part: ",
                        "eth0 cannot carry a macvlan interface",
                        "ended and put back: vrid=52 if=eth0; not done: RESTART vrid=52 if=eth0, CONFIGURE vrid=51 if=eth0");
        node.awaitLog("WARN reloaded in part: ");
        Lan.await(
                "it is MASTER again",
                () -> node.logged("vrid=52 if=eth0 BACKUP->MASTER").size() == 2);
        assertThat(lan.a.holds(Lan.VIRTUAL) && lan.a.holds("192.0.2.20")).isTrue();
        assertThat(node.logged("not reloaded")).isEmpty();
        assertThat(node.logged("vrid=51 if=eth0 MASTER->")).isEmpty();
        assertThat(Node.status(lan.a, UNTOUCHED)).containsEntry("priority", 200L);
    }

    private String refused(String config) {
        Node.write(lan.a, config);
        Finished answer = Node.ask(lan.a, "reload");
        assertThat(answer.exitCode()).as(answer.output()).isNotZero();
        return answer.output();
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
        assertThat(node.logged("keepalived.conf:10:5: IGNORED debug")).hasSize(2); // told at the start, and again
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
                    debug 1
                }
                """.formatted(priority, address);
    }
}
