package io.github.vrrp4j.spi;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.AdvertisementView;
import io.github.vrrp4j.packet.IpAddress;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Carries VRRP packets between a router and the interfaces of its host.
 *
 * <p>{@link #poll}, {@link #await} and the sending methods of the links belong to one thread, the router's loop;
 * {@link #open} and {@link #wakeup} may be called by any.
 */
public interface Transport {

    /** Takes the packets of one link, and what becomes of it, on the thread that polls. */
    @FunctionalInterface
    interface Receiver {

        /**
         * Handles one packet of the link's family with IP protocol 112 whose destination is the VRRP group, on the link's
         * interface, or {@link Link#source}, by whatever interface it came (R-7.1-17). Nothing else of it is checked yet.
         *
         * @param packet good until this method returns
         */
        void onPacket(AdvertisementView packet);

        /** {@link Link#fault} changed. Comes before the packets that arrived after the change. */
        default void onLinkChange() {}

        /**
         * An address left this host, whoever took it away and whatever interface it was on; null if addresses or routes may
         * have left it and nobody knows which.
         */
        default void onAddressRemoved(@Nullable IpAddress address) {}

        /** Whether an address belongs to a virtual router, and so is never the source. Any thread may ask. */
        default boolean isVirtual(IpAddress address) {
            return false;
        }
    }

    /**
     * Joins the VRRP group of a family on an interface, now or as soon as it can be done: an interface may be missing, be down
     * or have no address yet, and {@link Link#fault} tells. The link belongs to the name: when the interface goes away and
     * another comes in its place, the link goes on with that. May block for as long as a few system calls take; any thread
     * may call it. A second link of an interface and family may be opened beside the first, to see what it would be: each gets
     * every packet.
     *
     * @param source where advertisements are to come from; null for the primary address
     * @param receiver takes each packet that arrives there
     * @throws IOException if this can never work, or the system refuses; the message says which and why
     */
    Link open(String interfaceName, AddressFamily family, @Nullable IpAddress source, Receiver receiver)
            throws IOException;

    /**
     * Hands every packet that has arrived on any link to its receiver. Neither blocks nor allocates.
     *
     * @param limit the most packets that one link may hand over in this call, against floods; 1 or more
     * @return the packets handed over
     */
    int poll(int limit);

    /**
     * Blocks until a packet has arrived, {@link #wakeup} was called since the last return, or the clock of the network
     * has reached {@code deadlineNs}; may return early for no reason, and late by no more than its class says. A deadline in
     * the past returns at once. Does not allocate.
     */
    void await(long deadlineNs);

    /** Makes the current {@link #await}, or the next one, return, no later than that says. Never blocks. */
    void wakeup();
}
