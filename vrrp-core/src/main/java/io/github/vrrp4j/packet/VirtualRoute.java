package io.github.vrrp4j.packet;

import org.jspecify.annotations.Nullable;

/**
 * A route that the MASTER's host has beside the virtual addresses, in the terms of ip-route(8); never on the wire.
 *
 * @param destination the network, all its host bits zero; 0.0.0.0/0 or ::/0 is the default route
 * @param prefixLength in bits: 0..32 for IPv4, 0..128 for IPv6
 * @param via the next hop, of the same family; null for destinations on the link
 * @param device the interface it leaves by; null for the one that advertises, or for the kernel's choice if there is a next hop
 * @param source the source address that the host prefers on it, of the same family; null for the kernel's choice
 * @param scope where it is valid; null for the kernel's usual: link without a next hop, global with one
 * @param metric the lower wins, 0..4294967295; 0 is the kernel's own choice: 0 for IPv4, 1024 for IPv6
 * @param table the routing table, 1..4294967295; {@link #MAIN_TABLE} for the usual one
 * @param protocol who made it, 1..255, for {@code ip route show proto N} and for routing daemons that redistribute by it;
 *     {@link #DEFAULT_PROTOCOL} unless chosen otherwise
 */
public record VirtualRoute(
        IpAddress destination,
        int prefixLength,
        @Nullable IpAddress via,
        @Nullable String device,
        @Nullable IpAddress source,
        @Nullable AddressScope scope,
        long metric,
        long table,
        int protocol) {

    /** RT_TABLE_MAIN of rtnetlink(7). */
    public static final long MAIN_TABLE = 254;

    /** 112, as the IP protocol of VRRP: free in rtnetlink(7) and /etc/iproute2/rt_protos. */
    public static final int DEFAULT_PROTOCOL = 112;

    private static final long MAX_U32 = 0xffff_ffffL;

    /**
     * Checks every range.
     *
     * @throws IllegalArgumentException saying what is wrong, the value, and what is allowed
     */
    public VirtualRoute {
        int maxLength = destination.family().maxPrefixLength();
        if (prefixLength < 0 || prefixLength > maxLength) {
            throw new IllegalArgumentException(
                    "prefix length " + prefixLength + " of route " + destination + " is not in 0.." + maxLength);
        }
        if (!destination.equals(destination.network(prefixLength))) {
            throw new IllegalArgumentException("route " + destination + "/" + prefixLength
                    + " has bits behind its prefix; write " + destination.network(prefixLength) + "/" + prefixLength);
        }
        requireFamily("via", via, destination);
        requireFamily("src", source, destination);
        AddressOptions.requireName("device", device);
        requireRange("metric", metric, 0, MAX_U32);
        requireRange("table", table, 1, MAX_U32);
        requireRange("protocol", protocol, 1, 255);
    }

    private static void requireFamily(String what, @Nullable IpAddress address, IpAddress destination) {
        if (address != null && address.family() != destination.family()) {
            throw new IllegalArgumentException(
                    what + " " + address + " is not of the family of the destination " + destination);
        }
    }

    private static void requireRange(String what, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(what + " " + value + " of a route is not in " + min + ".." + max);
        }
    }

    /** A route without anything special: {@code ip route add DESTINATION/PREFIXLEN}. */
    public static VirtualRoute to(IpAddress destination, int prefixLength) {
        return new VirtualRoute(destination, prefixLength, null, null, null, null, 0, MAIN_TABLE, DEFAULT_PROTOCOL);
    }

    /** {@code 203.0.113.0/24 via 192.0.2.1 dev eth0}: as ip-route(8) takes it, without what is usual. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder().append(destination).append('/').append(prefixLength);
        append(text, "via", via);
        append(text, "dev", device);
        append(text, "src", source);
        append(text, "metric", metric == 0 ? null : metric);
        append(text, "table", table == MAIN_TABLE ? null : table);
        append(text, "proto", protocol == DEFAULT_PROTOCOL ? null : protocol);
        return text.toString();
    }

    private static void append(StringBuilder text, String key, @Nullable Object value) {
        if (value != null) {
            text.append(' ').append(key).append(' ').append(value);
        }
    }
}
