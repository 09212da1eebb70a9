package io.github.vrrp4j.spi;

import io.github.vrrp4j.packet.IpAddress;
import java.io.IOException;

/** Tells the neighbours of a link that this host holds an address now. */
@FunctionalInterface
public interface NeighborAnnouncer {

    /**
     * Sends one gratuitous ARP request for an IPv4 address, or one unsolicited Neighbor Advertisement for an IPv6 address.
     * May block for as long as a few system calls take; any thread may call it.
     *
     * @throws IOException if the system refuses; nothing was sent
     */
    void announce(String interfaceName, IpAddress address) throws IOException;
}
