package io.github.vrrp4j.netlink.libc;

/** Socket options by the names of the Linux headers (socket(7), ip(7), ipv6(7), raw(7), netlink(7)). */
public enum SocketOption {
    SO_SNDBUF(Level.SOCKET, 7),
    SO_RCVBUF(Level.SOCKET, 8),
    SO_PRIORITY(Level.SOCKET, 12),
    SO_RCVTIMEO(Level.SOCKET, 20),
    SO_BINDTODEVICE(Level.SOCKET, 25),
    SO_SNDBUFFORCE(Level.SOCKET, 32),
    SO_ATTACH_FILTER(Level.SOCKET, 26),
    SO_DETACH_FILTER(Level.SOCKET, 27),
    SO_RCVBUFFORCE(Level.SOCKET, 33),

    IP_TOS(Level.IP, 1),
    IP_TTL(Level.IP, 2),
    IP_MULTICAST_IF(Level.IP, 32),
    IP_MULTICAST_TTL(Level.IP, 33),
    IP_MULTICAST_LOOP(Level.IP, 34),
    IP_ADD_MEMBERSHIP(Level.IP, 35),
    IP_MULTICAST_ALL(Level.IP, 49),

    IPV6_CHECKSUM(Level.IPV6, 7),
    IPV6_UNICAST_HOPS(Level.IPV6, 16),
    IPV6_MULTICAST_IF(Level.IPV6, 17),
    IPV6_MULTICAST_HOPS(Level.IPV6, 18),
    IPV6_MULTICAST_LOOP(Level.IPV6, 19),
    IPV6_JOIN_GROUP(Level.IPV6, 20),
    IPV6_MULTICAST_ALL(Level.IPV6, 29),
    IPV6_RECVPKTINFO(Level.IPV6, 49),
    IPV6_RECVHOPLIMIT(Level.IPV6, 51),
    IPV6_TCLASS(Level.IPV6, 67),

    ICMP_FILTER(Level.RAW, 1),
    ICMP6_FILTER(Level.ICMPV6, 1),

    NETLINK_ADD_MEMBERSHIP(Level.NETLINK, 1),
    NETLINK_CAP_ACK(Level.NETLINK, 10),
    NETLINK_EXT_ACK(Level.NETLINK, 11),
    NETLINK_GET_STRICT_CHK(Level.NETLINK, 12);

    private final int level;
    private final int number;

    SocketOption(int level, int number) {
        this.level = level;
        this.number = number;
    }

    int level() {
        return level;
    }

    int number() {
        return number;
    }

    private static final class Level {
        static final int IP = 0;
        static final int SOCKET = 1;
        static final int IPV6 = 41;
        static final int ICMPV6 = 58;
        static final int RAW = 255;
        static final int NETLINK = 270;
    }
}
