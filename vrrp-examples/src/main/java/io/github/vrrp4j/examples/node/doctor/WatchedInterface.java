package io.github.vrrp4j.examples.node.doctor;

import io.github.vrrp4j.netlink.InterfaceState;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An interface that is looked at.
 *
 * @param virtualRouters those of the file on it; empty without a file
 * @param state as the kernel described it; null if there is no such interface
 */
record WatchedInterface(
        String name,
        List<VirtualRouterConfig> virtualRouters,
        @Nullable InterfaceState state) {

    /** Those of its virtual routers; without any those that it has addresses of, and IPv4 if it has none. */
    Set<AddressFamily> families() {
        Set<AddressFamily> families = EnumSet.noneOf(AddressFamily.class);
        virtualRouters.forEach(each -> families.add(each.family()));
        if (families.isEmpty() && state != null) {
            state.addresses().forEach(each -> families.add(each.address().family()));
        }
        return families.isEmpty() ? EnumSet.of(AddressFamily.IPV4) : families;
    }

    /** Whether something on it goes to the group: what has no unicast peers, and whatever is there without a file. */
    boolean needsMulticast() {
        return virtualRouters.isEmpty() || virtualRouters.stream().anyMatch(each -> each.unicastPeers() == null);
    }

    /** Whether advertisements of a family come from an address that is chosen, not named. */
    boolean choosesSource(AddressFamily family) {
        return virtualRouters.isEmpty()
                || ofFamily(family).anyMatch(each -> each.host().sourceAddress() == null);
    }

    /** The source address that the file names, the same for all virtual routers of a family; null if it names none. */
    @Nullable
    IpAddress sourceAddress(AddressFamily family) {
        return ofFamily(family)
                .map(each -> each.host().sourceAddress())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private Stream<VirtualRouterConfig> ofFamily(AddressFamily family) {
        return virtualRouters.stream().filter(each -> each.family() == family);
    }

    /** Whether no router lies between this interface and an address: whether it can be asked for. */
    boolean isOnLink(IpAddress address) {
        return address.isIpv6LinkLocal()
                || ownAddresses(address.family()).stream()
                        .anyMatch(own -> own.address().hasPrefixOf(address, own.prefixLength()));
    }

    /** Whether it can carry packets now. */
    boolean isRunning() {
        return state != null && state.up() && state.carrier();
    }

    /** Its addresses of a family that belong to no virtual router. */
    List<InterfaceState.Address> ownAddresses(AddressFamily family) {
        return state == null
                ? List.of()
                : state.addresses().stream()
                        .filter(each -> each.address().family() == family && !isVirtual(each.address()))
                        .toList();
    }

    private boolean isVirtual(IpAddress address) {
        return virtualRouters.stream().anyMatch(each -> each.contains(address));
    }

    /** The link-local address that it may send from; null if there is none. */
    @Nullable
    IpAddress usableLinkLocal() {
        return ownAddresses(AddressFamily.IPV6).stream()
                .filter(each -> each.address().isIpv6LinkLocal() && !each.tentative())
                .map(InterfaceState.Address::address)
                .findFirst()
                .orElse(null);
    }

    /** {@code vrid=51 if=eth0}, as the log of a router says it. */
    String subject(AddressFamily family, int vrid) {
        return "vrid=" + vrid + " if=" + name + (family == AddressFamily.IPV6 ? " family=ipv6" : "");
    }
}
