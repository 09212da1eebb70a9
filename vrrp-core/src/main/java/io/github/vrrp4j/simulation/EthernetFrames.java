package io.github.vrrp4j.simulation;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.AdvertisementView;
import io.github.vrrp4j.packet.GratuitousArp;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.packet.UnsolicitedNeighborAdvertisement;
import java.nio.ByteBuffer;

/**
 * Writes the frames that a host would put on an Ethernet, without padding and frame check sequence:
 *
 * <pre>
 *  0  destination (6)  source (6)  EtherType (2)
 * 14  IPv4 header (20, RFC 791) or IPv6 header (40, RFC 8200)
 * 34 or 54  VRRP message
 * </pre>
 */
final class EthernetFrames {

    static final int MAX_LENGTH = 14 + 40 + SimulatedTransport.MAX_MESSAGE_LENGTH;

    private static final int SOURCE_MAC_OFFSET = 6;
    private static final int ETHER_TYPE_OFFSET = 12;
    private static final int IP_OFFSET = 14;
    private static final int IPV4_HEADER_LENGTH = 20;
    private static final int IPV6_HEADER_LENGTH = 40;

    private static final short ETHER_TYPE_IPV4 = 0x0800;
    private static final short ETHER_TYPE_IPV6 = (short) 0x86dd;

    /** DSCP CS6, network control (RFC 2474 §4.2.2.2), as it stands in the TOS or Traffic Class octet. */
    private static final int CS6 = 0xc0;

    private static final int VERSION_4_WITHOUT_OPTIONS = 0x45;

    private final ByteBuffer frame = ByteBuffer.allocate(MAX_LENGTH);

    /** From 0 to its limit, the frame that was written last. */
    ByteBuffer frame() {
        return frame;
    }

    void advertisement(MacAddress from, MacAddress to, SimulatedPacket packet) {
        ByteBuffer message = packet.message();
        boolean ipv4 = packet.family() == AddressFamily.IPV4;
        int headerLength = ipv4 ? IPV4_HEADER_LENGTH : IPV6_HEADER_LENGTH;
        frame.clear();
        to.write(frame, 0);
        from.write(frame, SOURCE_MAC_OFFSET);
        frame.putShort(ETHER_TYPE_OFFSET, ipv4 ? ETHER_TYPE_IPV4 : ETHER_TYPE_IPV6);
        if (ipv4) {
            ipv4Header(packet);
        } else {
            ipv6Header(packet);
        }
        frame.put(IP_OFFSET + headerLength, message, 0, message.limit());
        frame.limit(IP_OFFSET + headerLength + message.limit());
    }

    private void ipv4Header(SimulatedPacket packet) {
        frame.position(IP_OFFSET);
        frame.put((byte) VERSION_4_WITHOUT_OPTIONS).put((byte) CS6);
        frame.putShort((short) (IPV4_HEADER_LENGTH + packet.message().limit()));
        frame.putInt(0); // Identification, Flags, Fragment Offset: never fragmented
        frame.put((byte) packet.hopLimit())
                .put((byte) AdvertisementView.PROTOCOL)
                .putShort((short) 0);
        frame.putInt((int) packet.source().lo())
                .putInt((int) packet.destination().lo());
        frame.putShort(IP_OFFSET + 10, ipv4HeaderChecksum());
        frame.position(0);
    }

    private short ipv4HeaderChecksum() {
        int sum = 0;
        for (int i = 0; i < IPV4_HEADER_LENGTH; i += Short.BYTES) {
            sum += Short.toUnsignedInt(frame.getShort(IP_OFFSET + i));
        }
        sum = (sum >>> 16) + (sum & 0xffff);
        return (short) ~(sum + (sum >>> 16));
    }

    private void ipv6Header(SimulatedPacket packet) {
        frame.position(IP_OFFSET);
        frame.putInt(6 << 28 | CS6 << 20);
        frame.putShort((short) packet.message().limit());
        frame.put((byte) AdvertisementView.PROTOCOL).put((byte) packet.hopLimit());
        frame.putLong(packet.source().hi()).putLong(packet.source().lo());
        frame.putLong(packet.destination().hi()).putLong(packet.destination().lo());
        frame.position(0);
    }

    /**
     * A gratuitous ARP request or an unsolicited Neighbor Advertisement.
     *
     * @param source the IPv6 source address; not needed for IPv4
     */
    void announcement(MacAddress from, IpAddress source, IpAddress address) {
        frame.clear();
        frame.limit(
                address.family() == AddressFamily.IPV4
                        ? GratuitousArp.encode(frame, 0, from, address)
                        : UnsolicitedNeighborAdvertisement.encode(frame, 0, from, source, address, true));
    }
}
