package io.github.vrrp4j.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

final class GratuitousArpTest {

    /** R-8.1.2-04; RFC 9568 §6.4.1 with errata 7947 and 7949: the target hardware address is the virtual router MAC address too. */
    @Test
    void theFrameAnnouncesTheVirtualRouterMac() {
        ByteBuffer buffer = Octets.filled(GratuitousArp.FRAME_LENGTH);

        int length = GratuitousArp.encode(
                buffer, 0, MacAddress.ofVirtualRouter(AddressFamily.IPV4, 10), IpAddress.parse("192.0.2.1"));

        assertThat(length).isEqualTo(42);
        assertThat(Octets.hex(buffer))
                .isEqualTo("ffffffffffff00005e00010a0806000108000604000100005e00010ac0000201" + "00005e00010ac0000201");
    }

    /** A frame that keepalived 2.2.7 sent, but for its target hardware address of ff:ff:ff:ff:ff:ff. */
    @Test
    void theFrameIsTheOneOfKeepalivedButForTheTargetHardwareAddress() {
        ByteBuffer buffer = Octets.filled(GratuitousArp.FRAME_LENGTH);

        GratuitousArp.encode(buffer, 0, new MacAddress(0x5ef3_76a9_aab6L), IpAddress.parse("10.9.0.100"));

        assertThat(Octets.hex(buffer))
                .isEqualTo("ffffffffffff5ef376a9aab6080600010800060400015ef376a9aab60a090064" + "5ef376a9aab6"
                        + "0a090064");
    }

    @Test
    void theFrameStandsAtTheOffsetAndNothingAroundItChanges() {
        ByteBuffer buffer = Octets.filled(46);

        GratuitousArp.encode(buffer, 2, MacAddress.BROADCAST, IpAddress.parse("192.0.2.1"));

        assertThat(Octets.hex(buffer)).startsWith("a5a5ffff").endsWith("c0000201a5a5");
        assertThat(buffer.position()).isZero();
    }
}
