package io.github.vrrp4j.spi;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An interface on which the VRRP group of one family is joined, and what is sent from its source address and to it. Shared by
 * all VRIDs there.
 */
public interface Link extends Closeable {

    /**
     * The source address of what is sent next: the primary IPv4 address of the interface, its IPv6 link-local address, or the
     * one that was asked for; never a virtual address (R-5.1.1.1-01, R-5.1.2.1-01, R-7.2-04). It follows the interface. The
     * unspecified address while there is none, which is a fault. For the thread that polls; does not allocate.
     */
    IpAddress source();

    /**
     * Looks for the source again, since other addresses are virtual now. For the thread that polls; may block for as long as a
     * few system calls take. Tells the receiver of a fault that this begins or ends. Does nothing by default.
     */
    default void refreshSource() {}

    /**
     * Checks that the interface still has an address to advertise from now that other addresses are virtual; not while there is
     * a {@link #fault}. May block for as long as a few system calls take; any thread may call it. Does nothing by default.
     *
     * @throws IOException if it has none; the message says why
     */
    default void requireSource() throws IOException {}

    /**
     * Whether this host has an address, on whatever interface; a link-local one, on this. May block for as long as a few system
     * calls take; any thread may call it. False by default: not known.
     *
     * @throws IOException if the system does not say
     */
    default boolean isOwn(IpAddress address) throws IOException {
        return false;
    }

    /**
     * Why nothing can be sent or received here at the moment; null if nothing is known to be wrong, and always for a
     * transport that does not watch its interfaces. Changes on the thread that polls, which then calls {@link
     * Transport.Receiver#onLinkChange}; any thread may ask.
     */
    default @Nullable LinkFault fault() {
        return null;
    }

    /** What is wrong in particular, and how to mend it; empty if nothing is, or nothing more is known. Any thread may ask. */
    default String faultText() {
        return "";
    }

    /**
     * The octets of the longest message that the link carries in one packet: its MTU less the IP header. May block for as
     * long as a few system calls take; any thread may call it.
     *
     * @return {@link Integer#MAX_VALUE}, here, for a link whose limit nobody knows
     * @throws IOException if the system does not say
     */
    default int maxMessageLength() throws IOException {
        return Integer.MAX_VALUE;
    }

    /**
     * Where the next message is written before {@link #send} or {@link #sendTo}: big-endian, with room for the longest message
     * of the family. Another buffer when the interface is another one, or missing; does not allocate while it is there.
     */
    ByteBuffer sendBuffer();

    /**
     * Sends the first {@code length} octets of {@link #sendBuffer} to the group with protocol 112 and TTL or Hop Limit 255 (R-7.2-05, R-7.2-06, R-5.1.1.3-01). Never blocks;
     * does not allocate unless it fails.
     *
     * @throws IOException if the system refuses, for example while the interface is down; the packet is lost, the link
     *     stays usable
     */
    void send(int length) throws IOException;

    /**
     * Sends the first {@code length} octets of {@link #sendBuffer} to one address with protocol 112 and TTL or Hop Limit 255,
     * from {@link #source}, by whatever interface the host's routes lead there. Never blocks; does not allocate unless it
     * fails or sends to another address for the first time.
     *
     * @param peer a unicast address of the family
     * @throws IOException if the system refuses, for example since there is no route; the packet is lost, the link stays
     *     usable, for this peer and for others
     */
    void sendTo(IpAddress peer, int length) throws IOException;

    /**
     * As {@link #send(int)}, from another MAC address than that of the interface: the virtual router's (R-7.2-03), which
     * therefore need not exist on the host. Never blocks; does not allocate unless it fails. Refuses by default.
     *
     * @param mac the source on the Ethernet
     * @throws IOException if the system refuses, or the link cannot do that; the packet is lost, the link stays usable
     */
    default void send(int length, MacAddress mac) throws IOException {
        throw new IOException("this link cannot send from " + mac);
    }

    /** Leaves the group. Nothing is received after it returns to the polling thread. */
    @Override
    void close();
}
