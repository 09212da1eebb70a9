package io.github.vrrp4j.netlink.state;

import java.io.IOException;

/** Takes things of one kind off the host. */
@FunctionalInterface
public interface Remover {

    /**
     * Removes exactly what the holding names, and nothing that somebody else put there.
     *
     * @return false if it was not there
     * @throws IOException if it may still be there; the message gives the reason in the system's words
     * @throws IllegalArgumentException if a value is missing or not what it should be
     */
    boolean remove(Holding holding) throws IOException;
}
