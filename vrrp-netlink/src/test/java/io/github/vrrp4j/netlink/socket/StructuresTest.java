package io.github.vrrp4j.netlink.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Octets are written down from netinet/in.h and linux/if_packet.h for a little-endian machine. */
class StructuresTest {

    @BeforeEach
    void littleEndian() {
        assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN, "another byte order");
    }

    @Test
    void anIpv4SocketAddressIsOfPort0() {
        assertThat(hex(Structures.socketAddressIpv4(IpAddress.parse("192.0.2.1"))))
                .isEqualToIgnoringWhitespace("0200 0000 c0000201 0000000000000000");
    }

    @Test
    void anIpv6SocketAddressHasItsInterfaceAsScope() {
        assertThat(hex(Structures.socketAddressIpv6(IpAddress.parse("fe80::1"), 3)))
                .isEqualToIgnoringWhitespace("0a00 0000 00000000 fe800000 00000000 00000000 00000001 03000000");
    }

    @Test
    void aMulticastRequestNamesGroupAndInterface() {
        assertThat(hex(Structures.multicastRequest(AddressFamily.IPV4.vrrpGroup(), 0xc0000201L, 3)))
                .isEqualToIgnoringWhitespace("e0000012 c0000201 03000000");
        assertThat(hex(Structures.multicastRequestIpv6(AddressFamily.IPV6.vrrpGroup(), 3)))
                .isEqualToIgnoringWhitespace("ff020000 00000000 00000000 00000012 03000000");
    }

    @Test
    void anEthernetAddressHasAnEtherTypeAndNoInterfaceYet() {
        assertThat(hex(Structures.ethernetAddress(new MacAddress(0x3333_0000_0001L), 0x86dd)))
                .isEqualToIgnoringWhitespace("1100 86dd 00000000 0000 00 06 333300000001 0000");
    }

    private static String hex(ByteBuffer structure) {
        byte[] octets = new byte[structure.limit()];
        structure.get(0, octets);
        return HexFormat.of().formatHex(octets);
    }
}
