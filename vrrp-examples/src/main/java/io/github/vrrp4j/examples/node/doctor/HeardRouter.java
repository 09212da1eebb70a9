package io.github.vrrp4j.examples.node.doctor;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.AdvertisementView;
import io.github.vrrp4j.packet.IpAddress;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A router that was heard on one interface, as its last advertisement said.
 *
 * @param version 2 or 3
 * @param intervalCs in centiseconds, also of version 2
 * @param addresses the virtual addresses
 * @param unicast whether it came to an address of this host instead of the group
 */
record HeardRouter(
        AddressFamily family,
        int vrid,
        int version,
        IpAddress source,
        int priority,
        int intervalCs,
        List<IpAddress> addresses,
        boolean unicast) {

    /** Copies an advertisement that passed every check. */
    static HeardRouter of(AdvertisementView packet) {
        List<IpAddress> addresses = new ArrayList<>();
        for (int i = 0; i < packet.addrCount(); i++) {
            addresses.add(packet.address(i));
        }
        return new HeardRouter(
                packet.family(),
                packet.vrid(),
                packet.version(),
                packet.source(),
                packet.priority(),
                packet.maxAdverIntervalCs(),
                List.copyOf(addresses),
                packet.destination().isAssignableUnicast());
    }

    /** Whether both are advertisements of one virtual router by one router in one version. */
    boolean isSameAs(HeardRouter other) {
        return family == other.family
                && vrid == other.vrid
                && version == other.version
                && unicast == other.unicast
                && source.equals(other.source);
    }

    /** Whether it advertises these addresses and no others, in whatever order. */
    boolean advertises(List<IpAddress> expected) {
        return new HashSet<>(addresses).equals(new HashSet<>(expected));
    }

    /** {@code 192.0.2.2 advertises 192.0.2.10 every 1s, priority 150, VRRPv3}. */
    @Override
    public String toString() {
        return source + " advertises "
                + addresses.stream().map(IpAddress::toString).collect(Collectors.joining(", "))
                + " every " + interval(intervalCs)
                + (priority == 0 ? ", resigned" : ", priority " + priority)
                + ", VRRPv" + version
                + (unicast ? ", unicast" : "");
    }

    /** Centiseconds as the configuration file takes them: {@code 1s}, {@code 0.25s}. */
    static String interval(int intervalCs) {
        return BigDecimal.valueOf(intervalCs, 2).stripTrailingZeros().toPlainString() + "s";
    }
}
