package io.github.vrrp4j.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The layouts are those of RFC 826 and RFC 4861 §4.4, the checksums computed apart. */
final class AddressClaimTest {

    private static final String ARP_REPLY =
            "0200000000010200000000020806" + "0001080006040002" + "020000000002c000020a" + "02000000000100000000";

    private static final String IPV6 = "02000000000102000000000286dd" + "60000000LENG3aff"
            + "20010db8000000000000000000000010" + "fe800000000000000000000000000001";

    private static final String ADVERTISEMENT =
            IPV6.replace("LENG", "0018") + "8800bd9860000000" + "20010db8000000000000000000000010";

    private static final String WITH_OPTIONS = IPV6.replace("LENG", "0028") + "88004d5360000000"
            + "20010db8000000000000000000000010" + "0e01000000000000" + "020100005e000233";

    @Test
    void aReplyToAProbeSaysWhoHasTheAddress() {
        assertThat(read(ARP_REPLY))
                .isEqualTo(new AddressClaim(IpAddress.parse("192.0.2.10"), new MacAddress(0x0200_0000_0002L)));
    }

    /** Frames shorter than 60 octets are padded on the wire. */
    @Test
    void paddingBehindAnArpPacketDoesNotMatter() {
        assertThat(read(ARP_REPLY + "00".repeat(18))).isEqualTo(read(ARP_REPLY));
    }

    /** RFC 5227 §2.1.1: a request claims its sender address as well. */
    @Test
    void aGratuitousRequestIsAClaim() {
        ByteBuffer buffer = Octets.filled(GratuitousArp.FRAME_LENGTH);
        MacAddress virtual = MacAddress.ofVirtualRouter(AddressFamily.IPV4, 51);
        GratuitousArp.encode(buffer, 0, virtual, IpAddress.parse("192.0.2.10"));

        assertThat(AddressClaim.read(buffer, 0, 42))
                .isEqualTo(new AddressClaim(IpAddress.parse("192.0.2.10"), virtual));
    }

    @Test
    void ofANeighborAdvertisementTheOptionSaysWhoHasTheAddress() {
        assertThat(read(WITH_OPTIONS))
                .isEqualTo(new AddressClaim(
                        IpAddress.parse("2001:db8::10"), MacAddress.ofVirtualRouter(AddressFamily.IPV6, 51)));
    }

    @Test
    void ofANeighborAdvertisementWithoutOptionsItIsTheSourceOfTheFrame() {
        assertThat(read(ADVERTISEMENT))
                .isEqualTo(new AddressClaim(IpAddress.parse("2001:db8::10"), new MacAddress(0x0200_0000_0002L)));
    }

    @Test
    void anUnsolicitedNeighborAdvertisementIsAClaim() {
        ByteBuffer buffer = Octets.filled(UnsolicitedNeighborAdvertisement.FRAME_LENGTH);
        MacAddress mac = new MacAddress(0x0200_0000_0009L);
        IpAddress address = IpAddress.parse("fe80::10");
        UnsolicitedNeighborAdvertisement.encode(buffer, 0, mac, address, address, true);

        assertThat(AddressClaim.read(buffer, 0, 86)).isEqualTo(new AddressClaim(address, mac));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "0200000000010200000000020800" + "0001080006040002" + "020000000002c000020a" + "02000000000100000000",
                "0200000000010200000000020806" + "0006080006040002" + "020000000002c000020a" + "02000000000100000000",
                "0200000000010200000000020806" + "0001080006100002" + "020000000002c000020a" + "02000000000100000000",
                "0200000000010200000000020806" + "0001080006040003" + "020000000002c000020a" + "02000000000100000000",
                "0200000000010200000000020806" + "0001080006040002" + "020000000002e0000012" + "02000000000100000000",
                "0200000000010200000000020806" + "0001080006040002" + "020000000002c000020a" + "020000000001000000"
            })
    void whatIsNoWholeArpPacketOfIpv4OnEthernetIsNoClaim(String frame) {
        assertThat(read(frame)).isNull();
    }

    /** RFC 4861 §7.1.2: Hop Limit 255, Code 0, checksum, 24 octets or more, no option of length 0. */
    @Test
    void aNeighborAdvertisementThatFailsACheckIsNoClaim() {
        assertThat(read(ADVERTISEMENT.replace("3aff", "3afe"))).isNull();
        assertThat(read(ADVERTISEMENT.replace("8800bd98", "8801bd97"))).isNull();
        assertThat(read(ADVERTISEMENT.replace("8800bd98", "8700be98"))).isNull();
        assertThat(read(ADVERTISEMENT.replace("60000000" + "2001", "20000000" + "2001")))
                .isNull();
        assertThat(read(ADVERTISEMENT.replace("00183aff", "00173aff"))).isNull();
        assertThat(read(ADVERTISEMENT.replace("00183aff", "00193aff"))).isNull();
        assertThat(read(WITH_OPTIONS.replace("0e01", "0e00"))).isNull();
        assertThat(read(WITH_OPTIONS.replace("0e01", "0e03"))).isNull();
    }

    private static @Nullable AddressClaim read(String hex) {
        ByteBuffer frame = Octets.of(hex);
        return AddressClaim.read(frame, 0, frame.limit());
    }
}
