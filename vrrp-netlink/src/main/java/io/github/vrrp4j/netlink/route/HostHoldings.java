package io.github.vrrp4j.netlink.route;

import io.github.vrrp4j.netlink.state.Holding;
import io.github.vrrp4j.netlink.state.Remover;
import io.github.vrrp4j.packet.AddressScope;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.packet.VirtualRoute;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Addresses and routes as the state directory has them: with what it takes to remove exactly them. */
public final class HostHoldings {

    private static final String ADDRESS = "address";
    private static final String ROUTE = "route";

    private static final String IP = "ip";
    private static final String DEVICE = "device";
    private static final String TO = "to";
    private static final String VIA = "via";
    private static final String SOURCE = "source";
    private static final String SCOPE = "scope";
    private static final String METRIC = "metric";
    private static final String TABLE = "table";
    private static final String PROTOCOL = "protocol";

    private HostHoldings() {}

    /** {@code address ip=192.0.2.10/24 device=eth0}. */
    static Holding of(String device, VirtualAddress address) {
        return Holding.of(ADDRESS).with(IP, address).with(DEVICE, device);
    }

    /** {@code route to=203.0.113.0/24 via=192.0.2.1 device=eth0 metric=0 table=254 protocol=112}. */
    static Holding of(@Nullable String device, VirtualRoute route) {
        return Holding.of(ROUTE)
                .with(TO, route.destination() + "/" + route.prefixLength())
                .with(VIA, route.via())
                .with(DEVICE, device)
                .with(SOURCE, route.source())
                .with(SCOPE, route.scope())
                .with(METRIC, route.metric())
                .with(TABLE, route.table())
                .with(PROTOCOL, route.protocol());
    }

    /** What removes addresses, routes and what {@link HostRecord} writes, by kind. */
    public static Map<String, Remover> removers(Rtnetlink rtnetlink) {
        HostAddresses addresses = new HostAddresses(rtnetlink);
        HostRoutes routes = new HostRoutes(rtnetlink);
        Map<String, Remover> removers = new HashMap<>(HostRecord.removers(new HostCleanup(rtnetlink)));
        removers.put(
                ADDRESS, holding -> addresses.remove(holding.value(DEVICE), VirtualAddress.parse(holding.value(IP))));
        removers.put(ROUTE, holding -> routes.remove(holding.optional(DEVICE), route(holding)));
        return removers;
    }

    /** @throws IllegalArgumentException if it is not one that {@link #of} makes */
    static VirtualRoute route(Holding holding) {
        String to = holding.value(TO);
        int slash = to.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("to=" + to + " has no prefix length");
        }
        String scope = holding.optional(SCOPE);
        return new VirtualRoute(
                IpAddress.parse(to.substring(0, slash)),
                Integer.parseInt(to.substring(slash + 1)),
                address(holding.optional(VIA)),
                holding.optional(DEVICE),
                address(holding.optional(SOURCE)),
                scope == null ? null : AddressScope.valueOf(scope),
                Long.parseLong(holding.value(METRIC)),
                Long.parseLong(holding.value(TABLE)),
                Integer.parseInt(holding.value(PROTOCOL)));
    }

    private static @Nullable IpAddress address(@Nullable String text) {
        return text == null ? null : IpAddress.parse(text);
    }
}
