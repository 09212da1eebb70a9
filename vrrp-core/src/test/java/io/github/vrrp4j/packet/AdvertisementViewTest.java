package io.github.vrrp4j.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AdvertisementViewTest {

    /** 192.0.2.2 to 224.0.0.18: VRID 10, priority 100, 100 cs, 192.0.2.1, pseudo-header in the checksum. */
    private static final String IPV4 = "45c0002000000000ff701899c0000202e0000012310a6401006405fdc0000201";

    /** fe80::2 to ff02::12: VRID 10, priority 100, 100 cs, fe80::1 and 2001:db8::1. */
    private static final String IPV6 =
            "6c000000002870fffe800000000000000000000000000002ff020000000000000000000000000012"
                    + "310a640200644023fe80000000000000000000000000000120010db8000000000000000000000001";

    /**
     * The ladder of RFC 9568 §7.1: each packet is wrong in two neighbouring ways, and the earlier one is the verdict.
     * R-7.1-01, R-7.1-02, R-7.1-03, R-7.1-04, R-7.1-05, R-7.1-08; R-5.1.1.3-02, R-5.2.1-01, R-5.2.2-01, R-5.2.5-01.
     */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            7 octets, and TTL 254          | PACKET_TOO_SHORT    | 45c0001b00000000fe70199ec0000202e0000012 310a6401006405
            TTL 254, and version 4         | IP_TTL_ERROR        | 45c0002000000000fe701999c0000202e0000012 410a64010064f5fc c0000201
            version 4, and VRID 0          | VERSION_ERROR       | 45c0002000000000ff701899c0000202e0000012 410064010064f606 c0000201
            VRID 0, and version 2          | VRID_ERROR          | 45c0002000000000ff701899c0000202e0000012 2100640100641607 c0000201
            version 2, and type 2          | VERSION_ERROR       | 45c0002800000000ff701891c0000202e0000012 220a64010001b7f1 c00002010000000000000000
            type 2, and count 2 with 1     | INVALID_TYPE        | 45c0002000000000ff701899c0000202e0000012 320a6402006404fc c0000201
            count 2 with 1, and checksum   | PACKET_LENGTH_ERROR | 45c0002000000000ff701899c0000202e0000012 310a640200640000 c0000201
            checksum, and count 0          | CHECKSUM_ERROR      | 45c0001c00000000ff70189dc0000202e0000012 310a64000064c802
            count 0, and interval 0        | ADDR_COUNT_ZERO     | 45c0001c00000000ff70189dc0000202e0000012 310a64000000c867
            """)
    void anIpv4PacketThatIsWrongTwiceGetsTheVerdictOfTheEarlierCheck(String wrong, Verdict earlier, String packet) {
        assertThat(Packets.verify(Packets.ipv4(packet), ReceiveRules.VERSION_3)).isEqualTo(earlier);
    }

    /**
     * The ladder of RFC 3768 §7.1 in mixed operation, which adds the errata. R-7.1-01 to R-7.1-05, R-7.1-08, R-7.1-09,
     * R-7.1-16.
     */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            7 octets, and TTL 254          | PACKET_TOO_SHORT    | 45c0001b00000000fe70199ec0000202e0000012 210a64010001b8
            TTL 254, and version 1         | IP_TTL_ERROR        | 45c0002800000000fe701991c0000202e0000012 110a64010001c8f1 c0000201 0000000000000000
            version 1, and VRID 0          | VERSION_ERROR       | 45c0002800000000ff701891c0000202e0000012 110064010001c8fb c0000201 0000000000000000
            VRID 0, and type 2             | VRID_ERROR          | 45c0002800000000ff701891c0000202e0000012 220064010001b7fb c0000201 0000000000000000
            type 2, and no Auth Data       | INVALID_TYPE        | 45c0002000000000ff701899c0000202e0000012 220a64010001b7f1 c0000201
            no Auth Data, and checksum     | PACKET_LENGTH_ERROR | 45c0002000000000ff701899c0000202e0000012 210a640100010000 c0000201
            pseudo-header, and Auth Type 1 | CHECKSUM_ERROR      | 45c0002800000000ff701891c0000202e0000012 210a640101011558 c0000201 0000000000000000
            Auth Type 1, and count 0       | AUTH_TYPE_ERROR     | 45c0002400000000ff701895c0000202e0000012 210a6400010179f4 0000000000000000
            count 0, and interval 0        | ADDR_COUNT_ZERO     | 45c0002400000000ff701895c0000202e0000012 210a640000007af5 0000000000000000
            interval 0 alone               | INTERVAL_ZERO       | 45c0002800000000ff701891c0000202e0000012 210a64010000b8f2 c0000201 0000000000000000
            """)
    void aVersion2PacketThatIsWrongTwiceGetsTheVerdictOfTheEarlierCheck(String wrong, Verdict earlier, String packet) {
        assertThat(Packets.verify(Packets.ipv4(packet), ReceiveRules.VERSION_2_AND_3))
                .isEqualTo(earlier);
    }

    /** R-7.1-09 before R-7.1-10; a count of 0 leaves no first address to look at. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            interval 0, and 2001:db8::1 first | INTERVAL_ZERO             | 0018 310a640100003f1a 20010db8000000000000000000000001
            2001:db8::1 first alone           | FIRST_ADDR_NOT_LINK_LOCAL | 0018 310a640100643eb6 20010db8000000000000000000000001
            count 0, and no first address     | ADDR_COUNT_ZERO           | 0008 310a640000646c81
            """)
    void anIpv6PacketThatIsWrongTwiceGetsTheVerdictOfTheEarlierCheck(
            String wrong, Verdict earlier, String lengthAndMessage) {
        String[] words = lengthAndMessage.split(" ", 2);
        String packet = "6c000000" + words[0] + "70fffe800000000000000000000000000002ff020000000000000000000000000012"
                + words[1].replace(" ", "");

        assertThat(Packets.verify(Packets.ipv6(packet), ReceiveRules.VERSION_3)).isEqualTo(earlier);
    }

    /** R-5.2.3-01: no virtual router can have VRID 0, so the packet is never a value either. */
    @Test
    void vrid0IsAVridErrorWithoutAnyConfiguration() {
        assertThat(Packets.ipv4("45c0002000000000ff701899c0000202e0000012310064010064a898c0000201")
                        .verifyHeader())
                .isEqualTo(Verdict.VRID_ERROR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "45c0002000000000ff701899c0000202e00000", // 19 octets
                "65c0002000000000ff701899c0000202e0000012310a6401006405fdc0000201", // IP version 6
                "44c0002000000000ff701899c0000202e0000012310a6401006405fdc0000201", // a header of 16 octets
                "46c0001400000000ff701899c0000202e0000012310a6401006405fdc0000201", // header longer than total length
                "45c0002100000000ff701899c0000202e0000012310a6401006405fdc0000201", // total length longer than the
                // packet
                "4fc0002000000000ff701899c0000202e0000012310a6401006405fdc0000201" // a header of 60 octets
            })
    void aBrokenIpv4HeaderMeansTooShort(String packet) {
        AdvertisementView view = Packets.ipv4(packet);

        assertThat(view.verifyHeader()).isEqualTo(Verdict.PACKET_TOO_SHORT);
        assertThat(view.family()).isEqualTo(AddressFamily.IPV4);
    }

    @Test
    void aViewOfNothingIsTooShort() {
        assertThat(new AdvertisementView().verifyHeader()).isEqualTo(Verdict.PACKET_TOO_SHORT);
    }

    @Test
    void exactly8OctetsAreEnoughForTheHeaderChecks() {
        assertThat(Packets.ipv4("45c0001c00000000ff70189dc0000202e0000012310a640000646a91")
                        .verifyHeader())
                .isEqualTo(Verdict.VALID);
    }

    @Test
    void aBrokenPacketLeavesNothingOfTheOneBefore() {
        AdvertisementView view = Packets.ipv4(IPV4);
        assertThat(Packets.verify(view, ReceiveRules.VERSION_3)).isEqualTo(Verdict.VALID);

        view.wrapIpv4Packet(Octets.of("45"), 0, 1);

        assertThat(view.verifyHeader()).isEqualTo(Verdict.PACKET_TOO_SHORT);
        assertThat(view.checksumForm()).isNull();
        assertThat(view.source()).hasToString("0.0.0.0");
    }

    @Test
    void aBrokenHeaderLeavesNothingOfThePacketBefore() {
        AdvertisementView view = Packets.ipv4(IPV4);

        view.wrapIpv4Packet(Octets.of(IPV4.replaceFirst("45", "65")), 0, 32);

        assertThat(view.verifyHeader()).isEqualTo(Verdict.PACKET_TOO_SHORT);
        assertThat(view.source()).hasToString("0.0.0.0");
    }

    /** The header is sound, so whoever reports the packet can say where it came from. */
    @Test
    void anIpv4PacketWithoutPayloadIsTooShortAndHasItsSource() {
        AdvertisementView view = Packets.ipv4("45c0001400000000ff7018a5c0000202e0000012");

        assertThat(view.verifyHeader()).isEqualTo(Verdict.PACKET_TOO_SHORT);
        assertThat(view.source()).hasToString("192.0.2.2");
    }

    @Test
    void theChecksumFormIsUnknownUntilTheMessageIsVerified() {
        AdvertisementView view = Packets.ipv4(IPV4);

        assertThat(view.checksumForm()).isNull();
        view.verifyHeader();
        assertThat(view.checksumForm()).isNull();
        view.verifyMessage(ReceiveRules.VERSION_3);
        assertThat(view.checksumForm()).isEqualTo(ChecksumForm.PSEUDO_HEADER);
    }

    /**
     * 10.0.21.113 and 224.0.0.18 with protocol 112 and length 12 sum to 0a00 + 1571 + e000 + 0012 + 0070 + 000c = ffff,
     * which adds nothing to any checksum: each packet of this sender is right in both forms.
     */
    @Test
    void aPacketWhosePseudoHeaderSumsToNothingIsAcceptedByEachStrictness() {
        AdvertisementView view =
                Packets.ipv4("45c0002000000000ff700000 0a001571 e0000012 310a64010064a88ec0000201".replace(" ", ""));

        assertThat(view.verifyMessage(ReceiveRules.VERSION_3)).isEqualTo(Verdict.VALID);
        assertThat(view.checksumForm()).isEqualTo(ChecksumForm.PSEUDO_HEADER);
        assertThat(view.verifyMessage(ReceiveRules.RFC_5798)).isEqualTo(Verdict.VALID);
        assertThat(view.checksumForm()).isEqualTo(ChecksumForm.PSEUDO_HEADER);
        assertThat(view.verifyMessage(ReceiveRules.RFC_9568)).isEqualTo(Verdict.VALID);
        assertThat(view.checksumForm()).isEqualTo(ChecksumForm.MESSAGE_ONLY);
    }

    @Test
    void theRequiredFormMeansNothingOverIpv6() {
        AdvertisementView view = Packets.ipv6(IPV6);

        assertThat(view.verifyMessage(ReceiveRules.RFC_9568)).isEqualTo(Verdict.VALID);
        assertThat(view.checksumForm()).isEqualTo(ChecksumForm.PSEUDO_HEADER);
    }

    /** RFC 9568 §6.4.3: octet 192 is more than octet 10, although a signed byte says the opposite. */
    @ParameterizedTest(name = "192.0.2.2 against {0}")
    @CsvSource({"192.0.2.1,1", "192.0.2.2,0", "192.0.2.3,-1", "10.0.0.255,1", "203.0.113.1,-1"})
    void theSourceIsComparedAsAnUnsignedNumber(String own, int sign) {
        AdvertisementView view = Packets.ipv4(IPV4);

        assertThat(Integer.signum(view.compareSourceTo(IpAddress.parse(own)))).isEqualTo(sign);
        assertThat(view.isFrom(IpAddress.parse(own))).isEqualTo(sign == 0);
    }

    /** The tie-break between IPv6 routers compares their link-local addresses. */
    @ParameterizedTest(name = "fe80::2 against {0}")
    @CsvSource({"fe80::1,1", "fe80::2,0", "fe80::8000:0:0:1,-1", "fe80::5cf3:76ff:fea9:aab6,-1", "fe7f::3,1"})
    void anIpv6SourceIsComparedAsAnUnsignedNumber(String own, int sign) {
        AdvertisementView view = Packets.ipv6(IPV6);

        assertThat(Integer.signum(view.compareSourceTo(IpAddress.parse(own)))).isEqualTo(sign);
        assertThat(view.isFrom(IpAddress.parse(own))).isEqualTo(sign == 0);
    }

    /** R-7.1-17: the group, or for unicast peers an address of this host. */
    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource({
        "224.0.0.18,224.0.0.18,true",
        "224.0.0.18,224.0.0.1,false",
        "192.0.2.3,192.0.2.3,true",
        "192.0.2.3,224.0.0.18,false",
        "224.0.0.18,::e000:12,false"
    })
    void aPacketIsToItsDestinationAlone(String destination, String address, boolean to) {
        var view = new AdvertisementView();
        ByteBuffer message = Octets.of("310a64010064a88ec0000201");
        Packets.wrapMessage(view, IpAddress.parse("192.0.2.2"), IpAddress.parse(destination), 255, message, 0, 12);

        assertThat(view.isTo(IpAddress.parse(address))).isEqualTo(to);
        assertThat(view.destination()).hasToString(destination);
    }

    @Test
    void aPacketIsNeverFromAnAddressOfTheOtherFamily() {
        assertThat(Packets.ipv4(IPV4).isFrom(IpAddress.parse("::c000:202"))).isFalse();
    }

    @Test
    void anAddressBeyondTheCountIsTheCallersMistake() {
        AdvertisementView view = Packets.ipv6(IPV6);

        assertThat(view.address(1)).hasToString("2001:db8::1");
        assertThatThrownBy(() -> view.address(2))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("address 2 of 2");
        assertThatThrownBy(() -> view.address(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aPacketInTheMiddleOfABufferIsReadThere() {
        ByteBuffer buffer = Octets.of("ffffff" + IPV4 + "ffff");
        var view = new AdvertisementView();

        view.wrapIpv4Packet(buffer, 3, 32);

        assertThat(Packets.verify(view, ReceiveRules.VERSION_3)).isEqualTo(Verdict.VALID);
        assertThat(view.toAdvertisement().addresses()).containsExactly(IpAddress.parse("192.0.2.1"));
    }

    @ParameterizedTest(name = "offset {0}, length {1} in 32 octets")
    @CsvSource({"0,33", "1,32", "-1,32", "33,0", "0,-1", "2147483647,32", "32,2147483647", "-33,32"})
    void aRangeThatTheBufferDoesNotHoldIsTheCallersMistake(int offset, int length) {
        ByteBuffer packet = Octets.of(IPV4);
        var view = new AdvertisementView();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> view.wrapIpv4Packet(packet, offset, length))
                .withMessage("a big-endian buffer that holds the range is needed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> view.wrapMessage(AddressFamily.IPV6, 0, 0, 0, 0, 255, packet, offset, length))
                .withMessage("a big-endian buffer that holds the range is needed");
    }

    @Test
    void aLittleEndianBufferIsTheCallersMistake() {
        ByteBuffer packet = Octets.of(IPV4).order(ByteOrder.LITTLE_ENDIAN);
        var view = new AdvertisementView();

        assertThatIllegalArgumentException().isThrownBy(() -> view.wrapIpv4Packet(packet, 0, 32));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> view.wrapMessage(AddressFamily.IPV4, 0, 0, 0, 0, 255, packet, 20, 12));
    }
}
