package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.packet.VirtualRoute;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.Placement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One piece of address work: what it does may block. It tries every step even if one fails, so that as little as possible is
 * left wrong, keeps the first failure, and stops as soon as it is not wanted any more.
 */
final class HostWork {

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    private final AddressManager manager;
    private final Placement placement;
    private final BooleanSupplier wanted;
    private final List<VirtualAddress> addedAddresses = new ArrayList<>();
    private final List<VirtualRoute> addedRoutes = new ArrayList<>();
    private @Nullable IOException error;

    HostWork(AddressManager manager, Placement placement, BooleanSupplier wanted) {
        this.manager = manager;
        this.placement = placement;
        this.wanted = wanted;
    }

    void prepare(Holdings holdings) {
        step(() -> manager.prepare(placement, holdings.addresses(), holdings.routes()));
    }

    void begin() {
        step(() -> manager.begin(placement));
    }

    void reassert() {
        step(() -> manager.reassert(placement));
    }

    void add(Holdings holdings) {
        for (VirtualAddress address : holdings.addresses()) {
            step(() -> {
                if (manager.add(placement, address)) {
                    addedAddresses.add(address);
                }
            });
        }
        for (VirtualRoute route : holdings.routes()) {
            step(() -> {
                if (manager.add(placement, route)) {
                    addedRoutes.add(route);
                }
            });
        }
    }

    void end() {
        step(() -> manager.end(placement));
    }

    void remove(Holdings holdings) {
        for (VirtualRoute route : holdings.routes()) {
            step(() -> manager.remove(placement, route));
        }
        for (VirtualAddress address : holdings.addresses()) {
            step(() -> manager.remove(placement, address));
        }
    }

    void retire() {
        step(() -> manager.retire(placement));
    }

    private void step(Step step) {
        if (!wanted.getAsBoolean()) {
            return;
        }
        try {
            step.run();
        } catch (IOException e) {
            fail(e);
        } catch (Throwable e) { // an Error too: the outcome has to come back to the loop, whatever it is
            fail(new IOException("address manager: " + e, e));
        }
    }

    private void fail(IOException e) {
        error = error == null ? e : error;
    }

    /** The first failure; null if there was none. */
    @Nullable
    IOException error() {
        return error;
    }

    /** What was not on the host before. */
    Holdings added() {
        return new Holdings(addedAddresses, addedRoutes);
    }
}
