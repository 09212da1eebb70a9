package io.github.vrrp4j.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

final class AdvertisementFrameTest {

    /** R-7.2-03, R-5.1.1.2-01, R-5.1.1.3-01; the header checksum by hand: 0x45c0 + 0x20 + 0xff70 + 0xc000 + 0x202 + 0xe000 + 0x12. */
    @Test
    void theHeadersOfAnIpv4AdvertisementFromTheVirtualRouterMac() {
        ByteBuffer buffer = Octets.filled(34);

        int length =
                encode(buffer, 0, MacAddress.ofVirtualRouter(AddressFamily.IPV4, 51), IpAddress.parse("192.0.2.2"), 12);

        assertThat(length).isEqualTo(34).isEqualTo(AdvertisementFrame.headersLength(AddressFamily.IPV4));
        assertThat(Octets.hex(buffer))
                .isEqualTo("01005e00001200005e0001330800" + "45c00020" + "00000000" + "ff70" + "1899" + "c0000202"
                        + "e0000012");
    }

    @Test
    void theHeadersOfAnIpv6AdvertisementFromTheVirtualRouterMac() {
        ByteBuffer buffer = Octets.filled(54);

        int length =
                encode(buffer, 0, MacAddress.ofVirtualRouter(AddressFamily.IPV6, 51), IpAddress.parse("fe80::2"), 40);

        assertThat(length).isEqualTo(54).isEqualTo(AdvertisementFrame.headersLength(AddressFamily.IPV6));
        assertThat(Octets.hex(buffer))
                .isEqualTo("33330000001200005e00023386dd" + "6c000000" + "0028" + "70" + "ff"
                        + "fe800000000000000000000000000002" + "ff020000000000000000000000000012");
    }

    @Test
    void theyStandAtTheOffsetAndNothingAroundThemChanges() {
        ByteBuffer buffer = Octets.filled(38);

        encode(buffer, 2, MacAddress.BROADCAST, IpAddress.parse("192.0.2.2"), 12);

        assertThat(Octets.hex(buffer)).startsWith("a5a50100").endsWith("e0000012a5a5");
        assertThat(buffer.position()).isZero();
    }

    private static int encode(ByteBuffer buffer, int offset, MacAddress from, IpAddress source, int messageLength) {
        IpAddress group = source.family().vrrpGroup();
        return AdvertisementFrame.encodeHeaders(
                buffer, offset, MacAddress.ofMulticastGroup(group), from, source, group, 255, messageLength);
    }
}
