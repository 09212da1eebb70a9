package io.github.vrrp4j.simulation;

import java.time.Duration;

/**
 * A simulated run broke a rule that holds whatever the faults. The message says the seed, the virtual time, what was
 * expected and what was found.
 */
public final class ViolationException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final long seed;
    private final Duration time;
    private final String expected;
    private final String found;

    ViolationException(SimulatedLan lan, String expected, String found) {
        super("seed " + lan.seed() + " at " + VirtualTime.text(lan.nowNs()) + ": expected " + expected + "; found "
                + found);
        this.seed = lan.seed();
        this.time = lan.now();
        this.expected = expected;
        this.found = found;
    }

    /** The seed of the LAN. */
    public long seed() {
        return seed;
    }

    /** The virtual time at which it was found. */
    public Duration time() {
        return time;
    }

    /** What the rule asks, for people. */
    public String expected() {
        return expected;
    }

    /** What there was instead, for people. */
    public String found() {
        return found;
    }
}
