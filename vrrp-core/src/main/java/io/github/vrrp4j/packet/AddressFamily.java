package io.github.vrrp4j.packet;

/**
 * The IP version of a virtual router. An IPv4 and an IPv6 virtual router of the same VRID on the same interface are two
 * independent virtual routers (RFC 5798 §5.2.9).
 */
public enum AddressFamily {
    /** Advertisements go to 224.0.0.18 in IPv4 packets (RFC 5798 §5.1.1.2). */
    IPV4(Integer.BYTES, 0L, 0xe000_0012L),

    /** Advertisements go to ff02::12 in IPv6 packets (RFC 5798 §5.1.2.2). */
    IPV6(2 * Long.BYTES, 0xff02_0000_0000_0000L, 0x12L);

    private final int addressLength;
    private final long groupHi;
    private final long groupLo;

    AddressFamily(int addressLength, long groupHi, long groupLo) {
        this.addressLength = addressLength;
        this.groupHi = groupHi;
        this.groupLo = groupLo;
    }

    /** The octets of one address: 4 or 16. */
    public int addressLength() {
        return addressLength;
    }

    /** The longest prefix length in bits: 32 or 128. */
    public int maxPrefixLength() {
        return addressLength * Byte.SIZE;
    }

    /** The multicast group that advertisements are sent to. */
    public IpAddress vrrpGroup() {
        return new IpAddress(this, groupHi, groupLo);
    }

    /** 0.0.0.0 or ::, which stands for no address. */
    public IpAddress unspecifiedAddress() {
        return new IpAddress(this, 0, 0);
    }
}
