package io.github.vrrp4j.protocol;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.packet.VirtualRoute;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What concerns a virtual router's own host, and no other router.
 *
 * @param virtualMac whether the virtual addresses answer with the virtual router's MAC address (RFC 5798 §7.3), and
 *     advertisements come from it; if not, those of the interface are used and the neighbours are told of every change
 * @param acceptMode whether the host takes packets that are addressed to the virtual addresses; the owner always does
 *     (RFC 5798 §6.1)
 * @param sourceAddress where advertisements come from; null for the interface's primary IPv4 or link-local IPv6 address
 * @param excludedAddresses put on the host with the others, but not advertised: of either family, for what one
 *     advertisement does not hold
 * @param routes added after the addresses and removed before them
 * @param announcements how neighbours are told
 * @param linkDownDelay how long a fault of the interface lasts before it counts, 0 to 1 minute
 * @param linkUpDelay how long an interface is without fault before that counts, 0 to 1 hour
 */
public record HostConfig(
        boolean virtualMac,
        boolean acceptMode,
        @Nullable IpAddress sourceAddress,
        List<VirtualAddress> excludedAddresses,
        List<VirtualRoute> routes,
        Announcements announcements,
        Duration linkDownDelay,
        Duration linkUpDelay) {

    private static final Duration MAX_DOWN_DELAY = Duration.ofMinutes(1);

    /** The interface's own MAC address, Accept_Mode true, nothing but the virtual addresses, no delay. */
    public static final HostConfig DEFAULT = new HostConfig(
            false, true, null, List.of(), List.of(), Announcements.DEFAULT, Duration.ZERO, Duration.ZERO);

    /**
     * Checks every range.
     *
     * @throws IllegalArgumentException saying what is wrong, the value, and what is allowed
     */
    public HostConfig {
        excludedAddresses = List.copyOf(excludedAddresses);
        routes = List.copyOf(routes);
        if (sourceAddress != null && !sourceAddress.isAssignableUnicast()) {
            throw new IllegalArgumentException("source address " + sourceAddress + " is not a unicast address");
        }
        if (linkDownDelay.isNegative() || linkDownDelay.compareTo(MAX_DOWN_DELAY) > 0) {
            throw new IllegalArgumentException(
                    "link down delay " + VirtualRouterConfig.text(linkDownDelay) + " is not in 0s..60s");
        }
        VirtualRouterConfig.requireDelay("link up delay", linkUpDelay);
    }

    /** The same with or without the virtual MAC address. */
    public HostConfig virtualMac(boolean virtualMac) {
        return with(copy -> copy.virtualMac = virtualMac);
    }

    /** The same with another Accept_Mode. */
    public HostConfig acceptMode(boolean acceptMode) {
        return with(copy -> copy.acceptMode = acceptMode);
    }

    /** The same with another source address. */
    public HostConfig sourceAddress(@Nullable IpAddress sourceAddress) {
        return with(copy -> copy.sourceAddress = sourceAddress);
    }

    /** The same with other excluded addresses. */
    public HostConfig excludedAddresses(List<VirtualAddress> excludedAddresses) {
        return with(copy -> copy.excludedAddresses = excludedAddresses);
    }

    /** The same with other routes. */
    public HostConfig routes(List<VirtualRoute> routes) {
        return with(copy -> copy.routes = routes);
    }

    /** The same with other announcements. */
    public HostConfig announcements(Announcements announcements) {
        return with(copy -> copy.announcements = announcements);
    }

    /** The same with other delays of the interface's faults. */
    public HostConfig linkDelays(Duration down, Duration up) {
        return with(copy -> {
            copy.linkDownDelay = down;
            copy.linkUpDelay = up;
        });
    }

    private HostConfig with(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return new HostConfig(
                copy.virtualMac,
                copy.acceptMode,
                copy.sourceAddress,
                copy.excludedAddresses,
                copy.routes,
                copy.announcements,
                copy.linkDownDelay,
                copy.linkUpDelay);
    }

    private static final class Copy {
        private boolean virtualMac;
        private boolean acceptMode;
        private @Nullable IpAddress sourceAddress;
        private List<VirtualAddress> excludedAddresses;
        private List<VirtualRoute> routes;
        private Announcements announcements;
        private Duration linkDownDelay;
        private Duration linkUpDelay;

        private Copy(HostConfig original) {
            virtualMac = original.virtualMac;
            acceptMode = original.acceptMode;
            sourceAddress = original.sourceAddress;
            excludedAddresses = original.excludedAddresses;
            routes = original.routes;
            announcements = original.announcements;
            linkDownDelay = original.linkDownDelay;
            linkUpDelay = original.linkUpDelay;
        }
    }
}
