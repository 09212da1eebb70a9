package io.github.vrrp4j.netlink.route;

import io.github.vrrp4j.netlink.state.Holding;
import io.github.vrrp4j.netlink.state.Ledger;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.packet.VirtualRoute;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.Placement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts virtual addresses and routes on this host and takes them away, and reports what the kernel answered. Which interface
 * has what is the decision of {@link Devices}.
 *
 * <p>An address and its prefix length are one thing here: {@link #remove} takes away exactly what it names. The kernel has
 * an IPv4 address several times with different prefix lengths, so that {@link #add} puts it beside the other; an IPv6 address
 * it has once on an interface, and {@link #add} with another prefix length fails. Whoever changes a prefix length removes the
 * old address first.
 *
 * <p>An IPv6 address comes without duplicate address detection, since the MASTER before may still answer for it, and with a
 * preferred lifetime of 0: it is deprecated, so that what this host sends comes from its own addresses and outlives the next
 * failover. keepalived does both, the second for /128. Services are not harmed: to answer from the address, to listen on it
 * and to bind it work as ever, and a host that has nothing else in that scope still uses it (RFC 6724 §5).
 *
 * <p>With an IPv6 address the kernel joins its solicited-node group (R-6.4.3-02) and answers Neighbor Solicitations for it
 * (R-6.4.3-03), and without it no more (R-6.4.2-02).
 *
 * <p>The kernel ties IPv4 addresses of one prefix on one interface together: the first is primary, later ones are secondary,
 * and removing the primary removes them all, the host's own included, unless the sysctl {@code
 * net.ipv4.conf.NAME.promote_secondaries} is 1. {@link #remove} takes away what it names and nothing else: where the
 * sysctl is 0, it is 1 for the moment of the removal.
 *
 * <p>A route is added beside those of other metrics and tables, and never in place of another; {@link #remove} takes away the
 * one that has the same protocol number and everything else. Addresses have the number 112 too, where the kernel knows it
 * (5.18), so that tools can show whose they are.
 *
 * <p>The {@link Ledger} has everything before the host has: from {@link #prepare} to {@link #retire}, so that a takeover writes
 * nothing; what was not prepared, when it is added.
 */
public final class RtnetlinkAddressManager implements AddressManager {

    private final HostAddresses addresses;
    private final HostRoutes routes;
    private final Ledger ledger;
    private final RouteWatch routeWatch;

    /** Sees to it that the removal of a route is noticed. */
    @FunctionalInterface
    public interface RouteWatch {

        /** From now on of every route with this protocol number, 1..255; called again and again. */
        void watch(int protocol) throws IOException;
    }

    /**
     * Uses a connection that somebody else closes.
     *
     * @param ledger told what may be on the host before it is
     * @param routeWatch told of a route's protocol number before the route is there
     */
    public RtnetlinkAddressManager(Rtnetlink rtnetlink, Ledger ledger, RouteWatch routeWatch) {
        this.addresses = new HostAddresses(rtnetlink);
        this.routes = new HostRoutes(rtnetlink);
        this.ledger = ledger;
        this.routeWatch = routeWatch;
    }

    @Override
    public void prepare(Placement placement, List<VirtualAddress> addresses, List<VirtualRoute> routes)
            throws IOException {
        List<Holding> all = new ArrayList<>();
        addresses.forEach(address -> all.add(holding(placement, address)));
        routes.forEach(route -> all.add(holding(placement, route)));
        ledger.set(placement, all);
    }

    @Override
    public boolean add(Placement placement, VirtualAddress address) throws IOException {
        ledger.include(placement, holding(placement, address));
        return addresses.add(Devices.of(placement, address), address);
    }

    @Override
    public boolean add(Placement placement, VirtualRoute route) throws IOException {
        ledger.include(placement, holding(placement, route));
        routeWatch.watch(route.protocol());
        return routes.add(Devices.of(placement, route), route);
    }

    @Override
    public void remove(Placement placement, VirtualAddress address) throws IOException {
        addresses.remove(Devices.of(placement, address), address);
    }

    @Override
    public void remove(Placement placement, VirtualRoute route) throws IOException {
        routes.remove(Devices.of(placement, route), route);
    }

    @Override
    public void retire(Placement placement) throws IOException {
        ledger.set(placement, List.of());
    }

    private static Holding holding(Placement placement, VirtualAddress address) {
        return HostHoldings.of(Devices.of(placement, address), address);
    }

    private static Holding holding(Placement placement, VirtualRoute route) {
        return HostHoldings.of(Devices.of(placement, route), route);
    }
}
