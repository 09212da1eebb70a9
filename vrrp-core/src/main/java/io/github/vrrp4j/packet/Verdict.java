package io.github.vrrp4j.packet;

/**
 * What the receive checks of RFC 5798 §7.1 and RFC 9568 §7.1 say of one packet. The constants stand in the order of the
 * checks: the first that fails is the verdict. Anything but {@link #VALID} is discarded (R-7.1-11).
 */
public enum Verdict {
    /** Every check passed. */
    VALID,

    /** The IP header is broken, or fewer than 8 octets follow it (R-7.1-04). */
    PACKET_TOO_SHORT,

    /** TTL or Hop Limit is not 255 (R-7.1-01, R-5.1.1.3-02, R-5.1.2.3-02). */
    IP_TTL_ERROR,

    /** The version is not 3 (R-7.1-02). */
    VERSION_ERROR,

    /** The type is not 1, ADVERTISEMENT (R-7.1-03, R-5.2.2-01). */
    INVALID_TYPE,

    /** The VRID is 0, or no virtual router of it and of the family is configured on the interface (R-7.1-06). */
    VRID_ERROR,

    /** The source is an address of this router: the link reflects frames, or another host has our address (R-7.1-18). */
    OWN_SOURCE,

    /** The length is not the 8 octets of the header plus the counted addresses of the carrier's family (R-7.1-04). */
    PACKET_LENGTH_ERROR,

    /** The checksum is wrong in each accepted {@link ChecksumForm} (R-7.1-05). */
    CHECKSUM_ERROR,

    /** IPvX Addr Count is 0 (R-7.1-08, erratum 8299). */
    ADDR_COUNT_ZERO,

    /** Max Advertise Interval is 0, which would take every listener over at once (R-7.1-09, erratum 8301). */
    INTERVAL_ZERO,

    /** The first IPv6 address is not link-local (R-7.1-10, erratum 8300). */
    FIRST_ADDR_NOT_LINK_LOCAL
}
