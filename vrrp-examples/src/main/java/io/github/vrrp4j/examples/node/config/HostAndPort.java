package io.github.vrrp4j.examples.node.config;

import io.github.vrrp4j.packet.IpAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a TCP connection goes.
 *
 * @param host an address, or a name
 * @param port 1..65535
 */
record HostAndPort(String host, int port) {
    private static final Pattern TEXT =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]{2,45})\\]|([A-Za-z0-9]([A-Za-z0-9._-]{0,252})?)):(\\d{1,9})");
    private static final int MAX_PORT = 65_535;

    /**
     * Reads {@code 127.0.0.1:80}, {@code [::1]:80} or {@code localhost:80}.
     *
     * @throws IllegalArgumentException saying what is wrong, and how to write it
     */
    static HostAndPort parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not ADDRESS:PORT; write it like 127.0.0.1:80 or '[::1]:80'");
        }
        String ipv6 = matcher.group(1);
        String host = ipv6 == null ? matcher.group(2) : IpAddress.parse(ipv6).toString();
        return new HostAndPort(host, port(matcher.group(4)));
    }

    /**
     * Reads a port.
     *
     * @param digits at most nine
     */
    static int port(String digits) {
        int port = Integer.parseInt(digits);
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("port " + digits + " is not in 1..65535");
        }
        return port;
    }
}
