package io.github.vrrp4j.spi;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
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
    void announce(Placement placement, VirtualAddress address) throws IOException;

    /**
     * The same for an address of the host's own, which no virtual router has. Does nothing by default.
     *
     * @throws IOException if the system refuses; nothing was sent
     */
    default void announceOwn(String interfaceName, IpAddress address) throws IOException {}
}
