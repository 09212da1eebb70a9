package io.github.vrrp4j.netlink.route;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * An address on an interface as the kernel described it at one moment.
 *
 * @param interfaceIndex where it is
 * @param address the host's own, also on a point-to-point interface
 * @param prefixLength 0..32 or 0..128
 * @param flags IFA_F_ flags of rtnetlink(7)
 */
public record InterfaceAddress(int interfaceIndex, IpAddress address, int prefixLength, int flags) {

    private static final int IFA_F_SECONDARY = 0x01;
    private static final int IFA_F_DADFAILED = 0x08;
    private static final int IFA_F_DEPRECATED = 0x20;
    private static final int IFA_F_TENTATIVE = 0x40;

    /** True for an IPv4 address if another one of the same prefix came first, and this one goes away with it. */
    public boolean isSecondary() {
        return (flags & IFA_F_SECONDARY) != 0;
    }

    /** True for an IPv6 address that duplicate address detection (RFC 4862 §5.4) has not found unique, for now or at all. */
    public boolean isTentative() {
        return (flags & IFA_F_TENTATIVE) != 0;
    }

    /** True if duplicate address detection found another host that has it: it stays tentative, and is never used. */
    public boolean isDuplicate() {
        return (flags & IFA_F_DADFAILED) != 0;
    }

    /** True if its preferred lifetime is over: it works, but is not chosen as a source where there is another. */
    public boolean isDeprecated() {
        return (flags & IFA_F_DEPRECATED) != 0;
    }

    /** True if both are of one prefix, so that the kernel makes one of them primary and the other secondary. */
    public boolean hasPrefixOf(InterfaceAddress other) {
        return prefixLength == other.prefixLength && address.hasPrefixOf(other.address, prefixLength);
    }

    /**
     * Reads the payload of RTM_NEWADDR: struct ifaddrmsg and attributes.
     *
     * @return null if it is neither IPv4 nor IPv6
     */
    static @Nullable InterfaceAddress read(ByteBuffer buffer, int offset, int end) throws MalformedMessageException {
        if (end - offset < Request.ADDRESS_LENGTH) {
            throw new MalformedMessageException("an address of " + (end - offset) + " octets");
        }
        int number = Byte.toUnsignedInt(buffer.get(offset));
        if (number != Request.AF_INET && number != Request.AF_INET6) {
            return null;
        }
        AddressFamily family = number == Request.AF_INET ? AddressFamily.IPV4 : AddressFamily.IPV6;
        int flags = Byte.toUnsignedInt(buffer.get(offset + Request.ADDRESS_FLAGS_OFFSET));
        IpAddress local = null;
        IpAddress address = null; // on a point-to-point interface the peer's; elsewhere equal to the local one or alone
        AttributeCursor attribute = new AttributeCursor(buffer, offset + Request.ADDRESS_LENGTH, end);
        while (attribute.next()) {
            switch (attribute.type()) {
                case Request.IFA_LOCAL -> local = readAddress(family, buffer, attribute);
                case Request.IFA_ADDRESS -> address = readAddress(family, buffer, attribute);
                case Request.IFA_FLAGS -> flags = attribute.intValue();
                default -> {}
            }
        }
        IpAddress own = local != null ? local : address;
        if (own == null) {
            throw new MalformedMessageException("an address message without an address");
        }
        int prefixLength = Byte.toUnsignedInt(buffer.get(offset + Request.ADDRESS_PREFIX_LENGTH_OFFSET));
        return new InterfaceAddress(buffer.getInt(offset + Request.ADDRESS_INDEX_OFFSET), own, prefixLength, flags);
    }

    private static IpAddress readAddress(AddressFamily family, ByteBuffer buffer, AttributeCursor attribute)
            throws MalformedMessageException {
        if (attribute.length() != family.addressLength()) {
            throw new MalformedMessageException(family + " address of " + attribute.length() + " octets");
        }
        ByteBuffer network = buffer.duplicate().order(ByteOrder.BIG_ENDIAN);
        return IpAddress.read(family, network, attribute.value());
    }
}
