package io.github.vrrp4j.netlink.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.AddressOptions;
import io.github.vrrp4j.packet.AddressScope;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Expected octets are written down from the structures of linux/netlink.h, linux/rtnetlink.h and linux/if_addr.h. */
class RequestTest {

    private static final int SEQUENCE = 0x01020304;

    private final ByteBuffer buffer = ByteBuffer.allocate(Request.MAX_LENGTH).order(ByteOrder.LITTLE_ENDIAN);

    RequestTest() {
        Arrays.fill(buffer.array(), (byte) 0xa5);
    }

    @Test
    void newAddressIsCreatedExclusivelyAndAcknowledged() {
        Request.newAddress(buffer, SEQUENCE, 3, VirtualAddress.parse("192.0.2.10/24"));

        assertThat(written())
                .isEqualToIgnoringWhitespace(
                        "2d000000 1400 0506 04030201 00000000" // 45 octets, RTM_NEWADDR, REQUEST ACK EXCL CREATE
                                + " 02 18 00 00 03000000" // AF_INET, /24, scope global, index 3
                                + " 0800 0200 c000020a" // IFA_LOCAL
                                + " 0800 0100 c000020a" // IFA_ADDRESS
                                + " 0500 0b00 70 000000"); // IFA_PROTO 112
    }

    @Test
    void deleteAddressNamesTheExactPrefixLength() {
        Request.deleteAddress(buffer, SEQUENCE, 3, VirtualAddress.parse("192.0.2.10/32"));

        assertThat(written())
                .isEqualToIgnoringWhitespace(
                        "28000000 1500 0500 04030201 00000000" // RTM_DELADDR, REQUEST ACK
                                + " 02 20 00 00 03000000"
                                + " 0800 0200 c000020a"
                                + " 0800 0100 c000020a");
    }

    /** Two whole messages: what the second one is about exists for no longer than the kernel reads this datagram. */
    @Test
    void aMacvlanIsMadeAndDeletedByOneDatagram() {
        LinkRequest.addAndDeleteMacvlan(buffer, SEQUENCE, 3, "try12345", new MacAddress(0x0200_5e00_0100L), 1);

        assertThat(written())
                .isEqualToIgnoringWhitespace(
                        "60000000 1000 0506 04030201 00000000" // 96 octets, RTM_NEWLINK, REQUEST ACK EXCL CREATE
                                + " 00000000 00000000 00000000 00000000" // any index, not up
                                + " 0800 0500 03000000" // IFLA_LINK
                                + " 0d00 0300 7472793132333435 00 000000" // IFLA_IFNAME
                                + " 0a00 0100 02005e000100 0000" // IFLA_ADDRESS
                                + " 1c00 1280" // IFLA_LINKINFO, nested
                                + " 0c00 0100 6d6163766c616e00" // IFLA_INFO_KIND
                                + " 0c00 0280" // IFLA_INFO_DATA, nested
                                + " 0800 0100 01000000" // IFLA_MACVLAN_MODE, private
                                + "30000000 1100 0100 04030201 00000000" // 48 octets, RTM_DELLINK, REQUEST
                                + " 00000000 00000000 00000000 00000000"
                                + " 0d00 0300 7472793132333435 00 000000");
    }

    @Test
    void anIpv6AddressIsNewWithoutDuplicateAddressDetectionValidForEverAndDeprecated() {
        Request.newAddress(buffer, SEQUENCE, 3, VirtualAddress.parse("2001:db8::10/64"));

        assertThat(written())
                .isEqualToIgnoringWhitespace("59000000 1400 0506 04030201 00000000"
                        + " 0a 40 02 00 03000000" // AF_INET6, /64, IFA_F_NODAD
                        + " 1400 0200 20010db8 00000000 00000000 00000010"
                        + " 1400 0100 20010db8 00000000 00000000 00000010"
                        + " 1400 0600 00000000 ffffffff 00000000 00000000" // IFA_CACHEINFO
                        + " 0500 0b00 70 000000");
    }

    @Test
    void everyOptionOfAnIpv4AddressHasItsPlace() {
        AddressOptions options = AddressOptions.NONE
                .label("eth0:1")
                .scope(AddressScope.LINK)
                .broadcast(IpAddress.parse("192.0.2.255"))
                .noPrefixRoute(true)
                .preferredLifetime(Duration.ofMinutes(5));
        Request.newAddress(
                buffer, SEQUENCE, 3, VirtualAddress.parse("192.0.2.10/24").options(options));

        assertThat(written())
                .isEqualToIgnoringWhitespace("5d000000 1400 0506 04030201 00000000"
                        + " 02 18 00 fd 03000000" // scope link, 253
                        + " 0800 0200 c000020a"
                        + " 0800 0100 c000020a"
                        + " 0b00 0300 657468303a31 00 00" // IFA_LABEL, its zero, padding
                        + " 0800 0400 c00002ff" // IFA_BROADCAST
                        + " 0800 0800 00020000" // IFA_FLAGS NOPREFIXROUTE
                        + " 1400 0600 2c010000 feffffff 00000000 00000000" // preferred for 300 s
                        + " 0500 0b00 70 000000");
    }

