package io.github.vrrp4j.packet;

import java.nio.ByteBuffer;

/**
 * The unsolicited Neighbor Advertisement that tells the neighbours on an Ethernet who holds an IPv6 address now (RFC
 * 5798 §6.4.1, R-8.2.2-06; layout RFC 4861 §4.4): to all nodes, Solicited clear, Override set, Router as given, with the Target
 * Link-Layer Address option.
 */
public final class UnsolicitedNeighborAdvertisement {

    /** The octets of the frame: Ethernet, IPv6 and ICMPv6 headers and the option. */
    public static final int FRAME_LENGTH = NeighborDiscoveryFrame.LENGTH;

    /** The EtherType of IPv6. */
    public static final int ETHER_TYPE = NeighborDiscoveryFrame.ETHER_TYPE;

    private static final IpAddress ALL_NODES = new IpAddress(AddressFamily.IPV6, 0xff02_0000_0000_0000L, 1);

    private static final int TYPE_NEIGHBOR_ADVERTISEMENT = 136;
    private static final int FLAG_ROUTER = 0x8000_0000;
    private static final int FLAG_OVERRIDE = 0x2000_0000;
    private static final int TARGET_LINK_LAYER_ADDRESS = 2;

    private UnsolicitedNeighborAdvertisement() {}

    /**
     * Writes the frame at {@code offset} of a big-endian buffer.
     *
     * @param mac the MAC address that now answers for {@code address}
     * @param source the IPv6 source address
     * @param address the IPv6 address that is announced
     * @param router whether this host forwards, so that neighbours keep it as a router
     * @return {@link #FRAME_LENGTH}
     * @throws IndexOutOfBoundsException if the buffer is too small
     */
    public static int encode(
            ByteBuffer buffer, int offset, MacAddress mac, IpAddress source, IpAddress address, boolean router) {
        int flags = FLAG_OVERRIDE | (router ? FLAG_ROUTER : 0);
        NeighborDiscoveryFrame.encode(
                buffer,
                offset,
                TYPE_NEIGHBOR_ADVERTISEMENT,
                flags,
                TARGET_LINK_LAYER_ADDRESS,
                mac,
                source,
                ALL_NODES,
                address);
        return FRAME_LENGTH;
    }
}
