package io.github.vrrp4j.addressing;

import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.packet.VirtualRoute;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.Placement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several address managers as one: an address or a route is held when all of them hold it. So the kernel can have the address
 * on an interface, and a provider's API the route to it.
 *
 * <p>What prepares and adds is done in their order and ends with the first that fails; what takes away is done in the reverse
 * order by all of them, even if one fails, and then the first failure is told. Threads and blocking are theirs.
 */
public final class CombinedAddressManager implements AddressManager {

    @FunctionalInterface
    private interface Step {
        void run(AddressManager manager) throws IOException;
    }

    private final List<AddressManager> managers;
    private final List<AddressManager> reversed;

    /** Those that add routes; all if none does, so that one of them refuses. */
    private final List<AddressManager> routed;

    /**
     * Makes one.
     *
     * @param managers in the order in which they add, at least one
     * @throws IllegalArgumentException if there is none
     */
    public CombinedAddressManager(List<AddressManager> managers) {
        if (managers.isEmpty()) {
            throw new IllegalArgumentException("no address manager to combine; NoAddressManager holds nothing");
        }
        this.managers = List.copyOf(managers);
        List<AddressManager> backwards = new ArrayList<>(managers);
        Collections.reverse(backwards);
        this.reversed = List.copyOf(backwards);
        List<AddressManager> routed = managers.stream()
                .filter(manager -> !(manager instanceof AssertedAddresses))
                .toList();
        this.routed = routed.isEmpty() ? this.managers : routed;
    }

    @Override
    public void check(Placement placement, List<VirtualAddress> addresses, List<VirtualRoute> routes)
            throws IOException {
        for (AddressManager manager : managers) {
            manager.check(placement, addresses, routed.contains(manager) ? routes : List.of());
        }
    }

    @Override
    public void prepare(Placement placement, List<VirtualAddress> addresses, List<VirtualRoute> routes)
            throws IOException {
        for (AddressManager manager : managers) {
            manager.prepare(placement, addresses, routed.contains(manager) ? routes : List.of());
        }
    }

    @Override
    public void begin(Placement placement) throws IOException {
        for (AddressManager manager : managers) {
            manager.begin(placement);
        }
    }

    /** {@inheritDoc} True if one of them did not have it. */
    @Override
    public boolean add(Placement placement, VirtualAddress address) throws IOException {
        boolean added = false;
        for (AddressManager manager : managers) {
            added |= manager.add(placement, address);
        }
        return added;
    }

    @Override
    public void reassert(Placement placement) throws IOException {
        for (AddressManager manager : managers) {
            manager.reassert(placement);
        }
    }

    /**
     * {@inheritDoc} {@link CommandAddressManager} and {@link HttpAddressManager} are not asked if there is another manager.
     */
    @Override
    public boolean add(Placement placement, VirtualRoute route) throws IOException {
        boolean added = false;
        for (AddressManager manager : routed) {
            added |= manager.add(placement, route);
        }
        return added;
    }

    @Override
    public void end(Placement placement) throws IOException {
        all(manager -> manager.end(placement));
    }

    @Override
    public void remove(Placement placement, VirtualAddress address) throws IOException {
        all(manager -> manager.remove(placement, address));
    }

    @Override
    public void remove(Placement placement, VirtualRoute route) throws IOException {
        all(manager -> manager.remove(placement, route));
    }

    @Override
    public void retire(Placement placement) throws IOException {
        all(manager -> manager.retire(placement));
    }

    private void all(Step step) throws IOException {
        @Nullable IOException first = null;
        for (AddressManager manager : reversed) {
            try {
                step.run(manager);
            } catch (IOException e) {
                first = first(first, e);
            } catch (RuntimeException e) {
                first = first(first, new IOException("address manager: " + e, e));
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private static IOException first(@Nullable IOException first, IOException next) {
        if (first == null) {
            return next;
        }
        first.addSuppressed(next);
        return first;
    }
}
