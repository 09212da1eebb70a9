package io.github.vrrp4j.addressing;

import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.packet.VirtualRoute;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.Placement;

/**
 * Puts no address and no route anywhere: the state of the virtual router is all there is, for an application that looks at
 * nothing else, or for addresses that somebody else moves. Everything succeeds at once. Any thread.
 */
public final class NoAddressManager implements AddressManager {

    /** Makes one. */
    public NoAddressManager() {}

    /** {@inheritDoc} Nothing is added: false. */
    @Override
    public boolean add(Placement placement, VirtualAddress address) {
        return false;
    }

    /** {@inheritDoc} Nothing is added: false. */
    @Override
    public boolean add(Placement placement, VirtualRoute route) {
        return false;
    }

    @Override
    public void remove(Placement placement, VirtualAddress address) {
        // nothing was added
    }
}
