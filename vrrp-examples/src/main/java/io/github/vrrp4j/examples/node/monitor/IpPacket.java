package io.github.vrrp4j.examples.node.monitor;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import java.util.List;

/**
 * An IP packet of the protocol VRRP in a captured frame.
 *
 * @param link what the frame came through
 * @param hopLimit TTL or Hop Limit
 * @param messageOffset where in the frame the VRRP message starts
 * @param messageLength the octets of the message that are in the frame, without padding
 * @param whole false if the IP header is broken, or promises more octets than the frame has
 */
record IpPacket(
        Link link,
        AddressFamily family,
        IpAddress source,
        IpAddress destination,
        int hopLimit,
        int messageOffset,
        int messageLength,
        boolean whole) {

    /**
     * What the link layer says of the way of a frame.
     *
     * @param interfaceIndex where it was captured; 0 if the frame does not say
     * @param vlanIds of the tags, the outermost first, without priority tags (VLAN 0)
     */
    record Link(int interfaceIndex, List<Integer> vlanIds) {}
}
