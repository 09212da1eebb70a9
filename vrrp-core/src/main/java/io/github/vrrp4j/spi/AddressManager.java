package io.github.vrrp4j.spi;

import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.packet.VirtualRoute;
import java.io.IOException;
import java.util.List;

/**
 * Puts the addresses of virtual routers where clients reach them, and takes them away. On Linux that is an interface of the
 * host; in a cloud it may be an API call.
 *
 * <p>The life of a placement: {@link #prepare}; then any number of times {@link #begin}, additions, {@link #end}, removals;
 * at last {@link #retire}. Additions and removals may be repeated, and removals also come without a {@code begin} before:
 * they take away what a run that was killed has left.
 *
 * <p>All methods are idempotent, may block, and return only when the outcome is known. One virtual router makes one
 * call at a time, but for {@link #check}; different virtual routers may call at once.
 */
public interface AddressManager {

    /**
     * Whether {@link #prepare} and {@link #begin} with these are possible, as far as that can be known without doing anything to
     * the host. Asked before a virtual router that runs is ended to start again otherwise: what this finds takes no address
     * away. Comes at any time, also beside other calls for the same virtual router. Does nothing by default.
     *
     * @throws IOException if they can never be held; the message gives the reason
     */
    default void check(Placement placement, List<VirtualAddress> addresses, List<VirtualRoute> routes)
            throws IOException {}

    /**
     * A virtual router has these addresses and routes from now on, and holds none of them yet, or, if it was prepared before,
     * holds those that it held. Does nothing by default.
     *
     * @throws IOException if they can never be held; the message gives the reason
     */
    default void prepare(Placement placement, List<VirtualAddress> addresses, List<VirtualRoute> routes)
            throws IOException {}

    /**
     * The virtual router is MASTER and is about to add its addresses. Does nothing by default.
     *
     * @throws IOException if they cannot be added; the message gives the reason
     */
    default void begin(Placement placement) throws IOException {}

    /**
     * Makes this host answer for the address.
     *
     * @return false if it was there already
     * @throws IOException if the address could not be put there; the message gives the reason in the system's words
     */
    boolean add(Placement placement, VirtualAddress address) throws IOException;

    /**
     * What the network knows of this host may be out of date, because there was another MASTER, or this one was not run for
     * some time: the additions that follow must not rely on what was done before. Does nothing by default.
     *
     * @throws IOException if that is impossible; the message gives the reason
     */
    default void reassert(Placement placement) throws IOException {}

    /**
     * Adds a route. Refuses by default.
     *
     * @return false if it was there already
     * @throws IOException if it could not be added; the message gives the reason in the system's words
     */
    default boolean add(Placement placement, VirtualRoute route) throws IOException {
        throw new IOException("this address manager adds no routes such as " + route);
    }

    /**
     * The virtual router is MASTER no more: nothing may answer for its addresses from now on, even before they are removed,
     * as far as that can be done at once. Does nothing by default.
     *
     * @throws IOException if something may answer; the message gives the reason
     */
    default void end(Placement placement) throws IOException {}

    /**
     * Makes this host no longer answer for the address. An address that is not there, or an interface that is gone, is a
     * success.
     *
     * @throws IOException if the address may still be there; the message gives the reason in the system's words
     */
    void remove(Placement placement, VirtualAddress address) throws IOException;

    /**
     * Removes a route. One that is not there is a success. Does nothing by default, since nothing was added.
     *
     * @throws IOException if it may still be there; the message gives the reason in the system's words
     */
    default void remove(Placement placement, VirtualRoute route) throws IOException {}

    /**
     * The virtual router is gone for good, its addresses and routes removed: undoes {@link #prepare}, also one that failed,
     * since the virtual router was not made then. Does nothing by default.
     *
     * @throws IOException if something may be left on the host; the message gives the reason
     */
    default void retire(Placement placement) throws IOException {}
}
