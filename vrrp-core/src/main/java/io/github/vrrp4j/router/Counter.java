package io.github.vrrp4j.router;

import java.util.Locale;

/** What is counted for each virtual router. The first nine are the leaves of RFC 8347 {@code statistics}. */
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
    /** {@code interval-errors}: valid messages with another interval than ours. */
    INTERVAL_ERRORS,
    /** {@code address-list-errors}: valid messages with other addresses than ours, whatever their order. */
    ADDRESS_LIST_ERRORS,
    /** {@code invalid-type-pkts-rcvd}. */
    INVALID_TYPE_PKTS_RCVD,
    /** {@code packet-length-errors}: more or fewer octets than the count of addresses says. */
    PACKET_LENGTH_ERRORS,
    /** Valid advertisements whose checksum covers a pseudo-header. */
    PSEUDO_HEADER_CHECKSUMS_RCVD,
    /** Valid advertisements whose checksum covers the message alone. */
    MESSAGE_ONLY_CHECKSUMS_RCVD,
    /** Advertisements that the system refused to send. */
    SEND_FAILURES,
    /** Failed attempts to add or remove a virtual address. */
    ADDRESS_FAILURES,
    /** Times that something was put back on the host which somebody else had removed. */
    ADDRESS_REPAIRS,
    /** Times this MASTER was not run for so long that a BACKUP may have taken over. */
    STALLS;

    /** The name as RFC 8347 writes leaves: {@code master-transitions}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
