package io.github.vrrp4j.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.testing.Capture;
import io.github.vrrp4j.netlink.testing.NetworkNamespace;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import io.github.vrrp4j.netlink.testing.RunningProgram;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NetworkTest(programs = "tshark")
class TransportIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final NetworkNamespace sender = NetworkNamespace.create("send");
    private final NetworkNamespace receiver = NetworkNamespace.create("recv");

    @BeforeEach
    void connect() {
        sender.connect("eth0", receiver, "eth0");
        sender.ip("address add 192.0.2.1/24 dev eth0");
        receiver.ip("address add 192.0.2.2/24 dev eth0");
    }

    @AfterEach
    void delete() {
        sender.close();
        receiver.close();
    }

    /** More than one call takes. */
    @Test
    void aBurstArrivesWholeAndInOrder() {
        assertThat(Traffic.burst(sender, receiver, "receive", IpAddress.parse("192.0.2.10"), "192.0.2.1", 255))
                .isEqualTo(IntStream.rangeClosed(1, 255).boxed().toList());
    }

    @Test
    void aReceiverThatThrowsLosesNoOtherPacket() {
        assertThat(Traffic.burst(sender, receiver, "clumsy", IpAddress.parse("192.0.2.10"), "192.0.2.1", 100))
                .isEqualTo(IntStream.rangeClosed(1, 100).boxed().toList());
    }

    @Test
    void anAdvertisementArrivesAsSent() {
        RunningProgram receiving = receive("eth0");

        assertThat(send("192.0.2.10,192.0.2.11")).isEqualTo("source 192.0.2.1\nsent");

        assertThat(Traffic.firstPacket(receiving))
                .isEqualTo(
                        "eth0 VALID 192.0.2.1 Advertisement[version=3, vrid=51, priority=100, maxAdverIntervalCs=100,"
                                + " addresses=[192.0.2.10, 192.0.2.11]]");
    }

    /** R-5.1.1.1-01, R-5.1.1.3-01, R-5.1.1.4-01, R-7.2-04, R-7.2-05, R-7.2-06. */
    @Test
    void onTheWireItHasTtl255ClassCs6TheGroupsMacAndAGoodChecksum() {
        Capture capture = Capture.start(
                receiver,
                "eth0",
                "vrrp",
                "eth.dst",
                "ip.src",
                "ip.dst",
                "ip.ttl",
                "ip.dsfield.dscp",
                "vrrp.prio",
                "vrrp.checksum.status");

        send("192.0.2.10");

        assertThat(capture.awaitPacket(line -> true, LIMIT))
                .isEqualTo("01:00:5e:00:00:12\t192.0.2.1\t224.0.0.18\t255\t48\t100\t1");
    }

    @Test
    void theSourceIsNeverAVirtualAddressEvenIfALeftoverOneStandsFirst() {
        sender.ip("address flush dev eth0");
        sender.ip("address add 192.0.2.10/24 dev eth0");
        sender.ip("address add 192.0.2.1/24 dev eth0");
        RunningProgram receiving = receive("eth0");

        assertThat(send("192.0.2.10")).isEqualTo("source 192.0.2.1\nsent");

        assertThat(Traffic.firstPacket(receiving)).startsWith("eth0 VALID 192.0.2.1 ");
    }

    @Test
    void aPrimaryAddressIsPreferredToASecondaryOne() {
        sender.ip("address flush dev eth0");
        sender.ip("address add 192.0.2.10/24 dev eth0");
        sender.ip("address add 192.0.2.1/24 dev eth0");
        sender.ip("address add 198.51.100.1/24 dev eth0");

        assertThat(send("192.0.2.10")).isEqualTo("source 198.51.100.1\nsent");
    }

    @Test
    void withoutAnAddressOfItsOwnTheInterfaceHasNoSource() {
        assertThat(send("192.0.2.1"))
                .isEqualTo(
                        "NO_PRIMARY_ADDRESS: no source address for advertisements on eth0: it has virtual addresses only;"
                                + " add one of its own, as with ip address add ADDRESS/PREFIXLEN dev eth0");
    }

    @Test
    void anInterfaceThatIsDownIsTold() {
        sender.ip("link set eth0 down");

        assertThat(send("192.0.2.10")).isEqualTo("INTERFACE_DOWN: eth0 is down; ip link set eth0 up");
    }

    @Test
    void anInterfaceWithoutACarrierIsTold() {
        receiver.ip("link set eth0 down");

        assertThat(send("192.0.2.10"))
                .isEqualTo("NO_CARRIER: eth0 is up without a carrier; look at its cable, switch port or virtual peer");
    }

    @Test
    void aMissingInterfaceIsNamed() {
        assertThat(sender.java(TrafficProbe.class, "send", "eth7", "192.0.2.10").output())
                .isEqualTo("INTERFACE_MISSING: there is no interface eth7; ip link shows those there are");
    }

    @Test
    void aPacketLongerThanAnyAdvertisementIsHandedOverAsMalformed() {
        RunningProgram receiving = receive("eth0");

        assertThat(raw("224.0.0.18", 255, 1400)).isEqualTo("sent 1400");

        assertThat(Traffic.firstPacket(receiving)).isEqualTo("eth0 PACKET_TOO_SHORT");
    }

    /** R-7.1-17. */
    @Test
    void ofUnicastPacketsThoseToItsSourceAreReceived() {
        receiver.ip("address add 192.0.2.3/24 dev eth0");
        RunningProgram receiving = receive("eth0");

        assertThat(raw("192.0.2.3", 255, 40)).isEqualTo("sent 40");
        assertThat(raw("192.0.2.2", 255, 40)).isEqualTo("sent 40"); // its TTL is 64
        send("192.0.2.10");
        receiving.awaitLine(line -> line.startsWith("eth0 VALID"), LIMIT);

        assertThat(receiving.output().lines().map(line -> line.replaceFirst(" 192.*", "")))
                .containsExactlyInAnyOrder("ready", "eth0 IP_TTL_ERROR", "eth0 VALID");
    }

    @Test
    void eachLinkReceivesOnlyWhatItsOwnInterfaceDoes() {
        sender.connect("eth1", receiver, "eth1");
        sender.ip("address add 198.51.100.1/24 dev eth1");
        RunningProgram receiving = receive("eth0", "eth1");

        sender.java(TrafficProbe.class, "send", "eth1", "198.51.100.10").requireSuccess();
        assertThat(Traffic.firstPacket(receiving)).startsWith("eth1 VALID 198.51.100.1 ");
        send("192.0.2.10");
        assertThat(receiving.awaitLine(line -> line.startsWith("eth0"), LIMIT)).startsWith("eth0 VALID 192.0.2.1 ");

        assertThat(receiving.output().lines()).hasSize(3);
    }

    @Test
    void aLinkMayCloseItselfAndOthersWhileItIsPolled() {
        RunningProgram polling = receiver.spawnJava(LinksProbe.class, "close-while-polling", "eth0");
        polling.awaitLine("ready"::equals, LIMIT);

        send("192.0.2.10");
        polling.awaitLine("open link"::equals, LIMIT);
        send("192.0.2.10");
        polling.awaitLines(4, LIMIT);

        assertThat(polling.output().lines()).containsExactly("ready", "closing", "open link", "open link");
    }

    @Test
    void aLinkOpenedWhileTheLoopSleepsIsPolled() {
        RunningProgram waiting = receiver.spawnJava(LinksProbe.class, "open-while-waiting", "eth0");
        waiting.awaitLine("ready"::equals, LIMIT);

        send("192.0.2.10");

        assertThat(waiting.awaitLine("loop received"::equals, LIMIT)).isNotEmpty();
    }

    @Test
    void aSourceChosenAfterAMessageWasWrittenIsThatOfTheNextMessage() {
        sender.ip("address add 198.51.100.1/24 dev eth0");
        RunningProgram receiving = receive("eth0");

        sender.java(LinksProbe.class, "change-source", "eth0").requireSuccess();
        receiving.awaitLines(3, LIMIT);

        assertThat(receiving.output().lines().map(line -> line.replaceFirst(" Adv.*", "")))
                .containsExactly("ready", "eth0 VALID 192.0.2.1", "eth0 VALID 198.51.100.1");
    }

    private RunningProgram receive(String... interfaceNames) {
        return Traffic.receive(receiver, AddressFamily.IPV4, interfaceNames);
    }

    private String send(String virtualAddresses) {
        return Traffic.send(sender, virtualAddresses);
    }

    private String raw(String destination, int hops, int octets) {
        return Traffic.raw(sender, destination, hops, octets);
    }
}
