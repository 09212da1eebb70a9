package io.github.vrrp4j.packet;

import java.nio.ByteBuffer;

/**
 * The Neighbor Solicitation that asks who has an IPv6 address (RFC 4861 §4.3), to the solicited-node group of the address and
 * with the Source Link-Layer Address option. {@link AddressClaim} reads the answers.
 *
 * <p>It comes from an address of the sender and not from the unspecified one, which is for duplicate address detection (RFC
 * 4862 §5.4.3): whoever is about to take the address would have to believe that it is taken, and give it up.
 */
public final class NeighborSolicitation {

    /** The octets of the frame: Ethernet, IPv6 and ICMPv6 headers and the option. */
    public static final int FRAME_LENGTH = NeighborDiscoveryFrame.LENGTH;

    /** The EtherType of IPv6. */
    public static final int ETHER_TYPE = NeighborDiscoveryFrame.ETHER_TYPE;

    private static final long SOLICITED_NODE_HI = 0xff02_0000_0000_0000L;
    private static final long SOLICITED_NODE_LO = 0x0000_0001_ff00_0000L;
    private static final long SOLICITED_NODE_MASK = 0xff_ffffL;

    private static final int TYPE_NEIGHBOR_SOLICITATION = 135;
    private static final int NO_FLAGS = 0;
    private static final int SOURCE_LINK_LAYER_ADDRESS = 1;

    private NeighborSolicitation() {}

    /**
     * Writes the frame at {@code offset} of a big-endian buffer.
     *
     * @param mac the MAC address that answers are sent to
     * @param source a link-local address of the sender
     * @param address the IPv6 address that is asked for
     * @return {@link #FRAME_LENGTH}
     * @throws IndexOutOfBoundsException if the buffer is too small
     */
    public static int encode(ByteBuffer buffer, int offset, MacAddress mac, IpAddress source, IpAddress address) {
        NeighborDiscoveryFrame.encode(
                buffer,
                offset,
                TYPE_NEIGHBOR_SOLICITATION,
                NO_FLAGS,
                SOURCE_LINK_LAYER_ADDRESS,
                mac,
                source,
                solicitedNodeGroup(address),
                address);
        return FRAME_LENGTH;
    }

    /** ff02::1:ffXX:XXXX with the last 24 bits of the address (RFC 4291 §2.7.1). */
    private static IpAddress solicitedNodeGroup(IpAddress address) {
        return new IpAddress(
                AddressFamily.IPV6, SOLICITED_NODE_HI, SOLICITED_NODE_LO | (address.lo() & SOLICITED_NODE_MASK));
    }
}
