package io.github.vrrp4j.simulation;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import java.nio.ByteBuffer;

/**
 * A VRRP message on its way, with what its IP header says. Every receiver and {@link LanObserver} of a packet gets the same
 * object.
 *
 * @param source the source address of the IP header
 * @param destination the destination address of the IP header: the VRRP group of the family, or a unicast address
 * @param hopLimit the TTL or Hop Limit of the IP header, 0..255
 * @param message what follows the IP header, from 0 to the limit of the buffer; not to be changed
 */
public record SimulatedPacket(IpAddress source, IpAddress destination, int hopLimit, ByteBuffer message) {

    private static final int VRID_OFFSET = 1;
    private static final int PRIORITY_OFFSET = 2;
    private static final int FIXED_LENGTH = 8;

    /** A packet to the VRRP group. */
    public SimulatedPacket(IpAddress source, int hopLimit, ByteBuffer message) {
        this(source, source.family().vrrpGroup(), hopLimit, message);
    }

    /** Whether it goes to the VRRP group. */
    public boolean isMulticast() {
        return destination.equals(family().vrrpGroup());
    }

    /** The IP version. */
    public AddressFamily family() {
        return source.family();
    }

    /** Whether the message is long enough to have a VRID and a priority; what a router sent always is. */
    public boolean isAdvertisement() {
        return message.limit() >= FIXED_LENGTH;
    }

    /**
     * The version of the protocol as it stands in the message, 0..15.
     *
     * @throws IndexOutOfBoundsException if the message is empty
     */
    public int version() {
        return Byte.toUnsignedInt(message.get(0)) >>> 4;
    }

    /**
     * The VRID as it stands in the message, 0..255.
     *
     * @throws IndexOutOfBoundsException if the message is too short to have one
     */
    public int vrid() {
        return Byte.toUnsignedInt(message.get(VRID_OFFSET));
    }

    /**
     * The priority as it stands in the message, 0..255.
     *
     * @throws IndexOutOfBoundsException if the message is too short to have one
     */
    public int priority() {
        return Byte.toUnsignedInt(message.get(PRIORITY_OFFSET));
    }
}
