package io.github.vrrp4j.examples.node.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A LAN on which a {@link Cast} plays. Observations reach the audience inside {@link #runUntil}, on its thread.
 *
 * <p>For one thread, {@link #close} apart.
 */
interface Stage extends AutoCloseable {

    /** What the LAN is made of, for the first line. */
    String description();

    /** The time on the stage. */
    long nowNs();

    /** Starts the router of a node, and what answers the client there. Does not wait until it works. */
    void start(Cast.Node node) throws IOException;

    /** Starts the client: from now on it sends a request to the virtual address every {@link Cast#REQUEST_INTERVAL}. */
    void startClient() throws IOException;

    /** Kills a node's process: it says nothing more, and its addresses stay where they are. */
    void kill(Cast.Node node);

    /** Asks a node's process to end. */
    void stop(Cast.Node node);

    /**
     * Lets time pass until the condition holds, asked after each observation.
     *
     * @param audience takes each observation
     * @return whether it holds; false when {@code limit} has passed first
     * @throws IOException if a process ended that should run
     */
    boolean runUntil(Consumer<Observation> audience, BooleanSupplier condition, Duration limit) throws IOException;

    /** Ends everything and leaves nothing behind; any thread, any time. A second call does nothing. */
    @Override
    void close();
}
