package io.github.vrrp4j.protocol;

/** Why a virtual router changed its state. */
public enum Cause {
    /** A Startup event (table rows 1 and 2). */
    STARTUP(LastEvent.STARTUP, NewMasterReason.PRIORITY),

    /** A Shutdown event: an operator or the application stopped the virtual router (rows 4 and 9). */
    SHUTDOWN(LastEvent.SHUTDOWN),

    /** The Master_Down_Timer fired: no advertisement came in time (row 5). */
    MASTER_DOWN_TIMER(LastEvent.MASTER_TIMEOUT, NewMasterReason.NO_RESPONSE),

    /** The Master_Down_Timer fired one Skew_Time after the MASTER had resigned (rows 6 and 5). */
    MASTER_RESIGNED(LastEvent.MASTER_TIMEOUT, NewMasterReason.PRIORITY),

    /** The Master_Down_Timer fired although a MASTER of lower priority was heard (rows 8 and 5). */
    PREEMPTION(LastEvent.LOWER_PRIORITY_MASTER, NewMasterReason.PREEMPTED),

    /** As {@link #PREEMPTION}, after the preempt delay was over. */
    PREEMPT_DELAY_OVER(LastEvent.PREEMPT_HOLD_TIMEOUT, NewMasterReason.PREEMPTED),

    /** As {@link #PREEMPTION}, by the owner of the addresses. */
    OWNER_PREEMPTION(LastEvent.OWNER_PREEMPT, NewMasterReason.PREEMPTED),

    /** An advertisement with a higher priority came (row 12). */
    HIGHER_PRIORITY(LastEvent.HIGHER_PRIORITY_BACKUP),

    /** An advertisement with the same priority came from a higher address (row 13). */
    HIGHER_ADDRESS(LastEvent.HIGHER_PRIORITY_BACKUP),

    /** After a stall another MASTER was found, and Preempt_Mode is false. */
    YIELDED_AFTER_STALL(LastEvent.LOWER_PRIORITY_MASTER),

    /** A Startup event: the interface is there again, up and connected. */
    INTERFACE_UP(LastEvent.INTERFACE_UP, NewMasterReason.PRIORITY),

    /** A Startup event: the interface has an address to advertise from again. */
    PRIMARY_ADDRESS(LastEvent.PRIMARY_IP_ADDRESS, NewMasterReason.PRIORITY),

    /** A Shutdown event: the interface went down, lost its carrier, or is gone. */
    INTERFACE_DOWN(LastEvent.INTERFACE_DOWN),

    /** A Shutdown event: the interface lost the address to advertise from. */
    NO_PRIMARY_ADDRESS(LastEvent.NO_PRIMARY_IP_ADDRESS),

    /** A Shutdown event: the host could not put a virtual address on its interface. */
    ADDRESS_REFUSED(LastEvent.NO_VIRTUAL_IP_ADDRESSES),

    /** A Shutdown event: what the addresses stand for is not healthy. */
    UNHEALTHY(LastEvent.SHUTDOWN),

    /** A Startup event: it is healthy again. */
    HEALTHY(LastEvent.STARTUP, NewMasterReason.PRIORITY),

    /** The virtual routers that it moves together with do the same. */
    GROUP(LastEvent.SHUTDOWN, NewMasterReason.PRIORITY),

    /** A Shutdown event: an operator or the application took the virtual router out of service. */
    MAINTENANCE(LastEvent.SHUTDOWN),

    /** An operator or the application had a MASTER hand over to another router. */
    RELINQUISHED(LastEvent.SHUTDOWN);

    private final LastEvent lastEvent;
    private final NewMasterReason newMasterReason;

    Cause(LastEvent lastEvent) {
        this(lastEvent, NewMasterReason.NOT_MASTER);
    }

    Cause(LastEvent lastEvent, NewMasterReason newMasterReason) {
        this.lastEvent = lastEvent;
        this.newMasterReason = newMasterReason;
    }

    /** The same in the words of RFC 8347. */
    public LastEvent lastEvent() {
        return lastEvent;
    }

    /** Why it became MASTER, if it did; otherwise {@link NewMasterReason#NOT_MASTER}. */
    public NewMasterReason newMasterReason() {
        return newMasterReason;
    }
}
