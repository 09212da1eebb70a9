package io.github.vrrp4j.netlink;

import io.github.vrrp4j.health.Health;
import io.github.vrrp4j.health.HealthCheck;
import io.github.vrrp4j.netlink.libc.Native;
import io.github.vrrp4j.netlink.route.HostRoutes;
import io.github.vrrp4j.netlink.route.Rtnetlink;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualRoute;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Healthy while a routing table has a route to exactly this prefix, one that leads somewhere: {@code ip route show exact
 * PREFIX table TABLE}. Routes of type unreachable, blackhole and prohibit do not count, nor does one to a shorter or longer prefix;
 * metric, next hop and protocol do not matter.
 *
 * <p>Needs no capabilities. The kernel is asked for the whole table: that takes a millisecond or so, with the million routes of the
 * Internet a second or more. Blocks until the route is found, the table is read, the timeout is over or the thread is
 * interrupted.
 *
 * @param destination the network, all its host bits zero; 0.0.0.0 or :: for the default route
 * @param prefixLength 0..32 or 0..128
 * @param table the number of the routing table, 1..2147483647; 254 is the usual one
 */
public record RouteCheck(IpAddress destination, int prefixLength, int table) implements HealthCheck {

    private static final Duration MAX_TIMEOUT = Duration.ofDays(1);

    /**
     * Checks prefix and table.
     *
     * @throws IllegalArgumentException saying what is wrong, the value, and what is allowed
     */
    public RouteCheck {
        VirtualRoute.to(destination, prefixLength);
        if (table < 1) {
            throw new IllegalArgumentException("table " + table + " of a route is not in 1.." + Integer.MAX_VALUE + "; "
                    + VirtualRoute.MAIN_TABLE + " is the usual one");
        }
    }

    @Override
    public Health check(Duration timeout) {
        Duration bounded = timeout.compareTo(MAX_TIMEOUT) < 0 ? timeout : MAX_TIMEOUT;
        long endNs = System.nanoTime() + bounded.toNanos();
        try {
            LinuxNetwork.requireLinux();
            Native.load();
            try (Rtnetlink rtnetlink = Rtnetlink.open()) {
                return judge(new HostRoutes(rtnetlink).show(destination, prefixLength, table, () -> {
                    if (Thread.currentThread().isInterrupted()) {
                        throw new CancellationException("interrupted");
                    }
                    if (System.nanoTime() - endNs >= 0) {
                        throw new CancellationException("no end of the table within " + timeout.toMillis() + " ms");
                    }
                }));
            }
        } catch (IOException | CancellationException e) {
            return Health.unhealthy(String.valueOf(e.getMessage()));
        }
    }

    private Health judge(@Nullable String route) {
        return route == null
                ? Health.unhealthy("no route to " + destination + "/" + prefixLength + " in table " + table)
                : Health.healthy(route);
    }
}
