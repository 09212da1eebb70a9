package io.github.vrrp4j.protocol;

/** Why a virtual router changed its state. */
public enum Cause {
    /** A Startup event (table rows 1 and 2). */
    STARTUP,

    /** A Shutdown event: an operator or the application stopped the virtual router (rows 4 and 9). */
    SHUTDOWN,

    /** The Master_Down_Timer fired: no acceptable advertisement came in time (row 5). */
    MASTER_DOWN_TIMER,

    /** An advertisement with a higher priority came (row 12). */
    HIGHER_PRIORITY,

    /** An advertisement with the same priority came from a higher address (row 13). */
    HIGHER_ADDRESS,

    /** After a stall another MASTER was found, and Preempt_Mode is false. */
    YIELDED_AFTER_STALL,

    /** A Shutdown event: the host could not put a virtual address on its interface. */
    ADDRESS_REFUSED
}
