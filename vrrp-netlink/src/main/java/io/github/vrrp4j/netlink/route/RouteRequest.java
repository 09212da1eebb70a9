package io.github.vrrp4j.netlink.route;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.AddressScope;
import io.github.vrrp4j.packet.VirtualRoute;
import java.nio.ByteBuffer;

/**
 * Writes the rtnetlink requests about routes, as {@link Request} does the others.
 *
 * <pre>
 * struct rtmsg, 12 octets:   0 u8 family   1 u8 destination length   2 u8 source length   3 u8 tos   4 u8 table
 *                            5 u8 protocol   6 u8 scope   7 u8 type   8 u32 flags
 * </pre>
 */
final class RouteRequest {

    static final int RTM_NEWROUTE = 24;
    static final int RTM_DELROUTE = 25;
    private static final int RTM_GETROUTE = 26;

    static final int ROUTE_LENGTH = 12;
    static final int DESTINATION_LENGTH_OFFSET = 1;
    static final int TOS_OFFSET = 3;
    static final int TABLE_OFFSET = 4;
    static final int PROTOCOL_OFFSET = 5;
    static final int SCOPE_OFFSET = 6;
    static final int TYPE_OFFSET = 7;

    static final int RTA_DST = 1;
    static final int RTA_OIF = 4;
    static final int RTA_GATEWAY = 5;
    static final int RTA_PRIORITY = 6;
    static final int RTA_PREFSRC = 7;
    static final int RTA_TABLE = 15;

    static final int RTN_UNICAST = 1;

    /** No interface has it: the kernel numbers them from 1. */
    static final int NO_INTERFACE = 0;

    /** A table of a higher number stands in RTA_TABLE alone. */
    private static final int MAX_TABLE_OCTET = 255;

    /** IP6_RT_PRIO_USER: what the kernel makes of metric 0. */
    private static final long DEFAULT_IPV6_METRIC = 1024;

    private RouteRequest() {}

    /**
     * {@code ip route add DESTINATION via GATEWAY dev NAME src SOURCE metric METRIC table TABLE proto PROTOCOL scope SCOPE},
     * without the words that the route does not have. Refused with EEXIST if there is one of the same destination, metric and
     * table, whatever the rest is.
     *
     * @param interfaceIndex 0 for the kernel's choice
     */
    static void newRoute(ByteBuffer buffer, int sequence, int interfaceIndex, VirtualRoute route) {
        int flags = Request.NLM_F_REQUEST | Request.NLM_F_ACK | Request.NLM_F_CREATE | Request.NLM_F_EXCL;
        route(buffer, RTM_NEWROUTE, flags, sequence, interfaceIndex, route);
    }

    /**
     * The same with {@code ip route delete}. The kernel compares everything that is named; that includes the protocol, so that
     * the same route of somebody else stays. Metric 0 of IPv4 names none.
     */
    static void deleteRoute(ByteBuffer buffer, int sequence, int interfaceIndex, VirtualRoute route) {
        route(buffer, RTM_DELROUTE, Request.NLM_F_REQUEST | Request.NLM_F_ACK, sequence, interfaceIndex, route);
    }

    /**
     * {@code ip route show table TABLE proto PROTOCOL}, or {@code ip -6 route}; the kernel picks them.
     *
     * @param protocol 0 for all
     */
    static void routes(ByteBuffer buffer, int sequence, AddressFamily family, long table, int protocol) {
        int payload = Request.start(buffer, RTM_GETROUTE, Request.NLM_F_REQUEST | Request.NLM_F_DUMP, sequence);
        buffer.put(payload, (byte) Request.number(family))
                .put(payload + TABLE_OFFSET, tableOctet(table))
                .put(payload + PROTOCOL_OFFSET, (byte) protocol);
        Request.finish(buffer, Request.intAttribute(buffer, payload + ROUTE_LENGTH, RTA_TABLE, (int) table));
    }

    private static void route(
            ByteBuffer buffer, int type, int flags, int sequence, int interfaceIndex, VirtualRoute route) {
        int payload = Request.start(buffer, type, flags, sequence);
        buffer.put(payload, (byte) Request.number(route.destination().family()))
                .put(payload + DESTINATION_LENGTH_OFFSET, (byte) route.prefixLength())
                .put(payload + TABLE_OFFSET, tableOctet(route.table()))
                .put(payload + PROTOCOL_OFFSET, (byte) route.protocol())
                .put(payload + SCOPE_OFFSET, (byte) scope(route))
                .put(payload + TYPE_OFFSET, (byte) RTN_UNICAST);
        int end = payload + ROUTE_LENGTH;
        if (route.prefixLength() > 0) {
            end = Request.addressAttribute(buffer, end, RTA_DST, route.destination());
        }
        if (route.via() != null) {
            end = Request.addressAttribute(buffer, end, RTA_GATEWAY, route.via());
        }
        if (interfaceIndex != NO_INTERFACE) {
            end = Request.intAttribute(buffer, end, RTA_OIF, interfaceIndex);
        }
        if (route.source() != null) {
            end = Request.addressAttribute(buffer, end, RTA_PREFSRC, route.source());
        }
        long metric = metric(route);
        if (metric != 0) {
            end = Request.intAttribute(buffer, end, RTA_PRIORITY, (int) metric);
        }
        Request.finish(buffer, Request.intAttribute(buffer, end, RTA_TABLE, (int) route.table()));
    }

    private static byte tableOctet(long table) {
        return (byte) (table > MAX_TABLE_OCTET ? 0 : table);
    }

    /** The metric that the route has in the kernel. */
    static long metric(VirtualRoute route) {
        boolean ipv6 = route.destination().family() == AddressFamily.IPV6;
        return ipv6 && route.metric() == 0 ? DEFAULT_IPV6_METRIC : route.metric();
    }

    /** As ip-route(8) has it. The kernel knows none for IPv6. */
    static int scope(VirtualRoute route) {
        if (route.scope() != null) {
            return route.scope().number();
        }
        boolean onLink = route.via() == null && route.destination().family() == AddressFamily.IPV4;
        return (onLink ? AddressScope.LINK : AddressScope.GLOBAL).number();
    }
}
