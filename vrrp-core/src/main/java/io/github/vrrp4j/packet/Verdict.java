package io.github.vrrp4j.packet;

/**
 * What the receive checks of RFC 3768 §7.1, RFC 5798 §7.1 and RFC 9568 §7.1 say of one packet. The constants stand in the
 * order of the checks: the first that fails is the verdict. Anything but {@link #VALID} is discarded (R-7.1-11).
 *
 * <p>{@link AdvertisementView} gives those that the octets decide. {@link #OWN_SOURCE}, {@link #DESTINATION_MISMATCH}, {@link
 * #UNKNOWN_PEER}, {@link #VERSION_2_SUPERSEDED}, {@link #ADDRESS_OWNER} and {@link #INTERVAL_MISMATCH} depend on the virtual
 * router, and so do {@link #VRID_ERROR} but for a VRID of 0, and {@link #IP_TTL_ERROR} of a unicast packet.
 */
public enum Verdict {
    /** Every check passed. */
    VALID,

    /** The IP header is broken, or fewer than 8 octets follow it (R-7.1-04). */
    PACKET_TOO_SHORT,

    /**
     * TTL or Hop Limit is not 255 (R-7.1-01, R-5.1.1.3-02, R-5.1.2.3-02); or of a unicast packet, found after the peer, less
     * than the virtual router asks for.
     */
    IP_TTL_ERROR,

    /**
     * The version is neither 3 nor, over IPv4, 2; or, found after the VRID, not one that the virtual router accepts
     * (R-7.1-02, R-5.2.1-01).
     */
    VERSION_ERROR,

    /** The VRID is 0, or no virtual router of it and of the family is configured on the interface (R-7.1-06). */
    VRID_ERROR,

    /** The source is an address of this router: the link reflects frames, or another host has our address (R-7.1-18). */
    OWN_SOURCE,

    /**
     * The packet was multicast and the virtual router has unicast peers, or it was unicast and the virtual router has none
     * (R-7.1-17).
     */
    DESTINATION_MISMATCH,

    /** The source is none of the unicast peers of the virtual router. */
    UNKNOWN_PEER,

    /** The type is not 1, ADVERTISEMENT (R-7.1-03, R-5.2.2-01). */
    INVALID_TYPE,

    /**
     * The length is not the 8 octets of the header plus the counted addresses of the carrier's family, plus in version 2
     * the 8 octets of Authentication Data (R-7.1-04).
     */
    PACKET_LENGTH_ERROR,

    /** The checksum is wrong in each accepted {@link ChecksumForm} (R-7.1-05). */
    CHECKSUM_ERROR,

    /** The Auth Type of a version 2 message is not 0, No Authentication, the only one of RFC 3768 (R-7.1-16). */
    AUTH_TYPE_ERROR,

    /** IPvX Addr Count is 0 (R-7.1-08, erratum 8299). */
    ADDR_COUNT_ZERO,

    /** Max Advertise Interval is 0, which would take every listener over at once (R-7.1-09, erratum 8301). */
    INTERVAL_ZERO,

    /** The first IPv6 address is not link-local (R-7.1-10, erratum 8300). */
    FIRST_ADDR_NOT_LINK_LOCAL,

    /** In mixed operation, a version 2 message of a router that sends version 3 as well (R-8.4.2-04). */
    VERSION_2_SUPERSEDED,

    /** This router is the address owner and does not listen to others, as RFC 3768 and RFC 5798 ask (R-7.1-07). */
    ADDRESS_OWNER,

    /** The Adver Int of a version 2 message is not the one configured here (R-7.1-14); version 3 learns it instead. */
    INTERVAL_MISMATCH
}
