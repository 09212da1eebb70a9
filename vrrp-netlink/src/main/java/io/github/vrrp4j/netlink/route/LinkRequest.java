package io.github.vrrp4j.netlink.route;

import io.github.vrrp4j.packet.MacAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/**
 * Writes the rtnetlink requests about interfaces that come and go. Each starts at 0 and leaves the limit at its end, in the
 * byte order of the buffer, which for the kernel must be that of the machine. Layouts: {@link MessageCursor}, {@link
 * AttributeCursor}, rtnetlink(7), linux/if_link.h.
 */
final class LinkRequest {

    /** The most octets that any request takes: 152 for a macvlan with a name of 15 octets that is deleted at once. */
    static final int MAX_LENGTH = Request.MAX_LENGTH;

    static final int IFLA_LINK = 5;
    static final int IFLA_LINKINFO = 18;
    static final int IFLA_LINK_NETNSID = 37;
    static final int IFLA_INFO_KIND = 1;
    static final int IFLA_INFO_DATA = 2;
    static final int IFLA_MACVLAN_MODE = 1;
    static final int IFLA_INET6_ADDR_GEN_MODE = 8;

    static final String MACVLAN = "macvlan";

    private static final int ADDR_GEN_MODE_NONE = 1;
    private static final int IFF_UP = 1;

    private static final int NLA_F_NESTED = 0x8000;

    private final ByteBuffer buffer;
    private int position;

    private LinkRequest(ByteBuffer buffer, int type, int flags, int sequence, int interfaceIndex) {
        this.buffer = buffer;
        int payload = Request.start(buffer, type, Request.NLM_F_REQUEST | Request.NLM_F_ACK | flags, sequence);
        buffer.putInt(payload + Request.INTERFACE_INDEX_OFFSET, interfaceIndex);
        position = payload + Request.INTERFACE_LENGTH;
    }

    /** {@code ip -d link show}, by the index. */
    static void get(ByteBuffer buffer, int sequence, int interfaceIndex) {
        new LinkRequest(buffer, Request.RTM_GETLINK, 0, sequence, interfaceIndex).finish();
    }

    /** {@code ip link add link PARENT name NAME address MAC type macvlan mode MODE}: administratively down. */
    static void addMacvlan(ByteBuffer buffer, int sequence, int parentIndex, String name, MacAddress mac, int mode) {
        int flags = Request.NLM_F_CREATE | Request.NLM_F_EXCL;
        LinkRequest request = new LinkRequest(buffer, Request.RTM_NEWLINK, flags, sequence, 0);
        request.number(IFLA_LINK, parentIndex);
        request.text(Request.IFLA_IFNAME, name);
        request.mac(mac);
        int info = request.begin(IFLA_LINKINFO);
        request.text(IFLA_INFO_KIND, MACVLAN);
        int data = request.begin(IFLA_INFO_DATA);
        request.number(IFLA_MACVLAN_MODE, mode);
        request.end(data);
        request.end(info);
        request.finish();
    }

    /**
     * Two messages in one datagram, which the kernel carries out within one call of send(2): {@link #addMacvlan}, which is
     * acknowledged, and {@code ip link delete NAME}, which is answered only if it fails, and so when the first has failed.
     */
    static void addAndDeleteMacvlan(
            ByteBuffer buffer, int sequence, int parentIndex, String name, MacAddress mac, int mode) {
        addMacvlan(buffer, sequence, parentIndex, name, mac, mode);
        int deletion = buffer.limit();
        buffer.limit(MAX_LENGTH)
                .putShort(deletion + MessageCursor.TYPE_OFFSET, (short) Request.RTM_DELLINK)
                .putShort(deletion + MessageCursor.FLAGS_OFFSET, (short) Request.NLM_F_REQUEST)
                .putInt(deletion + MessageCursor.SEQUENCE_OFFSET, sequence);
        int attributes = deletion + MessageCursor.HEADER_LENGTH + Request.INTERFACE_LENGTH;
        int end = Request.text(buffer, attributes, Request.IFLA_IFNAME, name);
        buffer.putInt(deletion + MessageCursor.LENGTH_OFFSET, end - deletion).limit(end);
    }

    /** {@code ip link set dev NAME addrgenmode none}: no address is made from the MAC address when it comes up. */
    static void generateNoAddress(ByteBuffer buffer, int sequence, int interfaceIndex) {
        LinkRequest request = new LinkRequest(buffer, Request.RTM_NEWLINK, 0, sequence, interfaceIndex);
        int spec = request.begin(Request.IFLA_AF_SPEC);
        int family = request.begin(Request.AF_INET6);
        request.octet(IFLA_INET6_ADDR_GEN_MODE, ADDR_GEN_MODE_NONE);
        request.end(family);
        request.end(spec);
        request.finish();
    }

    /**
     * {@code sysctl net.ipv4.conf.NAME.SETTING=VALUE}, for several settings at once.
     *
     * @param settings values by IPV4_DEVCONF_ number; at most 8
     */
    static void configureIpv4(ByteBuffer buffer, int sequence, int interfaceIndex, Map<Integer, Integer> settings) {
        LinkRequest request = new LinkRequest(buffer, Request.RTM_NEWLINK, 0, sequence, interfaceIndex);
        int spec = request.begin(Request.IFLA_AF_SPEC);
        int family = request.begin(Request.AF_INET);
        int config = request.begin(Request.IFLA_INET_CONF);
        settings.forEach(request::number);
        request.end(config);
        request.end(family);
        request.end(spec);
        request.finish();
    }

    /** {@code ip link set dev NAME up}, or {@code down}. */
    static void setUp(ByteBuffer buffer, int sequence, int interfaceIndex, boolean up) {
        LinkRequest request = new LinkRequest(buffer, Request.RTM_NEWLINK, 0, sequence, interfaceIndex);
        int payload = MessageCursor.HEADER_LENGTH;
        buffer.putInt(payload + Request.INTERFACE_FLAGS_OFFSET, up ? IFF_UP : 0)
                .putInt(payload + Request.INTERFACE_CHANGE_OFFSET, IFF_UP);
        request.finish();
    }

    /** {@code ip link delete dev NAME}. */
    static void delete(ByteBuffer buffer, int sequence, int interfaceIndex) {
        new LinkRequest(buffer, Request.RTM_DELLINK, 0, sequence, interfaceIndex).finish();
    }

    private int begin(int type) {
        int start = position;
        buffer.putShort(start + Short.BYTES, (short) (type | NLA_F_NESTED));
        position += AttributeCursor.HEADER_LENGTH;
        return start;
    }

    private void end(int start) {
        buffer.putShort(start, (short) (position - start));
    }

    private void number(int type, int value) {
        position = Request.intAttribute(buffer, position, type, value);
    }

    private void octet(int type, int value) {
        buffer.put(attribute(type, Byte.BYTES), (byte) value);
    }

    private void text(int type, String text) {
        position = Request.text(buffer, position, type, text);
    }

    /** In network byte order, whatever the rest is. */
    private void mac(MacAddress mac) {
        int value = attribute(Request.IFLA_ADDRESS, MacAddress.LENGTH);
        ByteOrder order = buffer.order();
        mac.write(buffer.order(ByteOrder.BIG_ENDIAN), value);
        buffer.order(order);
    }

    private int attribute(int type, int valueLength) {
        int value = Request.attribute(buffer, position, type, valueLength);
        position = MessageCursor.align(value + valueLength);
        return value;
    }

    private void finish() {
        Request.finish(buffer, position);
    }
}
