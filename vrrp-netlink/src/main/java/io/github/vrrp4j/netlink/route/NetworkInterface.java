package io.github.vrrp4j.netlink.route;

import io.github.vrrp4j.packet.MacAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * An interface as the kernel described it at one moment.
 *
 * @param index its number, which a new interface of the same name does not share
 * @param flags IFF_ flags of netdevice(7)
 * @param ethernetAddress its MAC address; null if it is not an Ethernet
 * @param promotesSecondaries its sysctl promote_secondaries: whether a secondary IPv4 address stays, as the primary one,
 *     when the primary address is removed
 */
public record NetworkInterface(
        int index, int flags, @Nullable MacAddress ethernetAddress, boolean promotesSecondaries) {

    private static final int ARPHRD_ETHER = 1;
    private static final int IFF_NOARP = 0x80;

    /** True if nobody resolves addresses with ARP there. */
    public boolean isNoArp() {
        return (flags & IFF_NOARP) != 0;
    }

    /** Reads the payload of RTM_NEWLINK: struct ifinfomsg and attributes. */
    static NetworkInterface read(ByteBuffer buffer, int offset, int end) throws MalformedMessageException {
        if (end - offset < Request.INTERFACE_LENGTH) {
            throw new MalformedMessageException("an interface of " + (end - offset) + " octets");
        }
        int type = Short.toUnsignedInt(buffer.getShort(offset + Request.INTERFACE_TYPE_OFFSET));
        MacAddress mac = null;
        boolean promotesSecondaries = false;
        AttributeCursor attribute = new AttributeCursor(buffer, offset + Request.INTERFACE_LENGTH, end);
        while (attribute.next()) {
            if (attribute.type() == Request.IFLA_AF_SPEC) {
                promotesSecondaries = readPromotesSecondaries(buffer, attribute);
            } else if (attribute.type() == Request.IFLA_ADDRESS
                    && type == ARPHRD_ETHER
                    && attribute.length() == MacAddress.LENGTH) {
                ByteBuffer network = buffer.duplicate().order(ByteOrder.BIG_ENDIAN);
                mac = MacAddress.read(network, attribute.value());
            }
        }
        return new NetworkInterface(
                buffer.getInt(offset + Request.INTERFACE_INDEX_OFFSET),
                buffer.getInt(offset + Request.INTERFACE_FLAGS_OFFSET),
                mac,
                promotesSecondaries);
    }

    /** IFLA_AF_SPEC holds AF_INET, which holds IFLA_INET_CONF: an array of u32, the first of number 1. */
    private static boolean readPromotesSecondaries(ByteBuffer buffer, AttributeCursor spec)
            throws MalformedMessageException {
        AttributeCursor family = spec.nested();
        while (family.next()) {
            if (family.type() == Request.AF_INET) {
                AttributeCursor config = family.nested();
                while (config.next()) {
                    int offset = (Request.IPV4_DEVCONF_PROMOTE_SECONDARIES - 1) * Integer.BYTES;
                    if (config.type() == Request.IFLA_INET_CONF && config.length() >= offset + Integer.BYTES) {
                        return buffer.getInt(config.value() + offset) != 0;
                    }
                }
            }
        }
        return false;
    }
}
