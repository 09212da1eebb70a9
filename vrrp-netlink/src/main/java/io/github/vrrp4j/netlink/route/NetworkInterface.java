package io.github.vrrp4j.netlink.route;

import io.github.vrrp4j.packet.MacAddress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * An interface as the kernel described it at one moment.
 *
 * @param index its number, which a new interface of the same name does not share
 * @param name at that moment; empty if the kernel did not say
 * @param flags IFF_ flags of netdevice(7)
 * @param mtuOctets the longest IP packet, header included; 0 if the kernel did not say
 * @param ethernetAddress its MAC address; null if it is not an Ethernet
 * @param promotesSecondaries its sysctl promote_secondaries: whether a secondary IPv4 address stays, as the primary one,
 *     when the primary address is removed
 * @param forwardsIpv6 its sysctl net.ipv6.conf.NAME.forwarding: whether this host is a router for its neighbours there
 */
public record NetworkInterface(
        int index,
        String name,
        int flags,
        int mtuOctets,
        @Nullable MacAddress ethernetAddress,
        boolean promotesSecondaries,
        boolean forwardsIpv6) {

    private static final int ARPHRD_ETHER = 1;
    private static final int IFF_UP = 0x01;
    private static final int IFF_RUNNING = 0x40;
    private static final int IFF_NOARP = 0x80;

    /** The first of IPv4's settings has number 1, the first of IPv6's 0. */
    private static final int PROMOTE_SECONDARIES_OFFSET =
            (Request.IPV4_DEVCONF_PROMOTE_SECONDARIES - 1) * Integer.BYTES;

    private static final int IPV6_FORWARDING_OFFSET = Request.IPV6_DEVCONF_FORWARDING * Integer.BYTES;

    /** True if it is administratively up. */
    public boolean isUp() {
        return (flags & IFF_UP) != 0;
    }

    /** True if it is up and can pass packets: there is a carrier, and nothing such as 802.1X keeps it waiting. */
    public boolean isRunning() {
        return isUp() && (flags & IFF_RUNNING) != 0;
    }

    /** True if nobody resolves addresses there, with ARP or Neighbor Discovery. */
    public boolean isNoArp() {
        return (flags & IFF_NOARP) != 0;
    }

    /**
     * The MAC address that asks neighbours there for theirs.
     *
     * @throws IOException if it is not an Ethernet, or nobody resolves addresses there
     */
    public MacAddress requireResolving() throws IOException {
        if (ethernetAddress == null || isNoArp()) {
            throw new IOException(name + " is not an Ethernet on which addresses are resolved");
        }
        return ethernetAddress;
    }

    /** Reads the payload of RTM_NEWLINK: struct ifinfomsg and attributes. */
    static NetworkInterface read(ByteBuffer buffer, int offset, int end) throws MalformedMessageException {
        if (end - offset < Request.INTERFACE_LENGTH) {
            throw new MalformedMessageException("an interface of " + (end - offset) + " octets");
        }
        int type = Short.toUnsignedInt(buffer.getShort(offset + Request.INTERFACE_TYPE_OFFSET));
        String name = "";
        MacAddress mac = null;
        int mtuOctets = 0;
        boolean promotesSecondaries = false;
        boolean forwardsIpv6 = false;
        AttributeCursor attribute = new AttributeCursor(buffer, offset + Request.INTERFACE_LENGTH, end);
        while (attribute.next()) {
            if (attribute.type() == Request.IFLA_AF_SPEC) {
                promotesSecondaries = readSetting(
                        buffer, attribute, Request.AF_INET, Request.IFLA_INET_CONF, PROMOTE_SECONDARIES_OFFSET);
                forwardsIpv6 = readSetting(
                        buffer, attribute, Request.AF_INET6, Request.IFLA_INET6_CONF, IPV6_FORWARDING_OFFSET);
            } else if (attribute.type() == Request.IFLA_IFNAME) {
                name = attribute.text();
            } else if (attribute.type() == Request.IFLA_MTU && attribute.length() == Integer.BYTES) {
                mtuOctets = attribute.intValue();
            } else if (attribute.type() == Request.IFLA_ADDRESS
                    && type == ARPHRD_ETHER
                    && attribute.length() == MacAddress.LENGTH) {
                ByteBuffer network = buffer.duplicate().order(ByteOrder.BIG_ENDIAN);
                mac = MacAddress.read(network, attribute.value());
            }
        }
        return new NetworkInterface(
                buffer.getInt(offset + Request.INTERFACE_INDEX_OFFSET),
                name,
                buffer.getInt(offset + Request.INTERFACE_FLAGS_OFFSET),
                mtuOctets,
                mac,
                promotesSecondaries,
                forwardsIpv6);
    }

    /** IFLA_AF_SPEC holds one attribute for each family, and that one with the settings: an array of four-octet numbers. */
    private static boolean readSetting(ByteBuffer buffer, AttributeCursor spec, int family, int settings, int offset)
            throws MalformedMessageException {
        AttributeCursor families = spec.nested();
        while (families.next()) {
            if (families.type() == family) {
                AttributeCursor config = families.nested();
                while (config.next()) {
                    if (config.type() == settings && config.length() >= offset + Integer.BYTES) {
                        return buffer.getInt(config.value() + offset) != 0;
                    }
                }
            }
        }
        return false;
    }
}
