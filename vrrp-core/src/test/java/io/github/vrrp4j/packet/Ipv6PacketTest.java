package io.github.vrrp4j.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole IPv6 packets, as a capture has them (R-5.1.2.3-02, R-5.1.2.4-01). */
final class Ipv6PacketTest {

    /** fe80::2 to ff02::12. */
    private static final String ADDRESSES = "fe800000000000000000000000000002ff020000000000000000000000000012";

    /** VRID 10, priority 100, 100 cs, fe80::1 and 2001:db8::1: 40 octets. */
    private static final String MESSAGE =
            "310a640200644023fe80000000000000000000000000000120010db8000000000000000000000001";

    @Test
    void theFieldsOfTheHeaderAreThere() {
        AdvertisementView view = Packets.ipv6("6c000000 0028 70 ff" + ADDRESSES + MESSAGE);

        assertThat(Packets.verify(view, ReceiveRules.VERSION_3)).isEqualTo(Verdict.VALID);
        assertThat(view.family()).isEqualTo(AddressFamily.IPV6);
        assertThat(view.source()).hasToString("fe80::2");
        assertThat(view.destination()).hasToString("ff02::12");
        assertThat(view.isTo(AddressFamily.IPV6.vrrpGroup())).isTrue();
        assertThat(view.isTo(AddressFamily.IPV4.vrrpGroup())).isFalse();
        assertThat(view.toAdvertisement().addresses()).hasSize(2);
    }

    /** The extension headers, of 8, 16 and 24 octets, are no part of the length in the pseudo-header. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            Ethernet padding                | 0028 70 | @ 000000000000
            Hop-by-Hop Options              | 0030 00 | 7000050200000000 @
            Destination Options             | 0030 3c | 7000010400000000 @
            16 octets                       | 0038 00 | 7001050200000000 0104000000000000 @
            each, the second of 24 octets   | 0050 00 | 3c00050200000000 3c02000000000000 00000000000000000000000000000000 7000000000000000 @
            """)
    void whatIsBeforeAndBehindTheMessageIsLeftOut(String what, String lengthAndNextHeader, String payload) {
        AdvertisementView view =
                Packets.ipv6("60000000" + lengthAndNextHeader + "ff" + ADDRESSES + payload.replace("@", MESSAGE));

        assertThat(Packets.verify(view, ReceiveRules.VERSION_3)).isEqualTo(Verdict.VALID);
        assertThat(view.address(1)).hasToString("2001:db8::1");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            IP version 4                          | 40000000 0028 70 ff | @
            next header 17, UDP                   | 60000000 0028 11 ff | @
            next header 59, nothing               | 60000000 0028 3b ff | @
            a fragment                            | 60000000 0030 2c ff | 7000000000000000 @
            payload longer than the packet        | 60000000 0029 70 ff | @
            payload of 0, as a jumbogram has      | 60000000 0000 70 ff | @
            7 octets of payload                   | 60000000 0007 70 ff | @
            an extension header left out          | 60000000 0000 3c ff | ''
            an extension header cut off           | 60000000 0007 3c ff | 70000104000000
            an extension header beyond the packet | 60000000 0030 3c ff | 7006000000000000 @
            Hop-by-Hop Options that come second   | 60000000 0038 3c ff | 0000000000000000 7000000000000000 @
            four extension headers                | 60000000 0048 00 ff | 3c00000000000000 3c00000000000000 3c00000000000000 7000000000000000 @
            """)
    void aPacketWithoutAMessageToBeFoundMeansTooShort(String what, String header, String payload) {
        AdvertisementView view = Packets.ipv6(header + ADDRESSES + payload.replace("@", MESSAGE));

        assertThat(view.verifyHeader()).isEqualTo(Verdict.PACKET_TOO_SHORT);
        assertThat(view.family()).isEqualTo(AddressFamily.IPV6);
    }

    /** The headers are sound, so whoever reports the packet can say where it came from. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            the header alone              | 0000 70 | ''
            an extension header behind it | 0008 3c | 7000010400000000
            """)
    void aPacketWithoutMessageIsTooShortAndHasItsSource(String what, String lengthAndNextHeader, String payload) {
        AdvertisementView view = Packets.ipv6("60000000" + lengthAndNextHeader + "ff" + ADDRESSES + payload);

        assertThat(view.verifyHeader()).isEqualTo(Verdict.PACKET_TOO_SHORT);
        assertThat(view.source()).hasToString("fe80::2");
    }

    /** Nothing behind the packet is read, where the buffer may end too. */
    @Test
    void anExtensionHeaderThatPromisesAnotherBehindThePacketMeansTooShort() {
        AdvertisementView view = Packets.ipv6("60000000 0008 3c ff" + ADDRESSES + "3c00010400000000");

        assertThat(view.verifyHeader()).isEqualTo(Verdict.PACKET_TOO_SHORT);
        assertThat(view.source()).hasToString("::");
    }

    @Test
    void aBrokenHeaderLeavesNothingOfThePacketBefore() {
        AdvertisementView view = Packets.ipv6("6c000000002870ff" + ADDRESSES + MESSAGE);

        view.wrapIpv6Packet(Octets.of("4c000000002870ff" + ADDRESSES + MESSAGE), 0, 80);

        assertThat(view.verifyHeader()).isEqualTo(Verdict.PACKET_TOO_SHORT);
        assertThat(view.source()).hasToString("::");
    }

    @Test
    void aHeaderThatIsCutMeansTooShort() {
        ByteBuffer packet = Octets.of(("6c000000002870ff" + ADDRESSES).substring(0, 2 * 39));

        assertThat(Packets.view(AddressFamily.IPV6, packet).verifyHeader()).isEqualTo(Verdict.PACKET_TOO_SHORT);
    }

    @ParameterizedTest(name = "offset {0}, length {1} in 80 octets")
    @CsvSource({"0,81", "1,80", "-1,80", "81,0", "0,-1", "2147483647,80", "80,2147483647"})
    void aRangeThatTheBufferDoesNotHoldIsTheCallersMistake(int offset, int length) {
        ByteBuffer packet = Octets.of("6c000000002870ff" + ADDRESSES + MESSAGE);
        var view = new AdvertisementView();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> view.wrapIpv6Packet(packet, offset, length))
                .withMessage("a big-endian buffer that holds the range is needed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> view.wrapIpv6Packet(packet.duplicate().order(ByteOrder.LITTLE_ENDIAN), 0, 80));
    }
}
