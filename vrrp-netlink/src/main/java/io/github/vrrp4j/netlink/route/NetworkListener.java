package io.github.vrrp4j.netlink.route;

/** Told what changes on this host. */
public interface NetworkListener {

    /** An interface is new, or something of it is. */
    void onInterface(NetworkInterface networkInterface);

    /** The interface of this index is no more. */
    void onInterfaceGone(int index);

    /**
     * An address came, changed, or went.
     *
     * @param removed whether it went
     */
    void onAddress(InterfaceAddress address, boolean removed);

    /**
     * A route was removed.
     *
     * @param protocol who had made it, 0..255
     */
    void onRouteRemoved(int protocol);

    /** Changes were lost: everything may be different from what was told. */
    void onOverrun();
}
