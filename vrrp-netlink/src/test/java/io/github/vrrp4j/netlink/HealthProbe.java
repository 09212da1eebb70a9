package io.github.vrrp4j.netlink;

import io.github.vrrp4j.health.Health;
import io.github.vrrp4j.health.HealthCheck;
import io.github.vrrp4j.packet.IpAddress;
import java.io.File;
import java.time.Duration;
import java.util.Objects;

/**
 * Arguments: {@code icmp HOST}, {@code link NAME} or {@code route NETWORK PREFIXLEN TABLE}. Checks it with a timeout of 500 ms, 20 times
 * more, then interrupted; prints the first result, how many more file descriptors are open after the last, and the
 * result of the interrupted one.
 */
final class HealthProbe {

    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final int TIMES = 20;

    private HealthProbe() {}

    public static void main(String[] arguments) throws Exception {
        HealthCheck check = switch (arguments[0]) {
            case "icmp" -> new IcmpCheck(IpAddress.parse(arguments[1]));
            case "link" -> new LinkCheck(arguments[1]);
            case "route" ->
                new RouteCheck(
                        IpAddress.parse(arguments[1]), Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
            default -> throw new IllegalArgumentException(arguments[0]);
        };
        check.check(Duration.ofMillis(20)); // loads what a check needs, which may take longer than it waits
        System.out.println(check.check(TIMEOUT));
        int before = descriptors();
        for (int i = 1; i < TIMES; i++) {
            check.check(Duration.ofMillis(20));
        }
        System.out.println(descriptors() - before);
        Thread.currentThread().interrupt();
        Health interrupted = check.check(Duration.ofHours(1));
        System.out.println(interrupted.text());
    }

    private static int descriptors() {
        return Objects.requireNonNull(new File("/proc/self/fd").list()).length;
    }
}
