package io.github.vrrp4j.examples.node.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Where something happens in its own time. Observations reach the audience inside {@link #runUntil}, on its thread. */
interface Scene {

    /** The time here. */
    long nowNs();

    /**
     * Lets time pass until the condition holds, asked after each observation.
     *
     * @param audience takes each observation
     * @return whether it holds; false when {@code limit} has passed first
     * @throws IOException if a process ended that should run
     */
    boolean runUntil(Consumer<Observation> audience, BooleanSupplier condition, Duration limit) throws IOException;
}
