package io.github.vrrp4j.packet;

import org.jspecify.annotations.Nullable;

/**
 * What a receiver accepts: the RFCs that describe VRRP disagree, and routers of each are in use. {@link
 * AdvertisementView#verifyMessage} takes it.
 *
 * @param version2 whether VRRPv2 over IPv4 is accepted (RFC 3768)
 * @param version3 whether VRRPv3 is accepted
 * @param requiredForm what the checksum of a VRRPv3 message over IPv4 must cover; null accepts both forms. It says
 *     nothing about VRRPv2 and IPv6, which know one form each
 * @param errata whether the rules of errata 8299 to 8301 of RFC 9568 hold: no IPvX Addr Count of 0, no Max Advertise
 *     Interval of 0, the first IPv6 address link-local. Of VRRPv2 messages too, where a zero is no better
 */
public record ReceiveRules(
        boolean version2, boolean version3, @Nullable ChecksumForm requiredForm, boolean errata) {

    /** VRRPv2 as RFC 3768 has it, without authentication. */
    public static final ReceiveRules RFC_3768 = new ReceiveRules(true, false, null, false);

    /** VRRPv3 as RFC 5798 has it: the pseudo-header is part of the checksum. */
    public static final ReceiveRules RFC_5798 = new ReceiveRules(false, true, ChecksumForm.PSEUDO_HEADER, false);

    /** VRRPv3 as RFC 9568 and its verified errata have it: over IPv4, the checksum covers the message alone. */
    public static final ReceiveRules RFC_9568 = new ReceiveRules(false, true, ChecksumForm.MESSAGE_ONLY, true);

    /** VRRPv3 with either checksum, and the errata of RFC 9568: understands every VRRPv3 router. */
    public static final ReceiveRules VERSION_3 = new ReceiveRules(false, true, null, true);

    /** {@link #VERSION_3} and VRRPv2, for the mixed operation of RFC 9568 §8.4. */
    public static final ReceiveRules VERSION_2_AND_3 = new ReceiveRules(true, true, null, true);

    /**
     * Checks that something is accepted.
     *
     * @throws IllegalArgumentException if no version is
     */
    public ReceiveRules {
        if (!version2 && !version3) {
            throw new IllegalArgumentException("neither VRRPv2 nor VRRPv3 is accepted; accept at least one of them");
        }
    }
}
