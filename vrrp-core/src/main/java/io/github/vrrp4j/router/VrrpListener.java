package io.github.vrrp4j.router;

/** Hears what happens to the virtual routers of a {@link VrrpRouter}. */
@FunctionalInterface
public interface VrrpListener {

    /**
     * Takes one event. Events come one at a time and in order. In a started router they come on a thread for events, never on
     * the loop: a slow listener delays no advertisement, and no other listener, since one that takes its time holds a thread
     * of its own. In a router without threads they come on {@link VrrpRouter.Builder#executor}, which is the loop when none was
     * given. It may call the router, but not {@link VrrpRouter#close}. When more than 1,024 events wait, further ones are
     * dropped and counted ({@link VrrpEvent.EventsDropped}). What it throws is logged and otherwise ignored.
     */
    void onEvent(VrrpEvent event);
}
