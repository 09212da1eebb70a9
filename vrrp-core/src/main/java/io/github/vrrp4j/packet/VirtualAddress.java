package io.github.vrrp4j.packet;

/**
 * An IP address that a virtual router stands for, with the prefix length under which the MASTER configures it.
 *
 * @param address a unicast address that one host can own
 * @param prefixLength in bits: 1..32 for IPv4, 1..128 for IPv6; never on the wire
 * @param options how it stands on the host
 */
public record VirtualAddress(IpAddress address, int prefixLength, AddressOptions options) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if the address is not unicast, the prefix length is out of range, or an option is not
     *     for its family
     */
    public VirtualAddress {
        if (!address.isAssignableUnicast()) {
            throw new IllegalArgumentException("virtual address " + address + " is not a unicast address");
        }
        int max = address.family().maxPrefixLength();
        if (prefixLength < 1 || prefixLength > max) {
            throw new IllegalArgumentException(
                    "prefix length " + prefixLength + " of virtual address " + address + " is not in 1.." + max);
        }
        options.conflict(address.family()).ifPresent(conflict -> {
            throw new IllegalArgumentException("virtual address " + address + ": " + conflict);
        });
    }

    /** An address without special options. */
    public VirtualAddress(IpAddress address, int prefixLength) {
        this(address, prefixLength, AddressOptions.NONE);
    }

    /** The same address with other options. */
    public VirtualAddress options(AddressOptions options) {
        return new VirtualAddress(address, prefixLength, options);
    }

    /**
     * Reads {@code ADDRESS/PREFIXLEN} as ip-address(8) takes it; without a prefix length, the address stands alone (/32
     * or /128).
     *
     * @throws IllegalArgumentException if the text is not an address, or the prefix length not a number in range
     */
    public static VirtualAddress parse(String text) {
        int slash = text.indexOf('/');
        IpAddress address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (slash < 0) {
            return new VirtualAddress(address, address.family().maxPrefixLength());
        }
        String prefixLength = text.substring(slash + 1);
        if (!prefixLength.matches("\\d{1,3}")) {
            throw new IllegalArgumentException("'" + prefixLength + "' in '" + text + "' is not a prefix length in 1.."
                    + address.family().maxPrefixLength());
        }
        return new VirtualAddress(address, Integer.parseInt(prefixLength));
    }

    /** {@code 192.0.2.10/24}: what {@link #parse} reads. Options are not shown. */
    @Override
    public String toString() {
        return address + "/" + prefixLength;
    }
}
