package io.github.vrrp4j.spi;

/**
 * One host's network as a router uses it. It serves one router at a time and outlives it: whoever opened the network
 * closes it, after the router.
 */
public interface Network {

    /** The time that every deadline of this network is measured in. */
    NanoClock clock();

    /** Sends and receives advertisements. */
    Transport transport();

    /** Puts virtual addresses on interfaces and takes them away. */
    AddressManager addressManager();

    /** Tells neighbours who holds an address now. */
    NeighborAnnouncer neighborAnnouncer();
}
