package io.github.vrrp4j.netlink.route;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes the rtnetlink requests of this module. Each starts at 0 and leaves the limit at its end, in the byte order of
 * the buffer, which for the kernel must be that of the machine. Layouts: {@link MessageCursor}, {@link AttributeCursor},
 * rtnetlink(7).
 */
final class Request {

    /** The most octets that any request takes. */
    static final int MAX_LENGTH = 128;

    /** The longest name of an interface in octets: IFNAMSIZ less the zero that ends it. */
    static final int MAX_NAME_LENGTH = 15;

    static final int RTM_NEWLINK = 16;
    static final int RTM_GETLINK = 18;
    static final int RTM_NEWADDR = 20;
    static final int RTM_DELADDR = 21;
    static final int RTM_GETADDR = 22;

    static final int AF_INET = 2;
    static final int AF_INET6 = 10;

    static final int IFLA_ADDRESS = 1;
    static final int IFLA_IFNAME = 3;
    static final int IFLA_MTU = 4;
    static final int IFLA_AF_SPEC = 26;
    static final int IFLA_INET_CONF = 1;
    static final int IFLA_INET6_CONF = 2;
    static final int IPV4_DEVCONF_PROMOTE_SECONDARIES = 20;
    static final int IPV6_DEVCONF_FORWARDING = 0;
    static final int IFA_ADDRESS = 1;
    static final int IFA_LOCAL = 2;
    static final int IFA_FLAGS = 8;
    private static final int IFA_CACHEINFO = 6;
    private static final int IFA_F_NODAD = 0x02;
    private static final int IFA_F_NOPREFIXROUTE = 0x200;

    /** The octets of struct ifinfomsg: 0 u8 family, 2 u16 type, 4 i32 index, 8 u32 flags, 12 u32 change. */
    static final int INTERFACE_LENGTH = 16;

    static final int INTERFACE_TYPE_OFFSET = 2;
    static final int INTERFACE_INDEX_OFFSET = 4;
    static final int INTERFACE_FLAGS_OFFSET = 8;
    static final int INTERFACE_CHANGE_OFFSET = 12;

    /** The octets of struct ifaddrmsg: 0 u8 family, 1 u8 prefix length, 2 u8 flags, 3 u8 scope, 4 u32 index. */
    static final int ADDRESS_LENGTH = 8;

    static final int ADDRESS_PREFIX_LENGTH_OFFSET = 1;
    static final int ADDRESS_FLAGS_OFFSET = 2;
    static final int ADDRESS_INDEX_OFFSET = 4;

    private static final int FOREVER = -1; // INFINITY_LIFE_TIME, all bits set

    private static final int NLA_F_NESTED = 0x8000;

    private static final int NLM_F_REQUEST = 0x001;
    private static final int NLM_F_ACK = 0x004;
    private static final int NLM_F_DUMP = 0x300;
    private static final int NLM_F_EXCL = 0x200;
    private static final int NLM_F_CREATE = 0x400;

    private Request() {}

    /** {@code ip link show dev NAME}. */
    static void networkInterface(ByteBuffer buffer, int sequence, String name) {
        byte[] octets = name.getBytes(StandardCharsets.UTF_8);
        int payload = start(buffer, RTM_GETLINK, NLM_F_REQUEST | NLM_F_ACK, sequence);
        int value = attribute(buffer, payload + INTERFACE_LENGTH, IFLA_IFNAME, octets.length + 1);
        buffer.put(value, octets);
        finish(buffer, value + octets.length + 1);
    }

    /** {@code sysctl net.ipv4.conf.NAME.promote_secondaries=1}, or {@code 0}. */
    static void promoteSecondaries(ByteBuffer buffer, int sequence, int interfaceIndex, boolean promote) {
        int payload = start(buffer, RTM_NEWLINK, NLM_F_REQUEST | NLM_F_ACK, sequence);
        buffer.putInt(payload + INTERFACE_INDEX_OFFSET, interfaceIndex);
        int valueLength = Integer.BYTES;
        int configLength = AttributeCursor.HEADER_LENGTH + valueLength;
        int familyLength = AttributeCursor.HEADER_LENGTH + configLength;
        int specLength = AttributeCursor.HEADER_LENGTH + familyLength;
        int spec = attribute(buffer, payload + INTERFACE_LENGTH, IFLA_AF_SPEC | NLA_F_NESTED, specLength);
        int family = attribute(buffer, spec, AF_INET | NLA_F_NESTED, familyLength);
        int config = attribute(buffer, family, IFLA_INET_CONF | NLA_F_NESTED, configLength);
        int value = attribute(buffer, config, IPV4_DEVCONF_PROMOTE_SECONDARIES, valueLength);
        buffer.putInt(value, promote ? 1 : 0);
        finish(buffer, value + valueLength);
    }

