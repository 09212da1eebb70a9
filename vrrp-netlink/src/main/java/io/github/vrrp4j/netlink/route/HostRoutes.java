package io.github.vrrp4j.netlink.route;

import io.github.vrrp4j.netlink.SystemCallException;
import io.github.vrrp4j.netlink.libc.Errno;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualRoute;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Routes of this host. What somebody else made is neither replaced nor removed: the protocol number tells them apart. Safe for
 * use by any thread.
 */
public final class HostRoutes {

    private static final int ALL_PROTOCOLS = 0;

    private final Rtnetlink rtnetlink;

    /** Uses a connection that somebody else closes. */
    public HostRoutes(Rtnetlink rtnetlink) {
        this.rtnetlink = rtnetlink;
    }

    /**
     * Adds a route.
     *
     * @param device where it leaves; null for the kernel's choice
     * @return false if it was there already, just as it is meant
     * @throws IOException if it cannot be there, also because another one of the same destination, metric and table is
     */
    boolean add(@Nullable String device, VirtualRoute route) throws IOException {
        int index = device == null
                ? RouteRequest.NO_INTERFACE
                : rtnetlink.networkInterface(device).index();
        if (rtnetlink.addRoute(device, index, route)) {
            return true;
        }
        if (!isThere(index, route)) {
            throw new IOException("route " + route + ": " + obstacle(route));
        }
        return false;
    }

    private String obstacle(VirtualRoute route) throws IOException {
        AddressFamily family = route.destination().family();
        String command = family == AddressFamily.IPV4 ? "ip route delete " : "ip -6 route delete ";
        return rtnetlink.routes(family, route.table(), ALL_PROTOCOLS, each -> each.standsInTheWayOf(route)).stream()
                .findFirst()
                .map(other -> "there is another one, " + other + "; remove it, as with " + command + other
                        + ", or choose another metric or table")
                .orElse("there was another one of its destination, metric and table a moment ago");
    }

    /**
     * Removes exactly this route.
     *
     * @param device where it leaves; null for any
     * @return false if it was not there, or the interface is not
     */
    public boolean remove(@Nullable String device, VirtualRoute route) throws IOException {
        int index = RouteRequest.NO_INTERFACE;
        if (device != null) {
            try {
                index = rtnetlink.networkInterface(device).index();
            } catch (SystemCallException e) {
                if (Errno.ENODEV.is(e.errno())) {
                    return false; // the routes of an interface go with it
                }
                throw e;
            }
        }
        boolean anyMetric = RouteRequest.metric(route) == 0;
        if (anyMetric && !isThere(index, route)) {
            return false; // the request would take the same route with another metric
        }
        return rtnetlink.removeRoute(device, index, route);
    }

    /**
     * The first route to exactly this prefix that leads somewhere, of whatever metric and protocol, as ip-route(8) shows it.
     *
     * @param onEach runs for every route of the table; what it throws ends the search
     * @return null if there is none
     */
    public @Nullable String show(IpAddress destination, int prefixLength, long table, Runnable onEach)
            throws IOException {
        return rtnetlink
                .routes(destination.family(), table, ALL_PROTOCOLS, each -> {
                    onEach.run();
                    return each.type() == RouteRequest.RTN_UNICAST
                            && each.prefixLength() == prefixLength
                            && each.destination().equals(destination);
                })
                .stream()
                .findFirst()
                .map(InterfaceRoute::toString)
                .orElse(null);
    }

    private boolean isThere(int index, VirtualRoute route) throws IOException {
        return !rtnetlink
                .routes(route.destination().family(), route.table(), route.protocol(), each -> each.is(route, index))
                .isEmpty();
    }
}
