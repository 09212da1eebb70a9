package io.github.vrrp4j.protocol;

import java.util.Locale;

/** What moved a virtual router into its state: the identities of RFC 8347 {@code last-event} that can occur here. */
public enum LastEvent {
    /** Nothing has happened yet. */
    NONE,
    /** {@code startup}. */
    STARTUP,
    /** {@code shutdown}. */
    SHUTDOWN,
    /** {@code higher-priority-backup}: another router won against this MASTER. */
    HIGHER_PRIORITY_BACKUP,
    /** {@code master-timeout}: the MASTER fell silent or resigned. */
    MASTER_TIMEOUT,
    /** {@code interface-up}. */
    INTERFACE_UP,
    /** {@code interface-down}. */
    INTERFACE_DOWN,
    /** {@code no-primary-ip-address}: there was no address to advertise from. */
    NO_PRIMARY_IP_ADDRESS,
    /** {@code primary-ip-address}: there is one again. */
    PRIMARY_IP_ADDRESS,
    /** {@code no-virtual-ip-addresses}: the host could not hold the virtual addresses. */
    NO_VIRTUAL_IP_ADDRESSES,
    /** {@code preempt-hold-timeout}: the preempt delay was over. */
    PREEMPT_HOLD_TIMEOUT,
    /** {@code lower-priority-master}: a MASTER of lower priority was heard. */
    LOWER_PRIORITY_MASTER,
    /** {@code owner-preempt}: the owner of the addresses displaced another MASTER. */
    OWNER_PREEMPT;

    /** The identity of RFC 8347 without its prefix: {@code master-timeout}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
