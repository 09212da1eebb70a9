package io.github.vrrp4j.examples.node.demo;

import java.io.IOException;

/**
 * A LAN on which a {@link Cast} plays.
 *
 * <p>For one thread, {@link #close} apart.
 */
interface Stage extends Scene, AutoCloseable {

    /** What the LAN is made of, for the first line. */
    String description();

    /** Starts the router of a node, and what answers the client there. Does not wait until it works. */
    void start(Cast.Node node) throws IOException;

    /** Starts the client: from now on it sends a request to the virtual address every {@link Cast#REQUEST_INTERVAL}. */
    void startClient() throws IOException;

    /** Kills a node's process: it says nothing more, and its addresses stay where they are. */
    void kill(Cast.Node node);

    /** Asks a node's process to end. */
    void stop(Cast.Node node);

    /** Ends everything and leaves nothing behind; any thread, any time. A second call does nothing. */
    @Override
    void close();
}
