package io.github.vrrp4j.simulation;

import io.github.vrrp4j.packet.VirtualAddress;

/** What {@link Invariants} know of one virtual address of one process. */
final class AddressWatch {

    /** The longest time between two attempts, by the clock of the host. */
    private static final long MAX_RETRY_DELAY_NS = 10_000_000_000L;

    private final RouterWatch router;
    private final SimulatedHost host;
    private final VirtualAddress address;

    private boolean refused;
    private long lastRefusalNs;

    AddressWatch(RouterWatch router, SimulatedHost host, VirtualAddress address) {
        this.router = router;
        this.host = host;
        this.address = address;
    }

    VirtualAddress address() {
        return address;
    }

    void changed() {
        refused = false;
    }

    void refused() {
        refused = true;
        lastRefusalNs = host.clock().nanoTime();
    }

    void turnEnded(boolean master) {
        if (host.holds(address.address()) != master && !waitsForRetry()) {
            router.violated(
                    (master ? "to hold " : "not to hold ") + address + " as " + router.state(),
                    "that it does" + (master ? " not" : ""));
        }
    }

    private boolean waitsForRetry() {
        return refused && host.clock().nanoTime() - lastRefusalNs <= MAX_RETRY_DELAY_NS;
    }
}
