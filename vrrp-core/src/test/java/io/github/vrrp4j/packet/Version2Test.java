package io.github.vrrp4j.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is different in VRRPv2 (RFC 3768): seconds, Authentication Data, IPv4 alone, and no pseudo-header. */
final class Version2Test {

    private static final IpAddress SOURCE = IpAddress.parse("192.0.2.2");
    private static final IpAddress GROUP = AddressFamily.IPV4.vrrpGroup();
    private static final List<IpAddress> ADDRESSES = List.of(IpAddress.parse("192.0.2.1"));

    /** Those of VRID 52 were sent by keepalived 2.2.7, to which the source is not part of the checksum either. */
    @ParameterizedTest(name = "VRID {1} priority {2}")
    @CsvSource(delimiter = '|', textBlock = """
            PSEUDO_HEADER | 10 | 100 |   100 | 192.0.2.1             | 210a64010001b8f1 c0000201 0000000000000000
            MESSAGE_ONLY  | 10 | 100 |   100 | 192.0.2.1             | 210a64010001b8f1 c0000201 0000000000000000
            MESSAGE_ONLY  | 10 |   0 |   100 | 192.0.2.1             | 210a000100011cf2 c0000201 0000000000000000
            MESSAGE_ONLY  | 10 | 100 | 25500 | 192.0.2.1             | 210a640100ffb7f3 c0000201 0000000000000000
            PSEUDO_HEADER | 52 | 150 |   100 | 10.9.0.100 10.9.0.101 | 21349602000133ed 0a090064 0a090065 0000000000000000
            PSEUDO_HEADER | 52 |   0 |   100 | 10.9.0.100 10.9.0.101 | 213400020001c9ed 0a090064 0a090065 0000000000000000
            """)
    void aMessageHasExactlyTheseOctets(
            ChecksumForm form, int vrid, int priority, int intervalCs, String addresses, String message) {
        String expected = message.replace(" ", "");
        List<IpAddress> list =
                Stream.of(addresses.split(" ")).map(IpAddress::parse).toList();
        var encoder = new AdvertisementEncoder(Advertisement.VERSION_2, vrid, list);
        ByteBuffer buffer = Octets.filled(expected.length() / 2 + 6);

        int length = encoder.encode(buffer, 3, priority, intervalCs, form, SOURCE, GROUP);

        assertThat(Octets.hex(buffer)).isEqualTo("a5a5a5" + expected + "a5a5a5");
        assertThat(length).isEqualTo(expected.length() / 2);
        assertThat(encoder.length()).isEqualTo(length);
    }

    @Test
    void aMessageOf255AddressesHas1036Octets() {
        List<IpAddress> addresses = IntStream.rangeClosed(1, 255)
                .mapToObj(i -> IpAddress.parse("10.0.0." + i))
                .toList();

        assertThat(new AdvertisementEncoder(Advertisement.VERSION_2, 10, addresses).length())
                .isEqualTo(1036);
    }

    /** R-8.4.2-01: a MASTER in mixed operation advertises more often than version 2 can say. */
    @ParameterizedTest(name = "{0} cs as {1} s")
    @CsvSource({"1,1", "50,1", "99,1", "100,1", "101,2", "4000,40", "4095,41", "25401,255", "25500,255"})
    void anIntervalIsRoundedUpToSeconds(int intervalCs, int seconds) {
        var encoder = new AdvertisementEncoder(Advertisement.VERSION_2, 10, ADDRESSES);
        ByteBuffer buffer = Octets.filled(encoder.length());

        encoder.encode(buffer, 0, 100, intervalCs, ChecksumForm.MESSAGE_ONLY, SOURCE, GROUP);

        assertThat(buffer.get(4)).isZero();
        assertThat(Byte.toUnsignedInt(buffer.get(5))).isEqualTo(seconds);
    }

