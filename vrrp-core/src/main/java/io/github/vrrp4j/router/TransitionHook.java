package io.github.vrrp4j.router;

/**
 * What an application does before its addresses come and before they go, for example warm up or fence the other host.
 * Called on a thread of its own or, in a router without threads, on {@link VrrpRouter.Builder#executor}; never on the loop of
 * a started one. The router goes on advertising meanwhile.
 */
public interface TransitionHook {

    /**
     * The virtual router has become MASTER, and its addresses are about to be put on the host. Does nothing by default.
     *
     * @throws Exception if they must not be: tried again as an address that the host refuses
     */
    default void beforeAcquire(VirtualRouterId id) throws Exception {}

    /**
     * The virtual router is MASTER and is about to resign, because somebody here asked for it: {@link VrrpRouter#relinquish},
     * maintenance, removal or close. Not called when another router has taken over or something failed: then there is
     * nothing to wait for. Does nothing by default.
     *
     * @throws Exception logged, and changes nothing
     */
    default void beforeRelease(VirtualRouterId id) throws Exception {}
}
