package io.github.vrrp4j.simulation;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.AdvertisementFrame;
import io.github.vrrp4j.packet.GratuitousArp;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.packet.UnsolicitedNeighborAdvertisement;
import java.nio.ByteBuffer;

/** Writes the frames that a host would put on an Ethernet, without padding and frame check sequence. */
final class EthernetFrames {

    static final int MAX_LENGTH = 14 + 40 + SimulatedTransport.MAX_MESSAGE_LENGTH;

    private final ByteBuffer frame = ByteBuffer.allocate(MAX_LENGTH);

    /** From 0 to its limit, the frame that was written last. */
    ByteBuffer frame() {
        return frame;
    }

    void advertisement(MacAddress from, MacAddress to, SimulatedPacket packet) {
        ByteBuffer message = packet.message();
        frame.clear();
        int headersLength = AdvertisementFrame.encodeHeaders(
                frame, 0, to, from, packet.source(), packet.destination(), packet.hopLimit(), message.limit());
        frame.put(headersLength, message, 0, message.limit());
        frame.limit(headersLength + message.limit());
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
