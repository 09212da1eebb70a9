package io.github.vrrp4j.examples.lan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.testing.NetworkTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R-6.4.3-06, R-6.4.3-07, R-6.1-01: what a host takes that is addressed to the virtual addresses, and what it forwards. */
@NetworkTest(programs = {"nft", "ping", "sysctl", "bash", "timeout", "kill"})
class AcceptModeIT {

    /** What timeout(1) exits with. */
    private static final int TIMED_OUT = 124;

    private final Lan lan = Lan.withIpv6();

    @AfterEach
    void remove() {
        lan.close();
    }

    @BeforeEach
    void makeAGateway() {
        lan.b.namespace().exec("sysctl", "-qw", "net.ipv4.ip_forward=1").requireSuccess();
        lan.b.namespace().ip("address add 198.51.100.2/24 dev eth0");
        lan.addBridgeAddress("198.51.100.9/24");
        lan.addBridgeRoute("192.0.2.0/24 via 198.51.100.2");
        lan.c.namespace().ip("route add 198.51.100.0/24 via " + Lan.VIRTUAL);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aMasterThatDoesNotAcceptAnswersArpAndForwardsAndTakesNothing(boolean virtualMac) {
        Node node = start(200, virtualMac, false);

        assertThat(lan.c.reaches(Lan.VIRTUAL)).isFalse();
        assertThat(lan.c.reaches(Lan.VIRTUAL_IPV6)).isFalse();
        assertThat(lan.c.reaches(Lan.VIRTUAL_LINK_LOCAL + "%eth0")).isFalse();
        assertThat(connect(Lan.VIRTUAL)).isEqualTo(TIMED_OUT);
        assertThat(connect(Lan.VIRTUAL_IPV6)).isEqualTo(TIMED_OUT);
        assertThat(lan.c.neighborMac(Lan.VIRTUAL)).isEqualTo(virtualMac ? Lan.virtualMac(false) : lan.b.mac());
        assertThat(lan.c.neighborMac(Lan.VIRTUAL_IPV6)).isEqualTo(virtualMac ? Lan.virtualMac(true) : lan.b.mac());
        assertThat(lan.c.reaches("198.51.100.9")).isTrue();
        assertThat(lan.c.reaches(lan.b.address())).isTrue();
        assertThat(lan.c.reaches(lan.b.linkLocal() + "%eth0")).isTrue();

        node.terminate().requireSuccess();
        assertThat(tables()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void onlyAMasterHasRules(boolean virtualMac) {
        Node higher = Node.start(lan.a, config(250, virtualMac, true));
        higher.awaitLog("addresses acquired: " + Lan.VIRTUAL + "/");
        Node node = Node.start(lan.b, config(200, virtualMac, false));
        node.awaitLog("vrid=51 if=eth0 INITIALIZE->BACKUP");
        assertThat(tables()).isEmpty();

        higher.terminate();
        node.awaitLog("addresses acquired: " + Lan.VIRTUAL + "/");
        node.awaitLog("addresses acquired: " + Lan.VIRTUAL_LINK_LOCAL);
        assertThat(tables()).contains("vrrp4j-ipv4-51-eth0", "vrrp4j-ipv6-51-eth0");

        Node.start(lan.a, config(250, virtualMac, true));
        node.awaitLog("MASTER->BACKUP");
        Lan.await("the rules of a BACKUP are gone", () -> tables().isEmpty());
        assertThat(lan.b.holds(Lan.VIRTUAL)).isFalse();
    }

    @Test
    void aMasterThatEndsWithItsInterfaceHasNoRules() {
        Node node = start(200, true, false);

        lan.removeInterface(lan.b);

        node.awaitLog("MASTER->INITIALIZE");
        Lan.await("the rules are gone", () -> tables().isEmpty());
    }

    @Test
    void aMasterThatAcceptsHasNoRules() {
        Node node = start(200, false, true);

        assertThat(lan.c.reaches(Lan.VIRTUAL)).isTrue();
        assertThat(connect(Lan.VIRTUAL)).isNotEqualTo(TIMED_OUT);
        assertThat(tables()).isEmpty();
        node.terminate().requireSuccess();
    }

    @Test
    void theOwnerAcceptsWhateverIsConfigured() {
        start(255, false, false);

        assertThat(lan.c.reaches(Lan.VIRTUAL)).isTrue();
        assertThat(lan.c.reaches(Lan.VIRTUAL_IPV6)).isTrue();
        assertThat(tables()).isEmpty();
    }

    @Test
    void afterAKillTheNextRunTakesOverItsRulesAndLeavesNone() {
        start(200, true, false).kill();
        assertThat(tables()).contains("vrrp4j-ipv4-51-eth0", "vrrp4j-ipv6-51-eth0");

        Node node = start(200, true, false);
        assertThat(lan.c.reaches(Lan.VIRTUAL)).isFalse();
        node.terminate().requireSuccess();

        assertThat(tables()).isEmpty();
        assertThat(lan.b.namespace().ip("-o link show")).doesNotContain("vrrp");
    }

    @Test
    void rulesThatSomebodyFlushedAreThereBeforeTheAddressesComeAgain() {
        Node node = start(200, false, false);
        lan.b.namespace().exec("nft", "flush", "ruleset").requireSuccess();
        Node higher = Node.start(lan.a, config(250, false, true));
        node.awaitLog("MASTER->BACKUP");

        higher.terminate();
        node.awaitLog("cause=MASTER_RESIGNED");

        Lan.await("the addresses are back", () -> lan.b.holds(Lan.VIRTUAL));
        assertThat(tables()).contains("vrrp4j-ipv4-51-eth0");
        assertThat(lan.c.reaches(Lan.VIRTUAL)).isFalse();
    }

    private Node start(int priority, boolean virtualMac, boolean accept) {
        Node node = Node.start(lan.b, config(priority, virtualMac, accept));
        node.awaitLog("addresses acquired: " + Lan.VIRTUAL + "/");
        node.awaitLog("addresses acquired: " + Lan.VIRTUAL_LINK_LOCAL);
        return node;
    }

    private static String config(int priority, boolean virtualMac, boolean accept) {
        String common = "{interface: eth0, vrid: 51, priority: " + priority + ", advertisement-interval: 250ms,"
                + " virtual-mac: " + virtualMac + ", accept-mode: " + accept + ", addresses: ";
        return "virtual-routers:\n"
                + "  - " + common + "[" + Lan.VIRTUAL + "/24]}\n"
                + "  - " + common + "['" + Lan.VIRTUAL_LINK_LOCAL + "/64', '" + Lan.VIRTUAL_IPV6 + "/64']}\n";
    }

    /** A TCP connection to a port that nobody listens on: refused at once by a host that takes it. */
    private int connect(String address) {
        return lan.c
                .namespace()
                .exec("timeout", "2", "bash", "-c", "exec 3<>/dev/tcp/" + address + "/9")
                .exitCode();
    }

    private String tables() {
        return lan.b.namespace().exec("nft", "list", "tables").requireSuccess().output();
    }
}
