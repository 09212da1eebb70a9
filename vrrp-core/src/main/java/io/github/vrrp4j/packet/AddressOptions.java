package io.github.vrrp4j.packet;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a virtual address stands on its host, in the terms of ip-address(8); never on the wire. {@link #NONE} is right for
 * nearly everybody.
 *
 * @param device the interface that has the address; null for the one that advertises, or for its virtual MAC's
 * @param label the IPv4 label, 1 to 15 octets, which older tools show as an interface: {@code eth0:1}; null for none. It has to
 *     begin with the name of the interface, or those tools do not find it
 * @param scope where the address is valid; null for the kernel's choice, which is global but for addresses of the loopback net
 * @param broadcast the IPv4 broadcast address; null for none
 * @param noPrefixRoute whether no route to the prefix comes with the address
 * @param preferredLifetime after it the address is deprecated: not chosen as a source where there is another; 0 for at once,
 *     whole seconds up to 68 years; null for ever, but for IPv6 at once, so that what the host itself sends outlives a failover
 */
public record AddressOptions(
        @Nullable String device,
        @Nullable String label,
        @Nullable AddressScope scope,
        @Nullable IpAddress broadcast,
        boolean noPrefixRoute,
        @Nullable Duration preferredLifetime) {

    /** Nothing out of the ordinary. */
    public static final AddressOptions NONE = new AddressOptions(null, null, null, null, false, null);

    private static final Duration MAX_LIFETIME = Duration.ofSeconds(Integer.MAX_VALUE);

    /**
     * Checks every range.
     *
     * @throws IllegalArgumentException saying what is wrong, the value, and what is allowed
     */
    public AddressOptions {
        requireName("device", device);
        requireName("label", label);
        if (broadcast != null && broadcast.family() != AddressFamily.IPV4) {
            throw new IllegalArgumentException("broadcast " + broadcast + " is not an IPv4 address");
        }
        if (preferredLifetime != null
                && (preferredLifetime.isNegative()
                        || preferredLifetime.compareTo(MAX_LIFETIME) > 0
                        || !preferredLifetime.equals(Duration.ofSeconds(preferredLifetime.toSeconds())))) {
            throw new IllegalArgumentException(
                    "preferred lifetime " + preferredLifetime + " is not in 0s..2147483647s in whole seconds");
        }
    }

    static void requireName(String what, @Nullable String name) {
        if (name != null) {
            InterfaceName.require(what, name);
        }
    }

    /** The same with another device. */
    public AddressOptions device(@Nullable String device) {
        return new AddressOptions(device, label, scope, broadcast, noPrefixRoute, preferredLifetime);
    }

    /** The same with another label. */
    public AddressOptions label(@Nullable String label) {
        return new AddressOptions(device, label, scope, broadcast, noPrefixRoute, preferredLifetime);
    }

    /** The same with another scope. */
    public AddressOptions scope(@Nullable AddressScope scope) {
        return new AddressOptions(device, label, scope, broadcast, noPrefixRoute, preferredLifetime);
    }

    /** The same with another broadcast address. */
    public AddressOptions broadcast(@Nullable IpAddress broadcast) {
        return new AddressOptions(device, label, scope, broadcast, noPrefixRoute, preferredLifetime);
    }

    /** The same with or without the route to the prefix. */
    public AddressOptions noPrefixRoute(boolean noPrefixRoute) {
        return new AddressOptions(device, label, scope, broadcast, noPrefixRoute, preferredLifetime);
    }

    /** The same with another preferred lifetime. */
    public AddressOptions preferredLifetime(@Nullable Duration preferredLifetime) {
        return new AddressOptions(device, label, scope, broadcast, noPrefixRoute, preferredLifetime);
    }

    /** What does not go together with an address of this family; empty if all does. */
    Optional<String> conflict(AddressFamily family) {
        if (family == AddressFamily.IPV6 && label != null) {
            return Optional.of("label " + label + ": IPv6 addresses have none");
        }
        if (family == AddressFamily.IPV6 && broadcast != null) {
            return Optional.of("broadcast " + broadcast + ": IPv6 has none");
        }
        return Optional.empty();
    }
}
