package io.github.vrrp4j.packet;

/**
 * What the checksum of a VRRPv3 message over IPv4 covers; the two RFCs disagree (requirement R-5.2.8-01). Over IPv6 the
 * pseudo-header is always part of it.
 */
public enum ChecksumForm {
    /** The message and a pseudo-header, as RFC 5798 §5.2.8 says; keepalived, FRR and MikroTik send this by default. */
    PSEUDO_HEADER,

    /** The message alone, as RFC 9568 §5.2.8 says; Cisco, Arista and holo send this. */
    MESSAGE_ONLY
}
