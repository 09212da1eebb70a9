package io.github.vrrp4j.spi;

import io.github.vrrp4j.packet.IpAddress;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An interface on which the VRRP group of one family is joined. Shared by all VRIDs there. */
public interface Link extends Closeable {

    /**
     * Chooses the source address of what is sent from now on: the primary IPv4 address of the interface, or its IPv6
     * link-local address (R-5.1.1.1-01, R-5.1.2.1-01, R-7.2-04). May block for as long as a few system calls take, or for a few
     * seconds while the host makes sure that the link-local address is unique; any thread may call it.
     *
     * @param virtual tells the addresses that belong to virtual routers, which are never the source; not to be asked after
     *     this method has returned
     * @throws IOException if the interface has no other address of the family; the source stays as it was
     */
    void selectSource(Predicate<IpAddress> virtual) throws IOException;

    /**
     * The source address in force: what is sent next has it, even if another is selected in between, since the checksum
     * may cover it. For the thread that sends; does not allocate.
     *
     * @throws IllegalStateException before the first successful {@link #selectSource}
     */
    IpAddress source();

    /**
     * Why nothing can be sent or received here at the moment; null if nothing is known to be wrong, and always for a
     * transport that does not watch its interfaces. Changes on the thread that polls, which then calls {@link
     * Transport.Receiver#onLinkChange}.
     */
    default @Nullable LinkFault fault() {
        return null;
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
     * Where the next message is written before {@link #send}: big-endian, always the same buffer, with room for the
     * longest message of the family.
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

    /** Leaves the group. Nothing is received after it returns to the polling thread. */
    @Override
    void close();
}
