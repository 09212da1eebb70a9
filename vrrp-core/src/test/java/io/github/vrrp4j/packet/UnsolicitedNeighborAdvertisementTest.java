package io.github.vrrp4j.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

final class UnsolicitedNeighborAdvertisementTest {

    /** R-8.2.2-06. */
    @Test
    void aRouterAnnouncesTheVirtualRouterMac() {
        assertThat(encode(
                        MacAddress.ofVirtualRouter(AddressFamily.IPV6, 10),
                        IpAddress.parse("fe80::1"),
                        IpAddress.parse("2001:db8::1"),
                        true))
                .isEqualTo("33330000000100005e00020a86dd6000000000203afffe800000000000000000000000000001"
                        + "ff02000000000000000000000000000188004a59a0000000"
                        + "20010db8000000000000000000000001020100005e00020a");
    }

    /** The frame that keepalived 2.2.7 sent while its host did not forward. */
    @Test
    void aHostThatDoesNotForwardLeavesTheRouterFlagClear() {
        assertThat(encode(
                        new MacAddress(0x5ef3_76a9_aab6L),
                        IpAddress.parse("fe80::100"),
                        IpAddress.parse("fe80::100"),
                        false))
                .isEqualTo("3333000000015ef376a9aab686dd6000000000203afffe800000000000000000000000000100"
                        + "ff0200000000000000000000000000018800d74a20000000"
                        + "fe80000000000000000000000000010002015ef376a9aab6");
    }

    private static String encode(MacAddress mac, IpAddress source, IpAddress address, boolean router) {
        ByteBuffer buffer = Octets.filled(UnsolicitedNeighborAdvertisement.FRAME_LENGTH + 4);
        int length = UnsolicitedNeighborAdvertisement.encode(buffer, 2, mac, source, address, router);
        assertThat(length).isEqualTo(86);
        assertThat(Octets.hex(buffer)).startsWith("a5a53333").endsWith("a5a5");
        return Octets.hex(buffer, 2, length);
    }
}
