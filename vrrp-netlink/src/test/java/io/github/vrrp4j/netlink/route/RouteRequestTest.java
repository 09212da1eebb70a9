package io.github.vrrp4j.netlink.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.AddressScope;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualRoute;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Expected octets are written down from the structures of linux/netlink.h and linux/rtnetlink.h. */
class RouteRequestTest {

    private static final int SEQUENCE = 0x01020304;

    private final ByteBuffer buffer = ByteBuffer.allocate(Request.MAX_LENGTH).order(ByteOrder.LITTLE_ENDIAN);

    RouteRequestTest() {
        Arrays.fill(buffer.array(), (byte) 0xa5);
    }

    @Test
    void aPlainRouteIsOnTheLinkOfItsInterface() {
        RouteRequest.newRoute(buffer, SEQUENCE, 3, VirtualRoute.to(IpAddress.parse("203.0.113.0"), 24));

        assertThat(written())
                .isEqualToIgnoringWhitespace(
                        "34000000 1800 0506 04030201 00000000" // 52 octets, RTM_NEWROUTE, REQUEST ACK EXCL CREATE
                                + " 02 18 00 00 fe 70 fd 01 00000000" // AF_INET /24 main, proto 112, link, unicast
                                + " 0800 0100 cb007100" // RTA_DST
                                + " 0800 0400 03000000" // RTA_OIF
                                + " 0800 0f00 fe000000"); // RTA_TABLE
    }

    @Test
    void everythingThatARouteCanHaveHasItsPlace() {
        RouteRequest.newRoute(
                buffer,
                SEQUENCE,
                3,
                new VirtualRoute(
                        IpAddress.parse("2001:db8:1::"),
                        48,
                        IpAddress.parse("fe80::1"),
                        "eth0",
                        IpAddress.parse("2001:db8::10"),
                        AddressScope.GLOBAL,
                        5,
                        1000,
                        200));

        assertThat(written())
                .isEqualToIgnoringWhitespace(
                        "70000000 1800 0506 04030201 00000000" // 112 octets
                                + " 0a 30 00 00 00 c8 00 01 00000000" // table 1000 does not fit, proto 200, global
                                + " 1400 0100 20010db8 00010000 00000000 00000000"
                                + " 1400 0500 fe800000 00000000 00000000 00000001" // RTA_GATEWAY
                                + " 0800 0400 03000000"
                                + " 1400 0700 20010db8 00000000 00000000 00000010" // RTA_PREFSRC
                                + " 0800 0600 05000000" // RTA_PRIORITY
                                + " 0800 0f00 e8030000");
    }

    @Test
    void theDefaultRouteHasNoDestinationAndWithANextHopGlobalScope() {
        RouteRequest.newRoute(buffer, SEQUENCE, 0, ipv4Default());

        assertThat(written())
                .isEqualToIgnoringWhitespace("2c000000 1800 0506 04030201 00000000"
                        + " 02 00 00 00 fe 70 00 01 00000000"
                        + " 0800 0500 c0000201"
                        + " 0800 0f00 fe000000");
    }

    @Test
    void deletingNamesProtocolScopeTypeAndForIpv6TheMetricThatTheKernelChose() {
        RouteRequest.deleteRoute(buffer, SEQUENCE, 3, VirtualRoute.to(IpAddress.parse("2001:db8:1::"), 48));

        assertThat(written())
                .isEqualToIgnoringWhitespace(
                        "48000000 1900 0500 04030201 00000000" // RTM_DELROUTE, REQUEST ACK
                                + " 0a 30 00 00 fe 70 00 01 00000000"
                                + " 1400 0100 20010db8 00010000 00000000 00000000"
                                + " 0800 0400 03000000"
                                + " 0800 0600 00040000" // 1024
                                + " 0800 0f00 fe000000");
    }

    @Test
    void routesAreDumpedForOneTableAndProtocol() {
        RouteRequest.routes(buffer, SEQUENCE, AddressFamily.IPV4, 100, 112);

        assertThat(written())
                .isEqualToIgnoringWhitespace(
                        "24000000 1a00 0103 04030201 00000000" // RTM_GETROUTE, REQUEST DUMP
                                + " 02 00 00 00 64 70 00 00 00000000"
                                + " 0800 0f00 64000000");
    }

    static VirtualRoute ipv4Default() {
        return new VirtualRoute(
                IpAddress.parse("0.0.0.0"),
                0,
                IpAddress.parse("192.0.2.1"),
                null,
                null,
                null,
                0,
                VirtualRoute.MAIN_TABLE,
                VirtualRoute.DEFAULT_PROTOCOL);
    }

    private String written() {
        return HexFormat.of().formatHex(buffer.array(), 0, buffer.limit());
    }
}