    @Test
    void anIpv6AddressMayBePreferredAndHaveNoRoute() {
        AddressOptions options = AddressOptions.NONE.noPrefixRoute(true).preferredLifetime(Duration.ofSeconds(1));
        Request.newAddress(
                buffer, SEQUENCE, 3, VirtualAddress.parse("2001:db8::10/64").options(options));

        assertThat(written())
                .isEqualToIgnoringWhitespace("61000000 1400 0506 04030201 00000000"
                        + " 0a 40 02 00 03000000"
                        + " 1400 0200 20010db8 00000000 00000000 00000010"
                        + " 1400 0100 20010db8 00000000 00000000 00000010"
                        + " 0800 0800 02020000" // IFA_FLAGS NOPREFIXROUTE NODAD
                        + " 1400 0600 01000000 ffffffff 00000000 00000000"
                        + " 0500 0b00 70 000000");
    }

    @Test
    void theDeviceIsNoPartOfTheRequestSinceItsIndexIs() {
        VirtualAddress address = VirtualAddress.parse("192.0.2.10/24");
        Request.newAddress(buffer, SEQUENCE, 3, address);
        String plain = written();
        Request.newAddress(buffer, SEQUENCE, 3, address.options(AddressOptions.NONE.device("lo")));

        assertThat(written()).isEqualTo(plain);
    }

    @Test
    void anIpv6AddressIsDeletedWithItsExactPrefixLengthAndNothingElse() {
        Request.deleteAddress(buffer, SEQUENCE, 3, VirtualAddress.parse("fe80::10/128"));

        assertThat(written())
                .isEqualToIgnoringWhitespace("40000000 1500 0500 04030201 00000000"
                        + " 0a 80 00 00 03000000"
                        + " 1400 0200 fe800000 00000000 00000000 00000010"
                        + " 1400 0100 fe800000 00000000 00000000 00000010");
    }

    @Test
    void promoteSecondariesIsNestedThreeDeep() {
        LinkRequest.configureIpv4(buffer, SEQUENCE, 3, Map.of(Request.IPV4_DEVCONF_PROMOTE_SECONDARIES, 1));

        assertThat(written())
                .isEqualToIgnoringWhitespace(
                        "34000000 1000 0500 04030201 00000000" // 52 octets, RTM_NEWLINK, REQUEST ACK
                                + " 00 00 0000 03000000 00000000 00000000" // struct ifinfomsg, index 3
                                + " 1400 1a80" // IFLA_AF_SPEC
                                + " 1000 0280" // AF_INET
                                + " 0c00 0180" // IFLA_INET_CONF
                                + " 0800 1400 01000000"); // IPV4_DEVCONF_PROMOTE_SECONDARIES = 1
    }

    @Test
    void addressesAreDumpedForOneFamilyAndInterface() {
        Request.addresses(buffer, SEQUENCE, AddressFamily.IPV4, 3);

        assertThat(written())
                .isEqualToIgnoringWhitespace(
                        "18000000 1600 0103 04030201 00000000" // RTM_GETADDR, REQUEST DUMP
                                + " 02 00 00 00 03000000");
    }

    @Test
    void anInterfaceIsAskedForByNameWithItsZeroAndPadding() {
        Request.networkInterface(buffer, SEQUENCE, "eth0");

        assertThat(written())
                .isEqualToIgnoringWhitespace(
                        "29000000 1200 0500 04030201 00000000" // 41 octets without the padding, RTM_GETLINK
                                + " 00000000 00000000 00000000 00000000"
                                + " 0900 0300 65746830 00 000000"); // IFLA_IFNAME
    }

    @Test
    void theLongestNameFits() {
        Request.networkInterface(buffer, SEQUENCE, "abcdefghijklmno");

        assertThat(written()).endsWith("140003006162636465666768696a6b6c6d6e6f00");
    }

    @Test
    void aBigEndianMachineWritesNumbersItsWayAndAddressesTheSame() {
        buffer.order(ByteOrder.BIG_ENDIAN);

        Request.deleteAddress(buffer, SEQUENCE, 3, VirtualAddress.parse("192.0.2.10/32"));

        assertThat(written())
                .isEqualToIgnoringWhitespace("00000028 0015 0005 01020304 00000000 02 20 00 00 00000003"
                        + " 0008 0002 c000020a 0008 0001 c000020a");
    }

    private String written() {
        return HexFormat.of().formatHex(buffer.array(), 0, buffer.limit());
    }
}
