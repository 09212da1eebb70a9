package io.github.vrrp4j.router;

/** What is counted for each virtual router. The first five are the leaves of RFC 8347 {@code statistics}. */
public enum Counter {
    /** {@code master-transitions}: how often it became MASTER. */
    MASTER_TRANSITIONS,
    /** {@code advertisement-rcvd}: valid advertisements received. */
    ADVERTISEMENT_RCVD,
    /** {@code advertisement-sent}. */
    ADVERTISEMENT_SENT,
    /** {@code priority-zero-pkts-rcvd}. */
    PRIORITY_ZERO_PKTS_RCVD,
    /** {@code priority-zero-pkts-sent}. */
    PRIORITY_ZERO_PKTS_SENT,
    /** Valid advertisements whose checksum covers a pseudo-header. */
    PSEUDO_HEADER_CHECKSUMS_RCVD,
    /** Valid advertisements whose checksum covers the message alone. */
    MESSAGE_ONLY_CHECKSUMS_RCVD,
    /** Advertisements that the system refused to send. */
    SEND_FAILURES,
    /** Failed attempts to add or remove a virtual address. */
    ADDRESS_FAILURES,
    /** Times this MASTER was not run for so long that a BACKUP may have taken over. */
    STALLS
}
