package io.github.vrrp4j.router;

import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.spi.LinkFault;

/** A reason that keeps a virtual router in INITIALIZE while it lasts. */
public enum Fault {
    /** There is no interface of that name. */
    INTERFACE_MISSING(Cause.INTERFACE_DOWN, Cause.INTERFACE_UP),

    /** The interface is administratively down. */
    INTERFACE_DOWN(Cause.INTERFACE_DOWN, Cause.INTERFACE_UP),

    /** The interface is up, but nothing is connected to it. */
    NO_CARRIER(Cause.INTERFACE_DOWN, Cause.INTERFACE_UP),

    /** The interface has no address of the family to advertise from. */
    NO_PRIMARY_ADDRESS(Cause.NO_PRIMARY_ADDRESS, Cause.PRIMARY_ADDRESS),

    /** The host refused a virtual address; ends ten seconds later, when it is tried again. */
    ADDRESS_REFUSED(Cause.ADDRESS_REFUSED, Cause.STARTUP),

    /** A check that it tracks is unhealthy, and means that it is down. */
    UNHEALTHY(Cause.UNHEALTHY, Cause.HEALTHY),

    /** A check that it tracks, and that means down, has no result yet; ends with the first one. */
    UNCHECKED(Cause.UNHEALTHY, Cause.HEALTHY),

    /** Another member of its group has a fault. */
    GROUP(Cause.GROUP, Cause.GROUP),

    /** Somebody took it out of service. */
    MAINTENANCE(Cause.MAINTENANCE, Cause.STARTUP);

    private final Cause begin;
    private final Cause end;

    Fault(Cause begin, Cause end) {
        this.begin = begin;
        this.end = end;
    }

    static Fault of(LinkFault fault) {
        return switch (fault) {
            case INTERFACE_MISSING -> INTERFACE_MISSING;
            case INTERFACE_DOWN -> INTERFACE_DOWN;
            case NO_CARRIER -> NO_CARRIER;
            case NO_PRIMARY_ADDRESS -> NO_PRIMARY_ADDRESS;
        };
    }

    /** Whether it is one of the interface. */
    boolean isOfLink() {
        return this == INTERFACE_MISSING || this == INTERFACE_DOWN || this == NO_CARRIER || this == NO_PRIMARY_ADDRESS;
    }

    /** Of the transition to INITIALIZE. */
    Cause begin() {
        return begin;
    }

    /** Of the transition out of INITIALIZE, if no other fault lasts. */
    Cause end() {
        return end;
    }
}
