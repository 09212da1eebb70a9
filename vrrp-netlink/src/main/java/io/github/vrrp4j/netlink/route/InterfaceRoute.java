package io.github.vrrp4j.netlink.route;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualRoute;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A route as the kernel described it at one moment; of one with several next hops, what they share.
 *
 * @param destination the network
 * @param prefixLength 0..32 or 0..128
 * @param tos the service that it is for; 0 for all
 * @param via the next hop; null if there is none, or several
 * @param interfaceIndex where packets leave; 0 if there is no one interface
 * @param source the preferred source address; null for the kernel's choice
 * @param metric 0..4294967295
 * @param table 1..4294967295
 * @param protocol who made it, 0..255
 * @param scope RT_SCOPE_ of rtnetlink(7)
 * @param type RTN_ of rtnetlink(7): 1 is unicast
 */
record InterfaceRoute(
        IpAddress destination,
        int prefixLength,
        int tos,
        @Nullable IpAddress via,
        int interfaceIndex,
        @Nullable IpAddress source,
        long metric,
        long table,
        int protocol,
        int scope,
        int type) {

    private static final IpAddress ANY_IPV4 = IpAddress.parse("0.0.0.0");
    private static final IpAddress ANY_IPV6 = IpAddress.parse("::");

    /** True if the kernel has room for one of the two. */
    boolean standsInTheWayOf(VirtualRoute route) {
        return destination.equals(route.destination())
                && prefixLength == route.prefixLength()
                && tos == 0
                && metric == RouteRequest.metric(route)
                && table == route.table();
    }

    /**
     * True if it is what {@link RouteRequest#newRoute} would make.
     *
     * @param index of the interface that is asked for; 0 for any
     */
    boolean is(VirtualRoute route, int index) {
        boolean ipv6 = destination.family() == AddressFamily.IPV6;
        return standsInTheWayOf(route)
                && Objects.equals(via, route.via())
                && (index == RouteRequest.NO_INTERFACE || index == interfaceIndex)
                && Objects.equals(source, route.source())
                && protocol == route.protocol()
                && (ipv6 || scope == RouteRequest.scope(route))
                && type == RouteRequest.RTN_UNICAST;
    }

    /**
     * Reads the payload of RTM_NEWROUTE: struct rtmsg and attributes.
     *
     * @return null if it is neither IPv4 nor IPv6
     */
    static @Nullable InterfaceRoute read(ByteBuffer buffer, int offset, int end) throws MalformedMessageException {
        if (end - offset < RouteRequest.ROUTE_LENGTH) {
            throw new MalformedMessageException("a route of " + (end - offset) + " octets");
        }
        int number = Byte.toUnsignedInt(buffer.get(offset));
        if (number != Request.AF_INET && number != Request.AF_INET6) {
            return null;
        }
        AddressFamily family = number == Request.AF_INET ? AddressFamily.IPV4 : AddressFamily.IPV6;
        IpAddress destination = family == AddressFamily.IPV4 ? ANY_IPV4 : ANY_IPV6;
        IpAddress via = null;
        IpAddress source = null;
        int index = RouteRequest.NO_INTERFACE;
        long metric = 0;
        long table = octet(buffer, offset + RouteRequest.TABLE_OFFSET);
        AttributeCursor attribute = new AttributeCursor(buffer, offset + RouteRequest.ROUTE_LENGTH, end);
        while (attribute.next()) {
            switch (attribute.type()) {
                case RouteRequest.RTA_DST -> destination = address(family, buffer, attribute);
                case RouteRequest.RTA_GATEWAY -> via = address(family, buffer, attribute);
                case RouteRequest.RTA_PREFSRC -> source = address(family, buffer, attribute);
                case RouteRequest.RTA_OIF -> index = attribute.intValue();
                case RouteRequest.RTA_PRIORITY -> metric = Integer.toUnsignedLong(attribute.intValue());
                case RouteRequest.RTA_TABLE -> table = Integer.toUnsignedLong(attribute.intValue());
                default -> {}
            }
        }
        return new InterfaceRoute(
                destination,
                octet(buffer, offset + RouteRequest.DESTINATION_LENGTH_OFFSET),
                octet(buffer, offset + RouteRequest.TOS_OFFSET),
                via,
                index,
                source,
                metric,
                table,
                octet(buffer, offset + RouteRequest.PROTOCOL_OFFSET),
                octet(buffer, offset + RouteRequest.SCOPE_OFFSET),
                octet(buffer, offset + RouteRequest.TYPE_OFFSET));
    }

    private static int octet(ByteBuffer buffer, int offset) {
        return Byte.toUnsignedInt(buffer.get(offset));
    }

    private static IpAddress address(AddressFamily family, ByteBuffer buffer, AttributeCursor attribute)
            throws MalformedMessageException {
        if (attribute.length() != family.addressLength()) {
            throw new MalformedMessageException(family + " address of " + attribute.length() + " octets in a route");
        }
        return IpAddress.read(family, buffer.duplicate().order(ByteOrder.BIG_ENDIAN), attribute.value());
    }

    /** As ip-route(8) shows it, with numbers for names: {@code 203.0.113.0/24 via 192.0.2.1 proto 4 metric 5}. */
    @Override
    public String toString() {
        return destination + "/" + prefixLength
                + (via == null ? "" : " via " + via)
                + (source == null ? "" : " src " + source)
                + " proto " + protocol
                + (metric == 0 ? "" : " metric " + metric)
                + (table == VirtualRoute.MAIN_TABLE ? "" : " table " + table);
    }
}
