package io.github.vrrp4j.netlink;

import io.github.vrrp4j.health.Health;
import io.github.vrrp4j.health.HealthCheck;
import io.github.vrrp4j.netlink.libc.Native;
import io.github.vrrp4j.netlink.socket.EchoSocket;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.Echo;
import io.github.vrrp4j.packet.IpAddress;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Healthy while a host answers echo requests: {@code ping -c 1 HOST}. One request each time; what is lost now and then is the business
 * of {@link io.github.vrrp4j.health.CheckSchedule#fall}.
 *
 * <p>The reply must come from that address and have the identifier, the sequence number and the random data of the request. Needs
 * CAP_NET_RAW, or a group of the process in sysctl net.ipv4.ping_group_range. Blocks until the reply has come, the timeout is over
 * or, some 20 ms later, the thread is interrupted.
 *
 * @param host an address of one host; not an IPv6 link-local one, which would need an interface
 */
public record IcmpCheck(IpAddress host) implements HealthCheck {

    /** How soon an interrupt is noticed. */
    private static final long SLICE_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final Duration MAX_TIMEOUT = Duration.ofDays(1);
    private static final int MAX_IDENTIFIER = 0xffff;
    private static final int SEQUENCE = 1;
    private static final long LOOPBACK_IPV4 = 127;
    private static final IpAddress LOOPBACK_IPV6 = IpAddress.parse("::1");

    /**
     * Checks the address.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public IcmpCheck {
        if (host.isIpv6LinkLocal()) {
            throw new IllegalArgumentException("host " + host
                    + " is a link-local address, which is another host on each interface; check a global one");
        }
        if (!host.isAssignableUnicast() && !isLoopback(host)) {
            throw new IllegalArgumentException("host " + host + " is not the address of one host");
        }
    }

    private static boolean isLoopback(IpAddress address) {
        return address.equals(LOOPBACK_IPV6)
                || (address.family() == AddressFamily.IPV4 && address.lo() >>> 24 == LOOPBACK_IPV4);
    }

    @Override
    public Health check(Duration timeout) {
        Duration bounded = timeout.compareTo(MAX_TIMEOUT) < 0 ? timeout : MAX_TIMEOUT;
        long endNs = System.nanoTime() + bounded.toNanos();
        SecureRandom random = new SecureRandom();
        Echo echo = new Echo(host.family(), 1 + random.nextInt(MAX_IDENTIFIER), SEQUENCE, random.nextLong());
        try {
            LinuxNetwork.requireLinux();
            Native.load();
            try (EchoSocket socket = EchoSocket.open(host, echo)) {
                socket.send();
                return await(socket, endNs, timeout);
            }
        } catch (IOException e) {
            return Health.unhealthy(String.valueOf(e.getMessage()));
        }
    }

    private static Health await(EchoSocket socket, long endNs, Duration timeout) throws IOException {
        while (true) {
            long leftNs = endNs - System.nanoTime();
            if (leftNs <= 0) {
                return Health.unhealthy("no answer within " + timeout.toMillis() + " ms");
            }
            if (Thread.currentThread().isInterrupted()) {
                return Health.unhealthy("interrupted");
            }
            if (socket.receive(Math.min(leftNs, SLICE_NS))) {
                return Health.healthy("answered");
            }
        }
    }
}
