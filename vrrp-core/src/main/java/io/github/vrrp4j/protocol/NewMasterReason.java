package io.github.vrrp4j.protocol;

import java.util.Locale;

/** Why a virtual router became MASTER: RFC 8347 {@code new-master-reason}, RFC 6527 {@code NewMasterReason}. */
public enum NewMasterReason {
    /** It is not MASTER. */
    NOT_MASTER,
    /** It owns the addresses, or was next in line when the MASTER resigned. */
    PRIORITY,
    /** It displaced a MASTER of lower priority. */
    PREEMPTED,
    /** The MASTER was not heard any more, or never. */
    NO_RESPONSE;

    /** The value of RFC 8347: {@code no-response}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
