package io.github.vrrp4j.protocol;

import io.github.vrrp4j.packet.IpAddress;
import java.util.HashSet;
import java.util.List;

/**
 * The other routers of a virtual router whose advertisements are sent to each of them, where multicast is not available or
 * a router lies between. Only what comes from them is accepted.
 *
 * @param addresses 1..64 different unicast addresses of the family of the virtual addresses
 * @param minHopLimit the least TTL or Hop Limit that is accepted, 1..255: 255 for peers on the link (RFC 5798 §5.1.1.3), one
 *     less for every router between
 */
public record UnicastPeers(List<IpAddress> addresses, int minHopLimit) {

    /** What advertisements are sent with, and all that is accepted on a link. */
    public static final int MAX_HOP_LIMIT = 255;

    /** The most peers. */
    public static final int MAX_PEERS = 64;

    /**
     * Checks every range.
     *
     * @throws IllegalArgumentException saying what is wrong, the value, and what is allowed
     */
    public UnicastPeers {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty() || addresses.size() > MAX_PEERS) {
            throw new IllegalArgumentException(addresses.size() + " unicast peers are not 1.." + MAX_PEERS
                    + "; without unicast peers, advertisements are multicast");
        }
        if (new HashSet<>(addresses).size() < addresses.size()) {
            throw new IllegalArgumentException("a unicast peer stands twice in " + addresses);
        }
        for (IpAddress address : addresses) {
            if (!address.isAssignableUnicast()) {
                throw new IllegalArgumentException("unicast peer " + address + " is not a unicast address");
            }
        }
        if (minHopLimit < 1 || minHopLimit > MAX_HOP_LIMIT) {
            throw new IllegalArgumentException("least hop limit " + minHopLimit + " is not in 1.." + MAX_HOP_LIMIT);
        }
    }

    /** Peers on the link. */
    public static UnicastPeers of(List<IpAddress> addresses) {
        return new UnicastPeers(addresses, MAX_HOP_LIMIT);
    }

    /** Whether it is one of them. */
    public boolean contains(IpAddress address) {
        return addresses.contains(address);
    }
}
