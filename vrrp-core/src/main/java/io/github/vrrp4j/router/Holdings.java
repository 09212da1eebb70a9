package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.packet.VirtualRoute;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the host of a MASTER has: addresses, and routes that come after them and go before them. */
record Holdings(List<VirtualAddress> addresses, List<VirtualRoute> routes) {

    static final Holdings NONE = new Holdings(List.of(), List.of());

    static Holdings of(VirtualRouterConfig config) {
        return new Holdings(config.hostAddresses(), config.host().routes());
    }

    boolean isEmpty() {
        return addresses.isEmpty() && routes.isEmpty();
    }

    Holdings with(Holdings others) {
        return new Holdings(union(addresses, others.addresses), union(routes, others.routes));
    }

    Holdings without(Holdings others) {
        return new Holdings(difference(addresses, others.addresses), difference(routes, others.routes));
    }

    boolean contains(IpAddress address) {
        return addresses.stream().anyMatch(virtual -> virtual.address().equals(address));
    }

    private static <T> List<T> union(List<T> some, List<T> others) {
        List<T> all = new ArrayList<>(some);
        all.addAll(difference(others, some));
        return all;
    }

    private static <T> List<T> difference(List<T> some, List<T> others) {
        Set<T> excluded = new HashSet<>(others);
        return some.stream().filter(each -> !excluded.contains(each)).toList();
    }
}
