package io.github.vrrp4j.health;

import io.github.vrrp4j.limits.Deadline;
import io.github.vrrp4j.limits.Quoted;
import java.io.IOException;
import java.time.Duration;

/**
 * Healthy while a TCP connection can be made; it is closed at once, and nothing is sent.
 *
 * <p>Of a name with several addresses one that lets it connect is enough; they are tried one after the other and share the timeout.
 * To look a name up takes as long as the system's resolver needs, which the timeout does not bound: an address has no such wait.
 * Blocks until the outcome is known, the timeout is over or the thread is interrupted.
 *
 * @param host a name, or an IPv4 or IPv6 address, also with a zone as {@code fe80::1%eth0}; without brackets
 * @param port 1..65535
 */
public record TcpCheck(String host, int port) implements HealthCheck {

    private static final int MAX_PORT = 0xffff;

    /**
     * Checks host and port.
     *
     * @throws IllegalArgumentException saying what is wrong, the value, and what is allowed
     */
    public TcpCheck {
        if (!host.matches("[^\\s/\\[\\]]+")) {
            throw new IllegalArgumentException("host '" + host + "' is neither a name nor an IP address; write it like"
                    + " www.example.org, 192.0.2.10 or 2001:db8::10");
        }
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("port " + port + " is not in 1.." + MAX_PORT);
        }
    }

    @Override
    public Health check(Duration timeout) {
        try {
            TcpConnection.open(host, port, Deadline.in(timeout)).close();
            return Health.healthy("connected");
        } catch (IOException e) {
            return Health.unhealthy(Quoted.message(e));
        }
    }
}
