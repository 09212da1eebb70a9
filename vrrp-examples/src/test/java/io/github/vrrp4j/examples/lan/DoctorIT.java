package io.github.vrrp4j.examples.lan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.vrrp4j.examples.node.Main;
import io.github.vrrp4j.netlink.testing.Finished;
import io.github.vrrp4j.netlink.testing.NetworkNamespace;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code vrrp doctor} on host c. */
@NetworkTest(programs = {"keepalived", "nft", "sysctl", "setpriv"})
class DoctorIT {

    private static final String NODE = Node.config(Settings.of(100, 200), Lan.VIRTUAL + "/24");

    private static final String BOTH_FAMILIES = NODE
            + Node.config(Settings.of(100, 200), Lan.VIRTUAL_LINK_LOCAL + "/64, " + Lan.VIRTUAL_IPV6 + "/64")
                    .replace("virtual-routers:\n", "");

    private final Lan lan = Lan.withIpv6();
    private final NetworkNamespace host = lan.c.namespace();

    @AfterEach
    void remove() {
        lan.close();
    }

    /** One finding, as JSON says it. */
    private record Finding(String check, String subject, String result, String text, String remedy) {}

    private record Outcome(int exitCode, List<Finding> findings) {

        List<Finding> notOk() {
            return findings.stream().filter(each -> !each.result().equals("OK")).toList();
        }