    /** R-8.4.2-03: 255 seconds are more centiseconds than the 12 bits of version 3 hold. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"210a64010001b8f1,100", "210a640100ffb7f3,25500"})
    void anIntervalInSecondsIsReadAsCentiseconds(String header, int intervalCs) {
        AdvertisementView view =
                Packets.ipv4("45c0002800000000ff701891c0000202e0000012" + header + "c00002010000000000000000");

        assertThat(Packets.verify(view, ReceiveRules.RFC_3768)).isEqualTo(Verdict.VALID);
        assertThat(view.version()).isEqualTo(2);
        assertThat(view.maxAdverIntervalCs()).isEqualTo(intervalCs);
        assertThat(view.toAdvertisement())
                .isEqualTo(new Advertisement(Advertisement.VERSION_2, 10, 100, intervalCs, ADDRESSES));
    }

    /** RFC 3768 §5.3.10: Authentication Data is ignored on receipt, although it is part of the checksum. */
    @Test
    void authenticationDataIsIgnored() {
        AdvertisementView view =
                Packets.ipv4("45c0002800000000ff701891c0000202e0000012 210a64010001b8f0 c0000201 0000000000000001");

        assertThat(Packets.verify(view, ReceiveRules.RFC_3768)).isEqualTo(Verdict.VALID);
        assertThat(view.address(0)).hasToString("192.0.2.1");
    }

    /** R-7.1-16; sent by keepalived 2.2.7 with auth_type PASS. */
    @Test
    void aPasswordIsNotAccepted() {
        AdvertisementView view =
                Packets.ipv4("45c0002800010000ff70d0880a090001e0000012 213ec8010102cefa 0a09006e 7365637265740000");

        assertThat(Packets.verify(view, ReceiveRules.VERSION_2_AND_3)).isEqualTo(Verdict.AUTH_TYPE_ERROR);
        assertThat(view.authType()).isEqualTo(1);
    }

    /**
     * R-7.1-04. The MD5 of Cisco IOS stands behind the Authentication Data; CARP shares protocol, group and first octet,
     * and would be a MASTER that resigns.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            without Authentication Data | 45c0002000000000ff701899c0000202e0000012 210a64010001b8f1 c0000201
            Auth Type 254, 30 octets    | 45c0004600000000ff701873c0000202e0000012 210a6401fe01c190 c0000201 0000000000000000 \
            fe1c010000000000c00002020000000102030405060708090a0b0c0d0e0f
            CARP of 36 octets           | 45c0003800000000ff701881c0000202e0000012 210a00070001deed \
            00000000000000000000000000000000000000000000000000000000
            """)
    void aMessageOfAnotherLengthIsDiscardedForIt(String what, String packet) {
        assertThat(Packets.verify(Packets.ipv4(packet), ReceiveRules.VERSION_2_AND_3))
                .isEqualTo(Verdict.PACKET_LENGTH_ERROR);
    }

    @Test
    void thereIsNoVersion2OverIpv6() {
        List<IpAddress> ipv6 = List.of(IpAddress.parse("fe80::1"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AdvertisementEncoder(Advertisement.VERSION_2, 10, ipv6))
                .withMessage("IPv6 address fe80::1 in version 2, which carries IPv4 alone; use version 3");
    }

    /** R-5.2.1-01. */
    @ParameterizedTest
    @CsvSource({"1", "4", "0", "-1"})
    void thereIsNoOtherVersion(int version) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AdvertisementEncoder(version, 10, ADDRESSES))
                .withMessage("version " + version + " is not in 2..3");
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "99", "150", "25501", "25600"})
    void anIntervalThatIsNotWholeSecondsIsNoValue(int intervalCs) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Advertisement(Advertisement.VERSION_2, 10, 100, intervalCs, ADDRESSES))
                .withMessage("version 2 Adver Int " + intervalCs
                        + " is not in 100..25500 centiseconds in steps of 100 (RFC 3768 §5.3.7)");
    }
}
