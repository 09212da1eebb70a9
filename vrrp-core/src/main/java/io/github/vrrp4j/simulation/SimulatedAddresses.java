package io.github.vrrp4j.simulation;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.Placement;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The addresses of a {@link SimulatedHost}. */
final class SimulatedAddresses implements AddressManager {

    private final SimulatedHost host;
    private final List<VirtualAddress> own;
    private final Set<VirtualAddress> present = new LinkedHashSet<>();
    private @Nullable String refusal;
    private long changes;

    SimulatedAddresses(SimulatedHost host, List<VirtualAddress> own) {
        this.host = host;
        this.own = own;
        present.addAll(own);
    }

    /** As after a reboot: the host's own addresses are left. */
    void reset() {
        changes++;
        present.clear();
        present.addAll(own);
    }

    /** In the order in which they came. */
    Set<VirtualAddress> present() {
        return present;
    }

    /** Another number when an address came or went. */
    long changes() {
        return changes;
    }

    boolean contains(IpAddress address) {
        for (VirtualAddress virtual : present) {
            if (virtual.address().equals(address)) {
                return true;
            }
        }
        return false;
    }

    /** The first of a family that is not virtual. */
    Optional<IpAddress> source(AddressFamily family, Predicate<IpAddress> virtual) {
        return present.stream()
                .map(VirtualAddress::address)
                .filter(address -> address.family() == family && !virtual.test(address))
                .findFirst();
    }

    /** Every change is refused with this text from now on; null ends it. Whether that is new. */
    boolean refuse(@Nullable String text) {
        boolean isNew = !Objects.equals(text, refusal);
        refusal = text;
        return isNew;
    }

    /** Takes one away behind the router's back; false if it was not there. */
    boolean take(IpAddress address) {
        changes++;
        return present.removeIf(virtual -> virtual.address().equals(address));
    }

    @Override
    public boolean add(Placement placement, VirtualAddress address) throws IOException {
        requireNotRefused(address, true);
        changes++;
        boolean added = present.add(address);
        if (added) {
            host.observers().addressAdded(host, address);
        }
        return added;
    }

    @Override
    public void remove(Placement placement, VirtualAddress address) throws IOException {
        requireNotRefused(address, false);
        changes++;
        if (present.remove(address)) {
            host.observers().addressRemoved(host, address);
        }
    }

    private void requireNotRefused(VirtualAddress address, boolean adding) throws IOException {
        String text = refusal;
        if (text != null) {
            host.observers().addressRefused(host, address, adding, text);
            throw new IOException(text);
        }
    }
}
