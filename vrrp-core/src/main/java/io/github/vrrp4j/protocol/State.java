package io.github.vrrp4j.protocol;

/** The states of a virtual router (RFC 5798 §6.4). */
public enum State {
    /** Waits for a Startup event. */
    INITIALIZE,

    /** Watches the MASTER, ready to take over. */
    BACKUP,

    /** Holds the virtual addresses and advertises. RFC 9568 calls this state Active. */
    MASTER
}
