package io.github.vrrp4j.simulation;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.router.VrrpEvent;
import org.jspecify.annotations.Nullable;

/**
 * Sees everything that happens on a {@link SimulatedLan}, in its order and at the virtual time {@link SimulatedLan#now};
 * each method does nothing unless overridden. Given to {@link SimulatedLan#observe}.
 *
 * <p>Calls come on the thread that runs the LAN, most of them in the midst of a router's turn, where the router takes an
 * exception for one of its network and goes on. An observer that wants to end the run notes why, and throws in {@link
 * #turnEnded}.
 */
public interface LanObserver {

    /** A router process started on the host; what it adds and sends follows. */
    default void started(SimulatedHost host) {}

    /** The router process of the host is gone: it ended, was killed, or the host crashed. */
    default void ended(SimulatedHost host) {}

    /** The router of the host ran one turn of its loop. An exception from here ends the run and reaches whoever called it. */
    default void turnEnded(SimulatedHost host) {}

    /** The router of the host reports an event, after what it tells of has taken effect. */
    default void reported(SimulatedHost host, VrrpEvent event) {}

    /** A packet leaves a host; whom it reaches depends on the faults in force. */
    default void sent(SimulatedHost from, SimulatedPacket packet) {}

    /** {@link SimulatedLan#inject} puts a packet on the link. */
    default void injected(SimulatedPacket packet) {}

    /** A packet was lost on the way to one receiver, by {@link SimulatedLan#loss}. */
    default void lost(SimulatedHost from, SimulatedHost to, SimulatedPacket packet) {}

    /** A packet reaches the socket buffer of a host whose router process runs. */
    default void arrived(SimulatedHost to, SimulatedPacket packet) {}

    /** An address was put on the interface, or was asked for and was there already. */
    default void addressAdded(SimulatedHost host, VirtualAddress address) {}

    /** An address was taken off the interface, or was asked to be and was not there. */
    default void addressRemoved(SimulatedHost host, VirtualAddress address) {}

    /**
     * The host refused to add or remove an address, see {@link SimulatedHost#refuseAddresses}.
     *
     * @param adding true if it was to be added
     * @param text the reason it gave
     */
    default void addressRefused(SimulatedHost host, VirtualAddress address, boolean adding, String text) {}

    /** A gratuitous ARP request or an unsolicited Neighbor Advertisement leaves the host. */
    default void announced(SimulatedHost from, IpAddress address) {}

    /**
     * A fault begins, changes or ends.
     *
     * @param host whose fault it is; null for one of the link
     * @param text what happens, for people
     */
    default void fault(@Nullable SimulatedHost host, String text) {}
}
