package io.github.vrrp4j.netlink.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Octets are written down from the structures of linux/netlink.h, as a little-endian kernel sends them. */
class ReplyTest {

    private static final String HEADER_OF_REQUEST = "28000000 1400 0506 07000000 00000000";
    private static final String ACKNOWLEDGED_7 =
            "24000000 0200 0001 07000000 39300000" + "00000000" + HEADER_OF_REQUEST;
    private static final String DONE_7 = "14000000 0300 0200 07000000 39300000 00000000";

    private final List<InterfaceAddress> addresses = new ArrayList<>();
    private final List<NetworkInterface> interfaces = new ArrayList<>();
    private final Reply reply = new Reply(7, (type, datagram, offset, end) -> {
        if (type == Request.RTM_NEWLINK) {
            interfaces.add(NetworkInterface.read(datagram, offset, end));
        } else {
            InterfaceAddress address = InterfaceAddress.read(datagram, offset, end);
            if (address != null) {
                addresses.add(address);
            }
        }
    });

    @Test
    void anAcknowledgementWithErrorZeroIsSuccess() throws Exception {
        assertThat(accept(ACKNOWLEDGED_7)).isTrue();
        assertThat(reply.errno()).isZero();
        assertThat(reply.text()).isNull();
    }

    @Test
    void aRefusalHasErrnoAndText() throws Exception {
        assertThat(accept(
                        "40000000 0200 0003 07000000 39300000" // 64 octets, NLMSG_ERROR, CAPPED ACK_TLVS
                                + "edffffff" + HEADER_OF_REQUEST // -19
                                + "1b00 0100 697076343a20446576696365206e6f7420666f756e64 00 00")) // "ipv4:
                // Device not
                // found"
                .isTrue();
        assertThat(reply.errno()).isEqualTo(19);
        assertThat(reply.text()).isEqualTo("ipv4: Device not found");
    }

    @Test
    void aRefusalThatRepeatsTheWholeRequestHasItsTextBehindThat() throws Exception {
        assertThat(accept(
                        "4c000000 0200 0002 07000000 39300000" // 76 octets, ACK_TLVS without CAPPED
                                + "eaffffff" + HEADER_OF_REQUEST
                                + "0221000003000000 0800 0200 c000020a 0800 0100 c000020a"
                                + "0800 0200 14000000 0600 0100 4e6f 0000")) // NLMSGERR_ATTR_OFFS, then "No"
                .isTrue();
        assertThat(reply.errno()).isEqualTo(22);
        assertThat(reply.text()).isEqualTo("No");
    }

    @Test
    void aRefusalMayHaveNoText() throws Exception {
        assertThat(accept("24000000 0200 0001 07000000 39300000" + "ffffffff" + HEADER_OF_REQUEST))
                .isTrue();
        assertThat(reply.errno()).isEqualTo(1);
        assertThat(reply.text()).isNull();
    }

    @Test
    void aLateAcknowledgementOfAnotherRequestIsSkipped() throws Exception {
        assertThat(accept("24000000 0200 0001 06000000 39300000" + "ffffffff" + HEADER_OF_REQUEST))
                .isFalse();
        assertThat(accept(ACKNOWLEDGED_7)).isTrue();
        assertThat(reply.errno()).isZero();
    }

    @Test
    void aDumpIsReadOverSeveralDatagramsUntilDone() throws Exception {
        String first =
                "28000000 1400 0200 07000000 39300000 02 18 80 00 03000000" + "0800 0100 c0000201 0800 0200 c0000201";
        String second = "30000000 1400 0200 07000000 39300000 02 18 80 00 03000000"
                + "0800 0100 c000020a 0800 0200 c000020a 0800 0800 81000000"; // IFA_FLAGS PERMANENT SECONDARY

        assertThat(accept(first)).isFalse();
        assertThat(accept(second + DONE_7)).isTrue();

        assertThat(addresses)
                .containsExactly(
                        new InterfaceAddress(3, IpAddress.parse("192.0.2.1"), 24, 0x80),
                        new InterfaceAddress(3, IpAddress.parse("192.0.2.10"), 24, 0x81));
        assertThat(addresses.get(0).isSecondary()).isFalse();
        assertThat(addresses.get(1).isSecondary()).isTrue();
    }

    @Test
    void theLocalAddressOfAPointToPointLinkIsNotItsPeers() throws Exception {
        accept("28000000 1400 0200 07000000 39300000 02 20 80 00 03000000" + "0800 0100 c6336402 0800 0200 c0000201");

        assertThat(addresses).containsExactly(new InterfaceAddress(3, IpAddress.parse("192.0.2.1"), 32, 0x80));
    }

    @Test
    void anAddressOfAnUnknownFamilyIsLeftOut() throws Exception {
        accept("18000000 1400 0200 07000000 39300000 1c 18 80 00 03000000");

        assertThat(addresses).isEmpty();
    }

