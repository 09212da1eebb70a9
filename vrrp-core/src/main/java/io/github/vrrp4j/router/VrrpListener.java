package io.github.vrrp4j.router;

/** Hears what happens to the virtual routers of a {@link VrrpRouter}. */
@FunctionalInterface
public interface VrrpListener {

    /**
     * Takes one event. Events come one at a time and in order, on the router's event thread, never on the loop: a slow
     * listener delays no advertisement, though other listeners wait for it. When more than 1,024 events wait, further ones
     * are dropped and counted ({@link VrrpEvent.EventsDropped}). What it throws is logged and otherwise ignored.
     */
    void onEvent(VrrpEvent event);
}
