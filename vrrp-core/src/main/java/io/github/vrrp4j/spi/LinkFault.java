package io.github.vrrp4j.spi;

/** Why a {@link Link} can carry nothing at the moment. */
public enum LinkFault {
    /** There is no interface of that name. */
    INTERFACE_MISSING,

    /** The interface is administratively down. */
    INTERFACE_DOWN,

    /** The interface is up, but nothing is connected to it. */
    NO_CARRIER,

    /** The interface has no address of the family to advertise from. */
    NO_PRIMARY_ADDRESS
}
