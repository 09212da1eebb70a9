package io.github.vrrp4j.health;

import io.github.vrrp4j.limits.BoundedMatch;
import io.github.vrrp4j.limits.Deadline;
import io.github.vrrp4j.limits.Quoted;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient.Redirect;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Healthy while a page has the status, headers and body that it should have.
 *
 * <p>Sends {@code GET} with HTTP/1.1 over a connection of its own, without a proxy, cookies or compression. The timeout is for
 * everything together: connections, TLS, all redirects, the body and the search in it, so that a server which sends an octet now
 * and then is unhealthy too. Only to look a name up takes as long as the system's resolver needs. Blocks until the outcome is
 * known, the timeout is over or the thread is interrupted; starts no thread and keeps nothing open.
 *
 * <p>With {@code https}, the certificate must be one that the JVM trusts ({@code javax.net.ssl.trustStore}) and be for the name in
 * the header {@code Host}, or else for the host of the address; that name is sent to the server too (SNI).
 *
 * @param uri {@code http} or {@code https}, with a host, and without a user and a password
 * @param minStatus the lowest healthy status, 100..599
 * @param maxStatus the highest, {@code minStatus}..599
 * @param body a regular expression (java.util.regex) that some part of the body must match; null to leave the body unread. Of the
 *     body 1 MiB is looked at, in the character set that {@code Content-Type} says, or UTF-8
 * @param headers sent with the request to this server, and not to others that it redirects to; {@code Host} too
 * @param expectedHeaders for the name of each header a regular expression that some part of one of its values must match
 * @param redirects whether redirects are followed, at most five; the one that is not followed is judged itself
 */
