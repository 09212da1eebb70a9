package io.github.vrrp4j.examples.node.demo;

import io.github.vrrp4j.router.VrrpEvent;
import java.util.Optional;

/** A router's events as observations. */
final class HostEvents {

    private HostEvents() {}

    /** Transitions, and a note for whatever is no part of normal life. */
    static Optional<Observation> observation(long atNs, String node, VrrpEvent event) {
        if (event instanceof VrrpEvent.Transition it) {
            return Optional.of(new Observation.Transition(atNs, node, "", it.from(), it.to(), it.cause()));
        }
        if (event instanceof VrrpEvent.AddressesAcquired || event instanceof VrrpEvent.AddressesReleased) {
            return Optional.empty();
        }
        return Optional.of(new Observation.Note(atNs, node, event.toString()));
    }
}
