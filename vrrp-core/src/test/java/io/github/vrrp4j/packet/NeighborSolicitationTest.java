package io.github.vrrp4j.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

final class NeighborSolicitationTest {

    /** Layout of RFC 4861 §4.3; ff02::1:ff34:10 is the solicited-node group of RFC 4291 §2.7.1. */
    @Test
    void theFrameGoesToTheSolicitedNodeGroupOfTheAddress() {
        ByteBuffer buffer = Octets.filled(NeighborSolicitation.FRAME_LENGTH + 4);

        int length = NeighborSolicitation.encode(
                buffer,
                2,
                new MacAddress(0x0200_0000_0001L),
                IpAddress.parse("fe80::1"),
                IpAddress.parse("2001:db8::1234:10"));

        assertThat(length).isEqualTo(86);
        assertThat(Octets.hex(buffer))
                .isEqualTo("a5a5" + "3333ff34001002000000000186dd" + "6000000000203aff"
                        + "fe800000000000000000000000000001" + "ff0200000000000000000001ff340010"
                        + "870038db00000000" + "20010db8000000000000000012340010" + "0101020000000001"
                        + "a5a5");
    }
}