    @Test
    void anInterfaceHasIndexFlagsAndMac() throws Exception {
        String header = "00 00 0100 05000000 43100100 00000000"; // ARPHRD_ETHER, index 5, flags 0x11043
        assertThat(accept("38000000 1000 0000 07000000 39300000" + header
                        + "0900 0300 65746830 00 000000" // IFLA_IFNAME
                        + "0a00 0100 020000000001 0000" + ACKNOWLEDGED_7))
                .isTrue();

        assertThat(interfaces)
                .containsExactly(
                        new NetworkInterface(5, "eth0", 0x11043, 0, new MacAddress(0x0200_0000_0001L), false, false));
        assertThat(interfaces.get(0).isNoArp()).isFalse();
    }

    @Test
    void loopbackIsNoEthernet() throws Exception {
        accept("2c000000 1000 0000 07000000 39300000 00 00 0403 01000000 49000100 00000000"
                + "0a00 0100 000000000000 0000");

        assertThat(interfaces).containsExactly(new NetworkInterface(1, "", 0x10049, 0, null, false, false));
    }

    @Test
    void anInterfaceHasItsMtuAndTheSettingsOfBothFamilies() throws Exception {
        String header = "00 00 0100 05000000 43100100 00000000";
        String ipv4 = "5800 0200 5400 0100" + "00000000".repeat(19) + "01000000"; // the 20th is promote_secondaries
        String ipv6 = "1800 0a00 0800 0100 00000080 0c00 0200 01000000 40000000"; // IFLA_INET6_FLAGS, then forwarding
        accept("9c000000 1000 0000 07000000 39300000" + header + "0800 0400 dc050000" + "7400 1a00" + ipv4 + ipv6);

        assertThat(interfaces).containsExactly(new NetworkInterface(5, "", 0x11043, 1500, null, true, true));
    }

    @Test
    void aSettingThatIsOffOrMissingIsFalse() throws Exception {
        String header = "00 00 0100 05000000 43100100 00000000";
        String ipv4 = "0c00 0200 0800 0100 01000000"; // an older kernel's, that ends before the 20th
        String ipv6 = "1000 0a00 0c00 0200 00000000 01000000"; // the second is hop_limit
        accept("40000000 1000 0000 07000000 39300000" + header + "2000 1a00" + ipv4 + ipv6);

        assertThat(interfaces).containsExactly(new NetworkInterface(5, "", 0x11043, 0, null, false, false));
    }

    @Test
    void anIpv6AddressHasItsFlags() throws Exception {
        String address = "34000000 1400 0200 07000000 39300000 0a 40 %s fd 03000000" // /64, scope link, index 3
                + "1400 0100 fe800000 00000000 00000000 00000001 0800 0800 %s";
        accept(address.formatted("c0", "c0000000")); // PERMANENT TENTATIVE
        accept(address.formatted("c8", "c8000000")); // DADFAILED too
        accept(address.formatted("a0", "a0000000")); // PERMANENT DEPRECATED

        assertThat(addresses)
                .extracting(each -> each.isTentative() + " " + each.isDuplicate() + " " + each.isDeprecated())
                .containsExactly("true false false", "true true false", "false false true");
        assertThat(addresses).allMatch(each -> each.address().equals(IpAddress.parse("fe80::1")));
    }

    @Test
    void aDumpThatWasInterruptedIsInconsistent() throws Exception {
        accept("14000000 0300 1200 07000000 39300000 00000000"); // MULTI DUMP_INTR

        assertThat(reply.isInconsistent()).isTrue();
    }

    @Test
    void brokenMessagesAreNamed() {
        assertMalformed("10000000", "4 octets where a header of 16 should be");
        assertMalformed("0f000000 0200 0000 07000000 00000000", "length 15 with 16 octets left");
        assertMalformed("11000000 0200 0000 07000000 00000000", "length 17 with 16 octets left");
        assertMalformed("ffffffff 0200 0000 07000000 00000000", "length 4294967295 with 16 octets left");
        assertMalformed("10000000 0300 0000 07000000 00000000", "an end without a status");
        assertMalformed("14000000 0200 0000 07000000 00000000 00000000", "an acknowledgement without the header");
        assertMalformed("14000000 0300 0000 07000000 00000000 01000000", "status 1");
        assertMalformed("10000000 0400 0000 07000000 00000000", "NLMSG_OVERRUN");
        assertMalformed("14000000 1000 0000 07000000 00000000 00000000", "an interface of 4 octets");
        assertMalformed("14000000 1400 0000 07000000 00000000 02000000", "an address of 4 octets");
        assertMalformed("18000000 1400 0000 07000000 00000000 0218000003000000", "without an address");
        assertMalformed(
                "1c000000 1400 0000 07000000 00000000 0218000003000000 03000100", "attribute length 3 with 4 octets");
        assertMalformed(
                "1c000000 1400 0000 07000000 00000000 0218000003000000 08000100", "attribute length 8 with 4 octets");
        assertMalformed(
                "20000000 1400 0000 07000000 00000000 0218000003000000 06000100 c0000000", "IPV4 address of 2 octets");
    }

    private void assertMalformed(String hex, String what) {
        assertThatThrownBy(() -> accept(hex))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageStartingWith("malformed netlink message: ")
                .hasMessageContaining(what);
    }

    private boolean accept(String hex) throws MalformedMessageException {
        byte[] octets = HexFormat.of().parseHex(hex.replace(" ", ""));
        return reply.accept(ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN));
    }
}
