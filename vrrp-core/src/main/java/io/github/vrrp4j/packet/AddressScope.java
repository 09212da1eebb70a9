package io.github.vrrp4j.packet;

/** Where an address or a route is valid, with the number that Linux gives it (rtnetlink(7), /etc/iproute2/rt_scopes). */
public enum AddressScope {
    /** Everywhere. */
    GLOBAL(0),

    /** On the link. */
    LINK(253),

    /** On the host. */
    HOST(254);

    private final int number;

    AddressScope(int number) {
        this.number = number;
    }

    /** RT_SCOPE_ of rtnetlink(7). */
    public int number() {
        return number;
    }
}
