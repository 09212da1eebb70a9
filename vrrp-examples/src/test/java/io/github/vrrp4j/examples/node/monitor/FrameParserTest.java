package io.github.vrrp4j.examples.node.monitor;

import static io.github.vrrp4j.examples.node.monitor.Packets.IPV4;
import static io.github.vrrp4j.examples.node.monitor.Packets.IPV4_OPTIONS;
import static io.github.vrrp4j.examples.node.monitor.Packets.IPV6;
import static io.github.vrrp4j.examples.node.monitor.Packets.IPV6_ADDRESSES;
import static io.github.vrrp4j.examples.node.monitor.Packets.IPV6_MESSAGE;
import static io.github.vrrp4j.examples.node.monitor.Packets.MACS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameParserTest {
    private static final String IPV4_TYPE = "0800";
    private static final String IPV6_TYPE = "86dd";

    @Test
    void ethernetWithoutTag() {
        IpPacket packet = require(ethernet(IPV4_TYPE + IPV4));

        assertThat(packet.family()).isEqualTo(AddressFamily.IPV4);
        assertThat(packet.source()).isEqualTo(IpAddress.parse("192.0.2.2"));
        assertThat(packet.destination()).isEqualTo(IpAddress.parse("224.0.0.18"));
        assertThat(packet.hopLimit()).isEqualTo(255);
        assertThat(packet.messageOffset()).isEqualTo(34);
        assertThat(packet.messageLength()).isEqualTo(12);
        assertThat(packet.whole()).isTrue();
        assertThat(packet.link().vlanIds()).isEmpty();
    }

    @Test
    void theOctetsThatPadAnEthernetFrameAreNotOfTheMessage() {
        assertThat(require(ethernet(IPV4_TYPE + IPV4 + "00".repeat(14))).messageLength())
                .isEqualTo(12);
        assertThat(require(ethernet(IPV6_TYPE + IPV6 + "00".repeat(4))).messageLength())
                .isEqualTo(40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8100", "88a8", "9100"})
    void oneTag(String type) {
        IpPacket packet = require(ethernet(type + "a064" + IPV4_TYPE + IPV4));

        assertThat(packet.link().vlanIds()).containsExactly(100);
        assertThat(packet.messageOffset()).isEqualTo(38);
        assertThat(packet.messageLength()).isEqualTo(12);
    }

    @Test
    void twoTagsTheOuterFirst() {
        IpPacket packet = require(ethernet("88a800c8" + "81000064" + IPV6_TYPE + IPV6));

        assertThat(packet.link().vlanIds()).containsExactly(200, 100);
        assertThat(packet.messageOffset()).isEqualTo(62);
    }

    @Test
    void aPriorityTagIsNoVlan() {
        assertThat(require(ethernet("8100e000" + IPV4_TYPE + IPV4)).link().vlanIds())
                .isEmpty();
    }

    @Test
    void upToEightTags() {
        assertThat(require(ethernet("81000001".repeat(8) + IPV4_TYPE + IPV4))
                        .link()
                        .vlanIds())
                .hasSize(8);
        assertThat(ethernet("81000001".repeat(9) + IPV4_TYPE + IPV4)).isEmpty();
    }

    @Test
    void linuxCooked() {
        IpPacket packet =
                require(parse(LinkType.LINUX_COOKED, "0002" + "0001" + "0006" + "00005e00010a0000" + IPV4_TYPE + IPV4));

        assertThat(packet.messageOffset()).isEqualTo(36);
        assertThat(packet.link().interfaceIndex()).isZero();
    }

    @Test
    void linuxCookedWithATag() {
        IpPacket packet = require(parse(
                LinkType.LINUX_COOKED, "0002" + "0001" + "0006" + "00005e00010a0000" + "81000064" + IPV4_TYPE + IPV4));

        assertThat(packet.link().vlanIds()).containsExactly(100);
    }

    @Test
    void linuxCookedVersion2SaysTheInterface() {
        IpPacket packet = require(parse(
                LinkType.LINUX_COOKED_V2,
                IPV6_TYPE + "0000" + "00000007" + "0001" + "02" + "06" + "00005e00010a0000" + IPV6));

        assertThat(packet.link().interfaceIndex()).isEqualTo(7);
        assertThat(packet.messageOffset()).isEqualTo(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {IPV4, IPV6})
    void rawIp(String packet) {
        assertThat(parse(LinkType.RAW_IP, packet)).isPresent();
    }

    @Test
    void ipv4OptionsAreSkipped() {
        IpPacket packet = require(ethernet(IPV4_TYPE + IPV4_OPTIONS));

        assertThat(packet.messageOffset()).isEqualTo(38);
        assertThat(packet.messageLength()).isEqualTo(12);
    }

    @Test
    void ipv6HopByHopOptionsAreSkipped() {
        // 8 octets of Router Alert before the message: payload 48, next header 0, then 112
        IpPacket packet = require(
                parse(LinkType.RAW_IP, "6c000000003000ff" + IPV6_ADDRESSES + "7000050200000100" + IPV6_MESSAGE));

        assertThat(packet.messageOffset()).isEqualTo(48);
        assertThat(packet.messageLength()).isEqualTo(40);
        assertThat(packet.whole()).isTrue();
    }

    @Test
    void anExtensionHeaderThatIsLongerThanThePacketLeavesNoMessage() {
        IpPacket packet = require(parse(LinkType.RAW_IP, "6c000000000800ff" + IPV6_ADDRESSES + "70ff050200000100"));

        assertThat(packet.messageLength()).isZero();
        assertThat(packet.whole()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2000", // More Fragments
                "0001", // the second of them
            })
    void fragmentsAreSkipped(String flagsAndOffset) {
        assertThat(parse(LinkType.RAW_IP, "45c000200000" + flagsAndOffset + IPV4.substring(16)))
                .isEmpty();
    }

    @Test
    void dontFragmentIsNoFragment() {
        assertThat(parse(LinkType.RAW_IP, "45c0002000004000" + IPV4.substring(16)))
                .isPresent();
    }

    @Test
    void ipv6FragmentsAreSkipped() {
        assertThat(parse(LinkType.RAW_IP, "6c00000000302cff" + IPV6_ADDRESSES + "7000000100000001" + IPV6_MESSAGE))
                .isEmpty();
    }

    @Test
    void otherProtocolsAreSkipped() {
        assertThat(ethernet(IPV4_TYPE + "45c0002000000000ff11" + IPV4.substring(20)))
                .as("UDP")
                .isEmpty();
        assertThat(ethernet(IPV6_TYPE + "6c000000002811ff" + IPV6_ADDRESSES + IPV6_MESSAGE))
                .as("UDP")
                .isEmpty();
        assertThat(ethernet("0806" + "00".repeat(46))).as("ARP").isEmpty();
        assertThat(ethernet("0020" + IPV4)).as("IEEE 802.3 length").isEmpty();
        assertThat(ethernet(IPV4_TYPE + IPV6))
                .as("IPv6 behind the type of IPv4")
                .isEmpty();
        assertThat(ethernet(IPV6_TYPE + IPV4))
                .as("IPv4 behind the type of IPv6")
                .isEmpty();
    }

    @Test
    void ofAPacketThatIsCutShortTheRestIsThere() {
        IpPacket packet = require(ethernet(IPV4_TYPE + IPV4.substring(0, 2 * 27)));

        assertThat(packet.messageLength()).isEqualTo(7);
        assertThat(packet.whole()).isFalse();

        IpPacket ipv6 = require(ethernet(IPV6_TYPE + IPV6.substring(0, 2 * 44)));
        assertThat(ipv6.messageLength()).isEqualTo(4);
        assertThat(ipv6.whole()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "44c00020", // an IHL of 16 octets
                "45c00013", // a total length of 19 octets
            })
    void aBrokenIpv4HeaderLeavesNoMessage(String firstOctets) {
        IpPacket packet = require(ethernet(IPV4_TYPE + firstOctets + IPV4.substring(8)));

        assertThat(packet.messageLength()).isZero();
        assertThat(packet.whole()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void framesOfAnyLengthAreSurvived(LinkType type) {
        String[] frames = {
            MACS + "88a800c8" + "81000064" + IPV6_TYPE + IPV6,
            MACS + IPV4_TYPE + IPV4_OPTIONS,
            "6c000000003000ff" + IPV6_ADDRESSES + "7000050200000100" + IPV6_MESSAGE
        };
        for (String frame : frames) {
            for (int length = 0; length <= frame.length(); length += 2) {
                requireInside(parse(type, frame.substring(0, length)), length / 2);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyOctetsAreSurvived(LinkType type) {
        Random random = new Random(1);
        byte[] good = Packets.octets(MACS + "81000064" + IPV4_TYPE + IPV4_OPTIONS);
        for (int round = 0; round < 20_000; round++) {
            byte[] frame = good.clone();
            for (int changes = random.nextInt(1, 6); changes > 0; changes--) {
                frame[random.nextInt(12, frame.length)] = (byte) random.nextInt();
            }
            requireInside(FrameParser.parse(type, ByteBuffer.wrap(frame)), frame.length);
        }
    }

    private static void requireInside(Optional<IpPacket> packet, int length) {
        packet.ifPresent(found -> {
            assertThat(found.messageLength()).isNotNegative();
            assertThat(found.messageOffset() + found.messageLength()).isLessThanOrEqualTo(length);
        });
    }

    private static IpPacket require(Optional<IpPacket> packet) {
        return packet.orElseThrow();
    }

    private static Optional<IpPacket> ethernet(String typeAndRest) {
        return parse(LinkType.ETHERNET, MACS + typeAndRest);
    }

    private static Optional<IpPacket> parse(LinkType type, String hex) {
        return FrameParser.parse(type, ByteBuffer.wrap(Packets.octets(hex)));
    }
}
