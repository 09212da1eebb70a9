package io.github.vrrp4j.addressing;

import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.Placement;
import java.util.List;

/** Several as one: an address is held when all of them hold it. */
public final class CombinedAddressManager implements AddressManager {

    /** Makes one. */
    public CombinedAddressManager(List<AddressManager> managers) {}

    @Override
    public boolean add(Placement placement, VirtualAddress address) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void remove(Placement placement, VirtualAddress address) {
        throw new UnsupportedOperationException();
    }
}
