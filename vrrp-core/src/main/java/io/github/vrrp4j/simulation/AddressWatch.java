package io.github.vrrp4j.simulation;

import io.github.vrrp4j.packet.VirtualAddress;

/** What {@link Invariants} know of one virtual address of one process. */
final class AddressWatch {

    /** The longest time between two attempts, by the clock of the host. */
    private static final long MAX_RETRY_DELAY_NS = 10_000_000_000L;

    private enum Outcome {
        NONE,
        ADDED,
        REMOVED,
        REFUSED
    }

    private final RouterWatch router;
    private final SimulatedHost host;
    private final VirtualAddress address;

    private Outcome last = Outcome.NONE;
    private long lastRefusalNs;

    /** Of any address of the virtual router, at the last outcome of this one: with several, all are tried again. */
    private long refusals;

    AddressWatch(RouterWatch router, SimulatedHost host, VirtualAddress address) {
        this.router = router;
        this.host = host;
        this.address = address;
    }

    VirtualAddress address() {
        return address;
    }

    void added() {
        if (last == Outcome.ADDED && refusals == router.refusals()) {
            router.violated("to remove " + address + " before it adds it again", "that it added it twice");
        }
        done(Outcome.ADDED);
    }

    void removed() {
        if (last == Outcome.NONE || (last == Outcome.REMOVED && refusals == router.refusals())) {
            router.violated("to add " + address + " before it removes it", "that it removed it " + last);
        }
        done(Outcome.REMOVED);
    }

    void refused() {
        router.refused();
        lastRefusalNs = host.clock().nanoTime();
        done(Outcome.REFUSED);
    }

    private void done(Outcome outcome) {
        last = outcome;
        refusals = router.refusals();
    }

    void turnEnded(boolean master) {
        if (host.holds(address.address()) != master && !waitsForRetry()) {
            router.violated(
                    (master ? "to hold " : "not to hold ") + address + " as " + router.state(),
                    "that it does" + (master ? " not" : ""));
        }
    }

    private boolean waitsForRetry() {
        return last == Outcome.REFUSED && host.clock().nanoTime() - lastRefusalNs <= MAX_RETRY_DELAY_NS;
    }
}
