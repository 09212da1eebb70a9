package io.github.vrrp4j.addressing;

import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.Placement;

/** Holds no address anywhere: the state of the virtual router is all there is. */
public final class NoAddressManager implements AddressManager {

    /** Makes one. */
    public NoAddressManager() {}

    @Override
    public boolean add(Placement placement, VirtualAddress address) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void remove(Placement placement, VirtualAddress address) {
        throw new UnsupportedOperationException();
    }
}