    /** {@code ip -4 address show dev NAME}, or {@code -6}. */
    static void addresses(ByteBuffer buffer, int sequence, AddressFamily family, int interfaceIndex) {
        int payload = start(buffer, RTM_GETADDR, NLM_F_REQUEST | NLM_F_DUMP, sequence);
        buffer.put(payload, (byte) number(family)).putInt(payload + ADDRESS_INDEX_OFFSET, interfaceIndex);
        finish(buffer, payload + ADDRESS_LENGTH);
    }

    /**
     * {@code ip address add ADDRESS/PREFIXLEN dev NAME}. Like that, without a broadcast address: nothing sends to one on
     * behalf of a virtual address, and a /32, the usual form, has none.
     *
     * <p>For IPv6 {@code ip address add ADDRESS/PREFIXLEN dev NAME nodad preferred_lft 0}: duplicate address detection
     * would keep the address from being used for a second, and for ever if the MASTER before still answers; and an address
     * that is not preferred is not chosen as the source of what this host sends (RFC 4862 §5.5.4, RFC 6724 §5 rule 3),
     * unless a program asks for it or no other will do.
     */
    static void newAddress(ByteBuffer buffer, int sequence, int interfaceIndex, VirtualAddress address) {
        int flags = NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE | NLM_F_EXCL;
        int end = address(buffer, RTM_NEWADDR, flags, sequence, interfaceIndex, address);
        if (address.address().family() == AddressFamily.IPV6) {
            buffer.put(MessageCursor.HEADER_LENGTH + ADDRESS_FLAGS_OFFSET, (byte) IFA_F_NODAD);
            // struct ifa_cacheinfo { u32 preferred; u32 valid; u32 created; u32 updated; }
            int lifetimes = attribute(buffer, end, IFA_CACHEINFO, 4 * Integer.BYTES);
            buffer.putInt(lifetimes + Integer.BYTES, FOREVER);
            end = lifetimes + 4 * Integer.BYTES;
        }
        if (address.options().noPrefixRoute()) { // does not fit into the octet of struct ifaddrmsg
            int value = attribute(buffer, end, IFA_FLAGS, Integer.BYTES);
            int octet = Byte.toUnsignedInt(buffer.get(MessageCursor.HEADER_LENGTH + ADDRESS_FLAGS_OFFSET));
            buffer.putInt(value, octet | IFA_F_NOPREFIXROUTE);
            end = value + Integer.BYTES;
        }
        finish(buffer, end);
    }

    /** {@code ip address delete ADDRESS/PREFIXLEN dev NAME}; the same address with another prefix length stays. */
    static void deleteAddress(ByteBuffer buffer, int sequence, int interfaceIndex, VirtualAddress address) {
        finish(buffer, address(buffer, RTM_DELADDR, NLM_F_REQUEST | NLM_F_ACK, sequence, interfaceIndex, address));
    }

    /** Returns where the attributes end. */
    private static int address(
            ByteBuffer buffer, int type, int flags, int sequence, int interfaceIndex, VirtualAddress virtual) {
        IpAddress address = virtual.address();
        int length = address.family().addressLength();
        int payload = start(buffer, type, flags, sequence);
        buffer.put(payload, (byte) number(address.family()))
                .put(payload + ADDRESS_PREFIX_LENGTH_OFFSET, (byte) virtual.prefixLength())
                .putInt(payload + ADDRESS_INDEX_OFFSET, interfaceIndex);
        int local = attribute(buffer, payload + ADDRESS_LENGTH, IFA_LOCAL, length);
        writeAddress(buffer, local, address);
        int prefix = attribute(buffer, local + length, IFA_ADDRESS, length);
        writeAddress(buffer, prefix, address);
        return prefix + length;
    }

    /** AF_INET or AF_INET6. */
    static int number(AddressFamily family) {
        return family == AddressFamily.IPV4 ? AF_INET : AF_INET6;
    }

    private static int start(ByteBuffer buffer, int type, int flags, int sequence) {
        buffer.clear();
        for (int i = 0; i < MAX_LENGTH; i++) {
            buffer.put(i, (byte) 0);
        }
        buffer.putShort(MessageCursor.TYPE_OFFSET, (short) type)
                .putShort(MessageCursor.FLAGS_OFFSET, (short) flags)
                .putInt(MessageCursor.SEQUENCE_OFFSET, sequence);
        return MessageCursor.HEADER_LENGTH;
    }

    private static int attribute(ByteBuffer buffer, int offset, int type, int valueLength) {
        buffer.putShort(offset, (short) (AttributeCursor.HEADER_LENGTH + valueLength))
                .putShort(offset + Short.BYTES, (short) type);
        return offset + AttributeCursor.HEADER_LENGTH;
    }

    /** Addresses are in network byte order, whatever the rest is. */
    private static void writeAddress(ByteBuffer buffer, int offset, IpAddress address) {
        ByteOrder order = buffer.order();
        address.write(buffer.order(ByteOrder.BIG_ENDIAN), offset);
        buffer.order(order);
    }

    private static void finish(ByteBuffer buffer, int end) {
        buffer.putInt(MessageCursor.LENGTH_OFFSET, end).limit(MessageCursor.align(end));
    }
}
