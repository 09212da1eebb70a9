package io.github.vrrp4j.netlink;

import io.github.vrrp4j.health.Health;
import io.github.vrrp4j.health.HealthCheck;
import io.github.vrrp4j.packet.InterfaceName;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Healthy while an interface is there, administratively up and has a carrier: {@code UP} and {@code LOWER_UP} of {@code ip link
 * show}. Of what is behind the carrier it knows nothing.
 *
 * <p>Needs no capabilities. Blocks until the kernel has answered, normally some ten microseconds, whatever the timeout is.
 *
 * @param interfaceName as {@code ip link} shows it, 1 to 15 octets; it may be missing, come and go
 */
public record LinkCheck(String interfaceName) implements HealthCheck {

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if no interface can have it
     */
    public LinkCheck {
        InterfaceName.require("interface", interfaceName);
    }

    @Override
    public Health check(Duration timeout) {
        try (HostInterfaces interfaces = HostInterfaces.open()) {
            Optional<InterfaceState> found = interfaces.find(interfaceName);
            if (found.isEmpty()) {
                return Health.unhealthy("there is no interface " + interfaceName);
            }
            if (!found.get().up()) {
                return Health.unhealthy(interfaceName + " is down; ip link set " + interfaceName + " up");
            }
            return found.get().carrier()
                    ? Health.healthy(interfaceName + " is up")
                    : Health.unhealthy(interfaceName + " has no carrier");
        } catch (IOException e) {
            return Health.unhealthy(String.valueOf(e.getMessage()));
        }
    }
}
