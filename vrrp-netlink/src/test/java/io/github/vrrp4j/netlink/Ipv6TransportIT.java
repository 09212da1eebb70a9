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

/** Two hosts whose link-local addresses are {@code fe80::1} and {@code fe80::2}. */
@NetworkTest(programs = {"tshark", "sysctl"})
class Ipv6TransportIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String NO_LINK_LOCAL = "; ip link show dev eth0 must say LOWER_UP and sysctl"
            + " net.ipv6.conf.eth0.disable_ipv6 0, or add one, as with ip address add fe80::1/64 dev eth0";

    private final NetworkNamespace sender = NetworkNamespace.create("send6");
    private final NetworkNamespace receiver = NetworkNamespace.create("recv6");

    @BeforeEach
    void connect() {
        sender.exec("sysctl", "-qw", "net.ipv6.conf.default.addr_gen_mode=1").requireSuccess();
        receiver.exec("sysctl", "-qw", "net.ipv6.conf.default.addr_gen_mode=1").requireSuccess();
        sender.connect("eth0", receiver, "eth0");
        sender.ip("address add fe80::1/64 dev eth0 nodad");
        receiver.ip("address add fe80::2/64 dev eth0 nodad");
    }

    @AfterEach
    void delete() {
        sender.close();
        receiver.close();
    }

    /** More than one call takes. */
    @Test
    void aBurstArrivesWholeAndInOrder() {
        assertThat(Traffic.burst(sender, receiver, "receive", IpAddress.parse("fe80::10"), "fe80::1", 255))
                .isEqualTo(IntStream.rangeClosed(1, 255).boxed().toList());
    }

    @Test
    void aReceiverThatThrowsLosesNoOtherPacket() {
        assertThat(Traffic.burst(sender, receiver, "clumsy", IpAddress.parse("fe80::10"), "fe80::1", 100))
                .isEqualTo(IntStream.rangeClosed(1, 100).boxed().toList());
    }

    @Test
    void anAdvertisementArrivesAsSent() {
        RunningProgram receiving = receive();

        assertThat(send("fe80::10,2001:db8::10")).isEqualTo("source fe80::1\nsent");

        assertThat(Traffic.firstPacket(receiving))
                .isEqualTo("eth0 VALID fe80::1 Advertisement[version=3, vrid=51, priority=100, maxAdverIntervalCs=100,"
                        + " addresses=[fe80::10, 2001:db8::10]]");
    }

    /** R-5.1.2.1-01, R-5.1.2.3-01, R-5.1.2.4-01, R-7.2-04, R-7.2-05, R-7.2-06. */
    @Test
    void onTheWireItHasHopLimit255ClassCs6TheGroupsMacAndAGoodChecksum() {
        Capture capture = Capture.start(
                receiver,
                "eth0",
                "vrrp",
                "eth.dst",
                "ipv6.src",
                "ipv6.dst",
                "ipv6.hlim",
                "ipv6.nxt",
                "ipv6.tclass.dscp",
                "vrrp.prio",
                "vrrp.checksum.status");

        send("fe80::10");

        assertThat(capture.awaitPacket(line -> true, LIMIT))
                .isEqualTo("33:33:00:00:00:12\tfe80::1\tff02::12\t255\t112\t48\t100\t1");
    }

    /** R-5.1.2.3-02. */
    @Test
    void aHopLimitOf254IsSeenAndRefused() {
        RunningProgram receiving = receive();

        assertThat(raw("ff02::12", 254, 40)).isEqualTo("sent 40");
        assertThat(Traffic.firstPacket(receiving)).isEqualTo("eth0 IP_TTL_ERROR");

        assertThat(raw("ff02::12", 255, 40)).isEqualTo("sent 40");
        receiving.awaitLines(3, LIMIT);
        assertThat(receiving.output().lines().skip(2)).containsExactly("eth0 VERSION_ERROR");
    }

    /** R-7.1-17: ff02::1 is a group that every host has joined, so the kernel lets it through to every raw socket. */
    @Test
    void whatIsSentToAnotherGroupIsNotReceivedButWhatIsSentToItsSourceIs() {
        RunningProgram receiving = receive();

        assertThat(raw("ff02::1", 255, 40)).isEqualTo("sent 40");
        assertThat(raw("fe80::2", 255, 40)).isEqualTo("sent 40"); // its hop limit is 64
        send("fe80::10");
        receiving.awaitLine(line -> line.startsWith("eth0 VALID"), LIMIT);

        assertThat(receiving.output().lines().map(line -> line.replaceFirst(" fe80.*", "")))
                .containsExactlyInAnyOrder("ready", "eth0 IP_TTL_ERROR", "eth0 VALID");
    }

    @Test
    void aWrongChecksumArrivesAndIsTold() {
        RunningProgram receiving = receive();

        sender.java(TrafficProbe.class, "corrupt", "eth0", "fe80::10").requireSuccess();

        assertThat(Traffic.firstPacket(receiving)).isEqualTo("eth0 CHECKSUM_ERROR");
    }

    @Test
    void aPacketLongerThanAnyAdvertisementIsHandedOverAsMalformed() {
        RunningProgram receiving = receive();

        assertThat(raw("ff02::12", 255, 4089)).isEqualTo("sent 4089"); // 8 + 255 * 16 + 1, in fragments

        assertThat(Traffic.firstPacket(receiving)).isEqualTo("eth0 PACKET_TOO_SHORT");
    }

    @Test
    void whatAHostSendsDoesNotComeBackToIt() {
        RunningProgram own = Traffic.receive(sender, AddressFamily.IPV6, "eth0");
        RunningProgram receiving = receive();

        send("fe80::10");
        assertThat(Traffic.firstPacket(receiving)).startsWith("eth0 VALID fe80::1");
        Traffic.send(receiver, "fe80::10");

        assertThat(Traffic.firstPacket(own)).startsWith("eth0 VALID fe80::2");
    }

    @Test
    void theSourceIsNeitherVirtualNorGlobal() {
        sender.ip("address add fe80::10/64 dev eth0 nodad");
        sender.ip("address add 2001:db8::1/64 dev eth0 nodad");

        assertThat(send("fe80::10")).isEqualTo("source fe80::1\nsent");
    }

    @Test
    void aTentativeSourceIsWaitedFor() {
        sender.ip("address delete fe80::1/64 dev eth0");
        sender.ip("address add fe80::7/64 dev eth0");
        assertThat(sender.ip("-6 address show dev eth0")).contains("tentative");

        assertThat(send("fe80::10")).isEqualTo("source fe80::7\nsent");
    }

    @Test
    void aSourceThatStaysTentativeIsToldAfterThreeSeconds() {
        sender.exec("sysctl", "-qw", "net.ipv6.conf.eth0.dad_transmits=20").requireSuccess();
        sender.ip("address delete fe80::1/64 dev eth0");
        sender.ip("address add fe80::7/64 dev eth0");

        assertThat(send("fe80::10"))
                .isEqualTo(
                        "NO_PRIMARY_ADDRESS: no source address for advertisements on eth0: its link-local address fe80::7 is"
                                + " still tentative, that is, checked for duplicates on the link (RFC 4862); try again when"
                                + " ip -6 address show dev eth0 does not say tentative any more");
    }

    @Test
    void aDuplicateSourceIsTold() {
        sender.ip("address delete fe80::1/64 dev eth0");
        sender.ip("address add fe80::2/64 dev eth0"); // the receiver's

        assertThat(send("fe80::10"))
                .isEqualTo(
                        "NO_PRIMARY_ADDRESS: no source address for advertisements on eth0: another host on the link has its"
                                + " link-local address fe80::2 too (dadfailed); give one of them another, then ip link set eth0"
                                + " down and up");
    }

    @Test
    void withoutALinkLocalAddressTheInterfaceHasNoSource() {
        sender.ip("address delete fe80::1/64 dev eth0");
        sender.ip("address add 2001:db8::1/64 dev eth0 nodad");

        assertThat(send("fe80::10"))
                .isEqualTo(
                        "NO_PRIMARY_ADDRESS: no source address for advertisements on eth0: it has no IPv6 link-local address"
                                + NO_LINK_LOCAL);
    }

    @Test
    void bothFamiliesOfOneInterfaceReceiveTheirOwn() {
        sender.ip("address add 192.0.2.1/24 dev eth0");
        receiver.ip("address add 192.0.2.2/24 dev eth0");
        RunningProgram ipv6 = receive();
        RunningProgram ipv4 = Traffic.receive(receiver, AddressFamily.IPV4, "eth0");

        send("192.0.2.10");
        send("fe80::10");

        assertThat(Traffic.firstPacket(ipv4)).startsWith("eth0 VALID 192.0.2.1 ");
        assertThat(Traffic.firstPacket(ipv6)).startsWith("eth0 VALID fe80::1 ");
    }

    private RunningProgram receive() {
        return Traffic.receive(receiver, AddressFamily.IPV6, "eth0");
    }

    private String send(String virtualAddresses) {
        return Traffic.send(sender, virtualAddresses);
    }

    private String raw(String destination, int hops, int octets) {
        return Traffic.raw(sender, destination, hops, octets);
    }
}