public record HttpCheck(
        URI uri,
        int minStatus,
        int maxStatus,
        @Nullable String body,
        Map<String, String> headers,
        Map<String, String> expectedHeaders,
        Redirect redirects)
        implements HealthCheck {

    /** So much of a body is looked at. */
    static final int MAX_BODY_LENGTH = 1 << 20;

    private static final int MAX_REDIRECTS = 5;
    private static final int MAX_PORT = 0xffff;
    private static final int MIN_STATUS = 100;
    private static final int MAX_STATUS = 599;

    /** The connection is not the user's: what is in it has to be right. */
    private static final Set<String> FORBIDDEN =
            Set.of("connection", "content-length", "expect", "te", "trailer", "transfer-encoding", "upgrade");

    /**
     * Checks everything, and copies the maps.
     *
     * @throws IllegalArgumentException saying what is wrong, the value, and what is allowed
     */
    public HttpCheck {
        requireUri(uri);
        if (minStatus < MIN_STATUS || maxStatus > MAX_STATUS || minStatus > maxStatus) {
            throw new IllegalArgumentException("status " + minStatus + ".." + maxStatus + " is not a range in "
                    + MIN_STATUS + ".." + MAX_STATUS + "; write it like 200..299");
        }
        if (body != null) {
            BoundedMatch.requireRegex("body", body);
        }
        headers = Map.copyOf(headers);
        requireNames("header", headers.keySet());
        headers.forEach(HttpCheck::requireValue);
        expectedHeaders = Map.copyOf(expectedHeaders);
        requireNames("expected header", expectedHeaders.keySet());
        expectedHeaders.forEach((name, regex) -> BoundedMatch.requireRegex("expected header " + name, regex));
    }

    /** A page that answers with 200..299, without redirects. */
    public static HttpCheck of(URI uri) {
        return new HttpCheck(uri, 200, 299, null, Map.of(), Map.of(), Redirect.NEVER);
    }

    private static void requireUri(URI uri) {
        String problem = null;
        if (!isHttp(uri)) {
            problem = "does not begin with http:// or https://";
        } else if (uri.getHost() == null) {
            problem = "has no host; a name is of letters, digits, dots and hyphens";
        } else if (uri.getRawUserInfo() != null) {
            problem = "has a user; send the header Authorization instead";
        } else if (uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
            problem = "has port " + uri.getPort() + ", which is not in 1.." + MAX_PORT;
        }
        if (problem != null) {
            boolean secret = uri.getRawUserInfo() != null;
            throw new IllegalArgumentException("address '" + (secret ? "(not shown)" : uri) + "' " + problem
                    + "; write it like http://192.0.2.10:8080/health");
        }
    }

    private static boolean isHttp(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme()) || HttpExchange.isHttps(uri);
    }

    private static void requireNames(String what, Set<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
                throw new IllegalArgumentException(
                        what + " '" + name + "' is not a name of letters, digits and hyphens (RFC 9110 §5.1)");
            }
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(what + " " + name + " is there twice, since case does not matter");
            }
        }
    }

    private static void requireValue(String name, String value) {
        if (FORBIDDEN.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("header " + name + " is about the connection and cannot be chosen");
        }
        if (!value.matches("[\\t -~]*")) {
            throw new IllegalArgumentException("header " + name + ": " + Quoted.of(value)
                    + " has characters that are not printable ASCII (RFC 9110 §5.5)");
        }
    }

    @Override
    public Health check(Duration timeout) {
        return check(timeout, null);
    }

    /**
     * The same.
     *
     * @param tls what makes sockets for https; null for that of the JVM
     */
    Health check(Duration timeout, @Nullable SSLSocketFactory tls) {
        Deadline deadline = Deadline.in(timeout);
        try {
            URI at = uri;
            for (int followed = 0; followed <= MAX_REDIRECTS; followed++) {
                Map<String, String> sent = HttpExchange.isSameServer(uri, at) ? headers : Map.of();
                try (HttpExchange exchange = HttpExchange.get(at, sent, tls, deadline)) {
                    HttpResponse response = exchange.response();
                    URI next = next(at, response);
                    if (next == null) {
                        return judge(response, deadline);
                    }
                    at = next;
                }
            }
            return Health.unhealthy(
                    "more than " + MAX_REDIRECTS + " redirects, the last to " + Quoted.of(at.toString()));
        } catch (IOException e) {
            return Health.unhealthy(Quoted.message(e));
        }
    }

    /** Where to look instead; null if this is the response to judge. */
    private @Nullable URI next(URI at, HttpResponse response) throws ProtocolException {
        boolean redirect = switch (response.status()) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
        List<String> location = response.header("Location");
        if (!redirect || redirects == Redirect.NEVER || location.isEmpty()) {
            return null;
        }
        URI next;
        try {
            next = at.resolve(location.get(0));
            requireUri(next);
        } catch (IllegalArgumentException e) {
            throw new ProtocolException("status " + response.status() + " to " + Quoted.of(location.get(0))
                    + ", which is no address of http");
        }
        boolean downgrade = HttpExchange.isHttps(at) && !HttpExchange.isHttps(next);
        return downgrade && redirects != Redirect.ALWAYS ? null : next;
    }

    private Health judge(HttpResponse response, Deadline deadline) throws IOException {
        int status = response.status();
        if (status < minStatus || status > maxStatus) {
            String wanted = minStatus == maxStatus ? "" + minStatus : minStatus + ".." + maxStatus;
            return Health.unhealthy("status " + status + ", wanted " + wanted);
        }
        for (Map.Entry<String, String> expected : expectedHeaders.entrySet()) {
            List<String> values = response.header(expected.getKey());
            if (values.isEmpty()) {
                return Health.unhealthy("no header " + expected.getKey());
            }
            if (!anyMatch(expected.getValue(), values, deadline)) {
                return Health.unhealthy("header " + expected.getKey() + " is " + Quoted.of(String.join(", ", values))
                        + ", wanted " + Quoted.of(expected.getValue()));
            }
        }
        return body == null ? Health.healthy("status " + status) : judgeBody(body, response, deadline);
    }

    private static boolean anyMatch(String regex, List<String> values, Deadline deadline) throws IOException {
        for (String value : values) {
            if (BoundedMatch.find(regex, value, deadline)) {
                return true;
            }
        }
        return false;
    }

    private static Health judgeBody(String regex, HttpResponse response, Deadline deadline) throws IOException {
        byte[] octets = response.body(MAX_BODY_LENGTH);
        Charset charset = response.charset();
        if (BoundedMatch.find(regex, new String(octets, charset), deadline)) {
            return Health.healthy("status " + response.status() + ", match in " + octets.length + " octets");
        }
        return Health.unhealthy("no match for " + Quoted.of(regex) + " in " + (response.isCut() ? "the first " : "")
                + octets.length + " octets");
    }

    /** The URL without its query: that, headers and expressions may hold secrets, and this ends in logs. */
    @Override
    public String toString() {
        return "HttpCheck " + uri.toString().replaceAll("[?#].*", "");
    }
}
