package io.github.vrrp4j.netlink.route;

import io.github.vrrp4j.packet.MacAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an interface is built of, as the kernel described it at one moment.
 *
 * @param name its own; empty if the kernel did not say
 * @param index its number
 * @param flags IFF_ flags of netdevice(7)
 * @param linkIndex the interface that it stands on, 0 for none; in another network namespace if {@code linkNamespace} says so
 * @param linkNamespace the kernel's number for the network namespace of {@code linkIndex}; -1 for its own
 * @param mac its MAC address; null if it has none of six octets
 * @param kind such as {@code macvlan}, as {@code ip link add ... type KIND} takes it; empty for a real one
 * @param macvlanMode of a macvlan: 1 private, 2 vepa, 4 bridge, 8 passthru, 16 source; else 0
 * @param ipv4Settings sysctl {@code net.ipv4.conf.NAME} by IPV4_DEVCONF_ number, the first of which is 1
 * @param ipv6Forwarding sysctl {@code net.ipv6.conf.NAME.forwarding}
 */
record LinkDetails(
        String name,
        int index,
        int flags,
        int linkIndex,
        int linkNamespace,
        @Nullable MacAddress mac,
        String kind,
        int macvlanMode,
        Ipv4Settings ipv4Settings,
        int ipv6Forwarding) {

    private static final int IFF_UP = 0x1;
    private static final int IFF_LOOPBACK = 0x8;

    /** Values by IPV4_DEVCONF_ number. */
    record Ipv4Settings(List<Integer> values) {

        static final int FORWARDING = 1;
        static final int RP_FILTER = 8;
        static final int ARP_ANNOUNCE = 18;
        static final int ARP_IGNORE = 19;
        static final int PROMOTE_SECONDARIES = 20;

        Ipv4Settings {
            values = List.copyOf(values);
        }

        /** 0 for one that the kernel does not have. */
        int get(int number) {
            return number <= values.size() ? values.get(number - 1) : 0;
        }
    }

    boolean isUp() {
        return (flags & IFF_UP) != 0;
    }

    boolean isLoopback() {
        return (flags & IFF_LOOPBACK) != 0;
    }

    /** Whether it stands on another one that it shares with others like it: what stands on it stands on that one, too. */
    boolean isMacvlan() {
        return kind.equals(LinkRequest.MACVLAN) || kind.equals("macvtap");
    }

    /** Reads the payload of RTM_NEWLINK: struct ifinfomsg and attributes. */
    static LinkDetails read(ByteBuffer buffer, int offset, int end) throws MalformedMessageException {
        if (end - offset < Request.INTERFACE_LENGTH) {
            throw new MalformedMessageException("an interface of " + (end - offset) + " octets");
        }
        Builder read = new Builder();
        AttributeCursor attribute = new AttributeCursor(buffer, offset + Request.INTERFACE_LENGTH, end);
        while (attribute.next()) {
            switch (attribute.type()) {
                case Request.IFLA_IFNAME -> read.name = attribute.text();
                case LinkRequest.IFLA_LINK -> read.linkIndex = attribute.intValue();
                case LinkRequest.IFLA_LINK_NETNSID -> read.linkNamespace = attribute.intValue();
                case Request.IFLA_ADDRESS -> read.mac(buffer, attribute);
                case LinkRequest.IFLA_LINKINFO -> read.info(attribute.nested());
                case Request.IFLA_AF_SPEC -> read.families(buffer, attribute.nested());
                default -> {}
            }
        }
        return new LinkDetails(
                read.name,
                buffer.getInt(offset + Request.INTERFACE_INDEX_OFFSET),
                buffer.getInt(offset + Request.INTERFACE_FLAGS_OFFSET),
                read.linkIndex,
                read.linkNamespace,
                read.mac,
                read.kind,
                read.kind.equals(LinkRequest.MACVLAN) || read.kind.equals("macvtap") ? read.macvlanMode : 0,
                new Ipv4Settings(read.ipv4Settings),
                read.ipv6Forwarding);
    }

    private static final class Builder {
        private String name = "";
        private int linkIndex;
        private int linkNamespace = -1;
        private @Nullable MacAddress mac;
        private String kind = "";
        private int macvlanMode;
        private List<Integer> ipv4Settings = List.of();
        private int ipv6Forwarding;

        private void mac(ByteBuffer buffer, AttributeCursor attribute) {
            if (attribute.length() == MacAddress.LENGTH) {
                mac = MacAddress.read(buffer.duplicate().order(ByteOrder.BIG_ENDIAN), attribute.value());
            }
        }

        private void info(AttributeCursor info) throws MalformedMessageException {
            while (info.next()) {
                if (info.type() == LinkRequest.IFLA_INFO_KIND) {
                    kind = info.text();
                } else if (info.type() == LinkRequest.IFLA_INFO_DATA) {
                    data(info.nested());
                }
            }
        }

        /** What an attribute means depends on the kind, which may come later. */
        private void data(AttributeCursor data) throws MalformedMessageException {
            while (data.next()) {
                if (data.type() == LinkRequest.IFLA_MACVLAN_MODE && data.length() == Integer.BYTES) {
                    macvlanMode = data.intValue();
                }
            }
        }

        private void families(ByteBuffer buffer, AttributeCursor families) throws MalformedMessageException {
            while (families.next()) {
                AttributeCursor config = families.nested();
                if (families.type() == Request.AF_INET) {
                    while (config.next()) {
                        if (config.type() == Request.IFLA_INET_CONF) {
                            ipv4Settings = numbers(buffer, config);
                        }
                    }
                } else if (families.type() == Request.AF_INET6) {
                    while (config.next()) {
                        if (config.type() == Request.IFLA_INET6_CONF) {
                            List<Integer> numbers = numbers(buffer, config);
                            ipv6Forwarding = numbers.isEmpty() ? 0 : numbers.get(Request.IPV6_DEVCONF_FORWARDING);
                        }
                    }
                }
            }
        }

        private static List<Integer> numbers(ByteBuffer buffer, AttributeCursor array) {
            List<Integer> numbers = new ArrayList<>();
            for (int i = 0; i + Integer.BYTES <= array.length(); i += Integer.BYTES) {
                numbers.add(buffer.getInt(array.value() + i));
            }
            return numbers;
        }
    }
}
