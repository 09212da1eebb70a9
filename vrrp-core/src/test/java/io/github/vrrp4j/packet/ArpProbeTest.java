package io.github.vrrp4j.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

final class ArpProbeTest {

    private static final MacAddress MAC = new MacAddress(0x0200_0000_0001L);

    /** RFC 5227 §2.1.1: a broadcast request, sender IP address and target hardware address all zero. */
    @Test
    void theFrameAsksWithoutClaiming() {
        ByteBuffer buffer = Octets.filled(ArpProbe.FRAME_LENGTH + 4);

        int length = ArpProbe.encode(buffer, 2, MAC, IpAddress.parse("192.0.2.10"));

        assertThat(length).isEqualTo(42);
        assertThat(Octets.hex(buffer))
                .isEqualTo("a5a5" + "ffffffffffff0200000000010806" + "0001080006040001" + "02000000000100000000"
                        + "000000000000c000020a" + "a5a5");
    }

    @Test
    void nobodyTakesItForAClaim() {
        ByteBuffer buffer = Octets.filled(ArpProbe.FRAME_LENGTH);
        ArpProbe.encode(buffer, 0, MAC, IpAddress.parse("192.0.2.10"));

        assertThat(AddressClaim.read(buffer, 0, ArpProbe.FRAME_LENGTH)).isNull();
    }
}
