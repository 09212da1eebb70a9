package io.github.vrrp4j.netlink.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.MacAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lengths, types and flags by hand from linux/netlink.h, linux/rtnetlink.h and linux/if_link.h. */
class LinkRequestTest {

    private final ByteBuffer buffer =
            ByteBuffer.allocate(LinkRequest.MAX_LENGTH).order(ByteOrder.LITTLE_ENDIAN);

    @BeforeEach
    void fill() {
        Arrays.fill(buffer.array(), (byte) 0xa5);
    }

    @Test
    void addingAMacvlan() {
        LinkRequest.addMacvlan(buffer, 7, 2, "vrrp4-2-51", MacAddress.ofVirtualRouter(AddressFamily.IPV4, 51), 4);

        assertIs("60000000 1000 0506 07000000 00000000" + "00000000 00000000 00000000 00000000"
                + "0800 0500 02000000"
                + "0f00 0300 76727270342d322d3531 00 00"
                + "0a00 0100 00005e000133 0000"
                + "1c00 1280" + "0c00 0100 6d6163766c616e00" + "0c00 0280" + "0800 0100 04000000");
    }

    @Test
    void makingNoAddressOfTheMac() {
        LinkRequest.generateNoAddress(buffer, 7, 3);

        assertIs("30000000 1000 0500 07000000 00000000" + "00000000 03000000 00000000 00000000" + "1000 1a80"
                + "0c00 0a80" + "0500 0800 01 000000");
    }

    @Test
    void settingAnIpv4Sysctl() {
        LinkRequest.configureIpv4(buffer, 7, 3, Map.of(LinkDetails.Ipv4Settings.RP_FILTER, 2));

        assertIs("34000000 1000 0500 07000000 00000000" + "00000000 03000000 00000000 00000000" + "1400 1a80"
                + "1000 0280" + "0c00 0180" + "0800 0800 02000000");
    }

    @Test
    void upAndDown() {
        LinkRequest.setUp(buffer, 7, 3, true);
        assertIs("20000000 1000 0500 07000000 00000000" + "00000000 03000000 01000000 01000000");

        LinkRequest.setUp(buffer, 8, 3, false);
        assertIs("20000000 1000 0500 08000000 00000000" + "00000000 03000000 00000000 01000000");
    }

    @Test
    void deleting() {
        LinkRequest.delete(buffer, 7, 3);

        assertIs("20000000 1100 0500 07000000 00000000" + "00000000 03000000 00000000 00000000");
    }

    @Test
    void asking() {
        LinkRequest.get(buffer, 7, 3);

        assertIs("20000000 1200 0500 07000000 00000000" + "00000000 03000000 00000000 00000000");
    }

    @Test
    void theLongestFits() {
        LinkRequest.addMacvlan(buffer, 7, Integer.MAX_VALUE, "abcdefghijklmno", MacAddress.BROADCAST, 4);
        assertThat(buffer.limit()).isEqualTo(100);

        LinkRequest.configureIpv4(buffer, 7, 3, Map.of(1, 1, 2, 1, 3, 1, 4, 1, 5, 1, 6, 1, 7, 1, 8, 1));
        assertThat(buffer.limit()).isEqualTo(108);
    }

    private void assertIs(String hex) {
        byte[] octets = new byte[buffer.limit()];
        buffer.get(0, octets);
        assertThat(HexFormat.of().formatHex(octets)).isEqualTo(hex.replace(" ", ""));
    }
}