        Finding of(String check, String subject) {
            return findings.stream()
                    .filter(each -> each.check().equals(check) && each.subject().equals(subject))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(check + " " + subject + " is not in " + findings));
        }
    }

    @Test
    void aWellPreparedHostPassesAndNothingIsLeftBehind() {
        prepare();
        String before = links() + host.ip("maddress") + host.ip("address");

        Outcome outcome = doctor(BOTH_FAMILIES);

        assertThat(outcome.notOk()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.of("macvlan", "eth0").text()).isEqualTo("one can be made, and deleted again");
        assertThat(links() + host.ip("maddress") + host.ip("address")).isEqualTo(before);
    }

    /** What stands before the first semicolon of a remedy is the command. */
    @Test
    void whoDoesWhatTheRemediesSayHasAHostThatPasses() {
        sysctl("net.ipv6.conf.eth0.disable_ipv6=1");
        sysctl("net.ipv4.conf.eth0.arp_ignore=8");
        host.ip("link set dev eth0 down");
        shell("nft add table inet filter");
        shell("nft add chain inet filter input '{ type filter hook input priority 0; policy drop; }'");

        Outcome outcome = doctor(BOTH_FAMILIES);
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.notOk())
                .extracting(each -> each.result() + " " + each.check())
                .contains("FAIL interface", "FAIL sysctl", "WARN sysctl", "WARN firewall");

        for (int round = 0; round < 3 && !outcome.notOk().isEmpty(); round++) {
            outcome.notOk().stream()
                    .map(each -> each.remedy().split("; ", 2)[0])
                    .filter(command -> !command.equals("./vrrp doctor")) // comes next anyway
                    .forEach(this::shell);
            outcome = doctor(BOTH_FAMILIES);
        }
        assertThat(outcome.notOk()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void aMasterOfTheSameAddressesIsAPeerAndMayAnswerForThem() {
        prepare();
        Keepalived.start(lan.a, Settings.of(150, 200));
        lan.awaitOnlyHolder(lan.a);

        Outcome outcome = doctor(NODE);

        assertThat(outcome.notOk()).isEmpty();
        assertThat(outcome.of("advertisements", "vrid=51 if=eth0").text())
                .isEqualTo("a peer: 192.0.2.1 advertises 192.0.2.10 every 0.2s, priority 150, VRRPv3");
        assertThat(outcome.of("duplicate-address", "192.0.2.10 if=eth0").text())
                .isEqualTo(lan.a.mac() + " answers for it, the MASTER 192.0.2.1");
    }

    @Test
    void anotherHostThatAnswersBesideTheMasterIsFound() {
        Keepalived.start(lan.a, Settings.of(150, 200));
        lan.awaitOnlyHolder(lan.a);
        lan.b.namespace().ip("address add 192.0.2.10/32 dev eth0");

        Outcome outcome = doctor(NODE);

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.of("duplicate-address", "192.0.2.10 if=eth0").text())
                .isEqualTo(lan.b.mac() + " answers for it, and is not the MASTER 192.0.2.1");
    }

    @Test
    void otherAddressesUnderTheSameVridAreACollision() {
        Keepalived.start(lan.a, Settings.of(150, 200));
        lan.awaitOnlyHolder(lan.a);

        Outcome outcome = doctor(NODE.replace("192.0.2.10", "192.0.2.99"));

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.of("advertisements", "vrid=51 if=eth0"))
                .matches(each -> each.result().equals("FAIL"))
                .extracting(Finding::text)
                .asString()
                .isEqualTo("VRID collision: 192.0.2.1 advertises 192.0.2.10 every 0.2s, priority 150, VRRPv3;"
                        + " the file says 192.0.2.99");
    }

    @Test
    void anIpv6PeerIsHeardAndMayAnswerToo() {
        prepare();
        Keepalived.start(lan.a, Settings.of(150, 200).ipv6());
        lan.awaitOnlyHolder(lan.a, Lan.VIRTUAL_IPV6);

        Outcome outcome = doctor(BOTH_FAMILIES);

        assertThat(outcome.notOk()).isEmpty();
        assertThat(outcome.of("duplicate-address", "2001:db8::10 if=eth0").text())
                .isEqualTo(lan.a.mac() + " answers for it, the MASTER fe80::1");
    }

    @Test
    void addressesThatAnotherHostHasAreFoundInBothFamilies() {
        lan.b.namespace().ip("address add 192.0.2.10/32 dev eth0");
        lan.b.namespace().ip("address add 2001:db8::10/64 dev eth0 nodad");

        Outcome outcome = doctor(BOTH_FAMILIES);

        assertThat(outcome.exitCode()).isEqualTo(1);
        for (String address : List.of("192.0.2.10", "2001:db8::10")) {
            assertThat(outcome.of("duplicate-address", address + " if=eth0"))
                    .matches(each -> each.result().equals("FAIL"))
                    .extracting(Finding::text)
                    .asString()
                    .isEqualTo(lan.b.mac() + " answers for it, and no VRRP router was heard advertising it");
        }
        assertThat(outcome.of("duplicate-address", "fe80::10 if=eth0").result()).isEqualTo("OK");
    }

    @Test
    void aMissingInterfaceOneWithoutCarrierAndADuplicateLinkLocalAddressAreFound() {
        host.ip("link add eth8 type veth peer name eth9");
        host.ip("link set eth8 up");
        host.ip("address add 198.51.100.1/24 dev eth8");
        host.ip("address delete " + lan.c.linkLocal() + "/64 dev eth0");
        host.ip("address add " + lan.a.linkLocal() + "/64 dev eth0");
        Lan.await(
                "the duplicate is found",
                () -> host.ip("-6 address show dev eth0").contains("dadfailed"));

        Outcome outcome = doctor(BOTH_FAMILIES + """
                  - {interface: eth8, vrid: 52, addresses: [198.51.100.10/24]}
                  - {interface: eth7, vrid: 53, addresses: [203.0.113.10/24]}
                """);

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.of("interface", "eth8").text())
                .isEqualTo("it is up, but has no carrier: nothing is connected to it");
        assertThat(outcome.of("interface", "eth7").text())
                .isEqualTo("there is no such interface; there are eth0, eth8, eth9, lo");
        assertThat(outcome.findings())
                .filteredOn(each -> each.check().equals("own-address"))
                .anyMatch(each -> each.result().equals("FAIL") && each.text().contains("fe80::1 too (dadfailed)"));
    }

    @Test
    void aNetworkThatCarriesAVirtualMacPassesWithARouterOrTheGatewayAsWitness() {
        prepare();
        host.ip("route add default via 192.0.2.2");
        String before = links() + host.ip("maddress") + host.ip("address");
        String config = Node.config(Settings.of(100, 200).withVirtualMac(), Lan.VIRTUAL + "/24");

        assertThat(doctor(config).of("virtual-mac", "eth0").text())
                .isEqualTo("192.0.2.2 answers a second MAC address on eth0: virtual MAC addresses work");

        Keepalived.start(lan.a, Settings.of(150, 200));
        lan.awaitOnlyHolder(lan.a);
        Outcome outcome = doctor(config);
        assertThat(outcome.notOk()).isEmpty();
        assertThat(outcome.of("virtual-mac", "eth0").text())
                .isEqualTo("192.0.2.1 answers a second MAC address on eth0: virtual MAC addresses work");
        assertThat(links() + host.ip("maddress") + host.ip("address")).isEqualTo(before);
    }

    @Test
    void aPortThatCarriesOneMacOnlyFailsAndWithoutANeighborNothingIsKnown() {
        String config = Node.config(Settings.of(100, 200).withVirtualMac(), Lan.VIRTUAL + "/24");
        assertThat(doctor(config).of("virtual-mac", "eth0").result()).isEqualTo("WARN");

        host.ip("route add default via 192.0.2.2");
        lan.allowOneMac(lan.c);

        Outcome outcome = doctor(config);
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.of("virtual-mac", "eth0"))
                .matches(each -> each.result().equals("FAIL"))
                .extracting(Finding::text)
                .asString()
                .startsWith("192.0.2.2 answers the MAC address of eth0, but not a second one (");
    }

    @Test
    void unicastPeersThatAdvertiseAnswerOrDoNotAreToldApart() {
        prepare();
        Keepalived.start(
                lan.a,
                Settings.of(150, 200),
                "unicast_src_ip 192.0.2.1\nunicast_ttl 255\nunicast_peer {\n192.0.2.3\n}");
        lan.awaitOnlyHolder(lan.a);
        String peers = NODE + "    unicast-peers: [192.0.2.1, 192.0.2.2, 198.51.100.9]\n";

        Outcome outcome = doctor(peers + "    source-address: 192.0.2.3\n");

        assertThat(outcome.notOk()).isEmpty();
        assertThat(outcome.of("source-address", "vrid=51 if=eth0").text()).isEqualTo("192.0.2.3 is on this host");
        assertThat(outcome.of("advertisements", "vrid=51 if=eth0").text())
                .isEqualTo("a peer: 192.0.2.1 advertises 192.0.2.10 every 0.2s, priority 150, VRRPv3, unicast");
        assertThat(outcome.findings())
                .filteredOn(each -> each.check().equals("unicast-peer"))
                .extracting(Finding::text)
                .containsExactly(
                        "192.0.2.1 answers, " + lan.a.mac(),
                        "192.0.2.2 answers, " + lan.b.mac(),
                        "198.51.100.9 is not on the link of eth0, and not asked");
        assertThat(outcome.of("duplicate-address", "192.0.2.10 if=eth0").text())
                .isEqualTo(lan.a.mac() + " answers for it, the MASTER 192.0.2.1");

        lan.unplug(lan.b);
        Outcome wrong = doctor(peers.replace("198.51.100.9", "192.0.2.3"));
        assertThat(wrong.notOk())
                .filteredOn(each -> each.check().equals("unicast-peer"))
                .extracting(each -> each.result() + " " + each.text())
                .containsExactly(
                        "FAIL 192.0.2.3 is an address of this host, not of another router",
                        "WARN 192.0.2.2 is on the link, and does not answer ARP");
    }

    @Test
    void whatAKilledNodeLeftIsFoundAndTheRemedyRemovesIt() {
        prepare();
        Node node = Node.start(lan.c, Settings.of(100, 200));
        lan.awaitOnlyHolder(lan.c);
        String config = NODE + Node.stateLine(lan.c);
        assertThat(doctor(config).findings())
                .extracting(Finding::check)
                .contains("state-directory")
                .doesNotContain("leftovers");
        node.kill();

        Finding left = doctor(config).of("leftovers", "host");
        assertThat(left.result()).isEqualTo("WARN");
        assertThat(left.text()).contains("address ip=192.0.2.10/24 device=eth0 of process " + node.pid());
        assertThat(left.remedy()).startsWith("./vrrp cleanup --state-directory " + Node.stateDirectory(lan.c) + "; ");
        assertThat(lan.c.holds(Lan.VIRTUAL)).isTrue();

        Node.cleanup(lan.c).requireSuccess();
        assertThat(doctor(config).notOk()).isEmpty();
    }

    @Test
    void aMissingNftFailsOnlyWhereAVirtualRouterClosesItsAddresses() {
        prepare();
        String hideNft = "mount --bind /dev/null $(readlink -f $(command -v nft)) && exec ";

        assertThat(doctor(NODE, hideNft).of("nft", "host").text())
                .isEqualTo("the program nft is missing, and nothing needs it");
        assertThat(doctor(NODE + "    accept-mode: false\n", hideNft).of("nft", "host"))
                .matches(each -> each.result().equals("FAIL"))
                .extracting(Finding::text)
                .isEqualTo("the program nft is missing; accept-mode: false needs it");
    }

    @Test
    void withoutAFileItLooksAtWhatIsUpAndTellsItAsText() {
        Keepalived.start(lan.a, Settings.of(150, 200));
        lan.awaitOnlyHolder(lan.a);

        Finished finished = host.java(Main.class, "doctor", "--listen", "1s");

        assertThat(finished.exitCode()).isZero();
        assertThat(finished.output())
                .contains("OK    interface eth0: up, with carrier, " + lan.c.mac())
                .contains("OK    advertisements vrid=51 if=eth0: 192.0.2.1 advertises 192.0.2.10 every 0.2s,")
                .contains("WARN  sysctl host: net.ipv4.ip_nonlocal_bind is 0: ")
                .contains("      mend: sysctl -w net.ipv4.ip_nonlocal_bind=1; ")
                .containsPattern("\\d+ OK, 2 WARN, 0 FAIL$")
                .doesNotContain(" lo: ");
    }

    @Test
    void withoutCapabilitiesItChecksWhatItCan() {
        List<String> command = new ArrayList<>(List.of("setpriv", "--bounding-set", "-all", "--inh-caps", "-all"));
        command.addAll(NetworkNamespace.javaCommand(Main.class, "doctor"));

        Finished finished = host.exec(command.toArray(String[]::new));

        assertThat(finished.exitCode()).isEqualTo(1);
        assertThat(finished.output())
                .contains("FAIL  capability host: CAP_NET_RAW is missing")
                .contains("OK    interface eth0: up, with carrier")
                .contains("WARN  advertisements host: neither listened nor asked");
    }

    private void prepare() {
        sysctl("net.ipv4.ip_nonlocal_bind=1");
        sysctl("net.ipv6.ip_nonlocal_bind=1");
        sysctl("net.ipv4.conf.eth0.promote_secondaries=1");
    }

    private void sysctl(String setting) {
        host.exec("sysctl", "-qw", setting).requireSuccess();
    }

    private void shell(String command) {
        host.exec("sh", "-c", command).requireSuccess();
    }

    private String links() {
        return host.ip("-brief link");
    }

    private Outcome doctor(String config) {
        return doctor(config, "exec ");
    }

    /** @param shell what a shell does first, in a mount namespace of its own */
    private Outcome doctor(String config, String shell) {
        String file = lan.c.write("doctor.yaml", config).toString();
        List<String> command = new ArrayList<>(List.of("sh", "-c", shell + "\"$@\"", "sh"));
        command.addAll(NetworkNamespace.javaCommand(Main.class, "doctor", file, "--json", "--listen", "1s"));
        Finished finished = host.exec(command.toArray(String[]::new));
        return new Outcome(finished.exitCode(), parse(finished.output()));
    }

    private static List<Finding> parse(String json) {
        List<Finding> findings = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            assertThat(parser.nextToken()).as(json).isEqualTo(JsonToken.START_ARRAY);
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                Map<String, String> fields = new HashMap<>();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    fields.put(parser.currentName(), String.valueOf(parser.nextTextValue()));
                }
                assertThat(fields).containsOnlyKeys("check", "subject", "result", "text", "remedy");
                findings.add(new Finding(
                        fields.getOrDefault("check", ""),
                        fields.getOrDefault("subject", ""),
                        fields.getOrDefault("result", ""),
                        fields.getOrDefault("text", ""),
                        fields.getOrDefault("remedy", "")));
            }
            assertThat(parser.currentToken()).isEqualTo(JsonToken.END_ARRAY);
            assertThat(parser.nextToken()).isNull();
            return findings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
