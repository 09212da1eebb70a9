package io.github.vrrp4j.addressing;

import io.github.vrrp4j.limits.BoundedMatch;
import io.github.vrrp4j.limits.Deadline;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.spi.Placement;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A request to an HTTP API, in which {@code {address}}, {@code {prefix-length}}, {@code {interface}}, {@code {family}} (ipv4
 * or ipv6) and {@code {vrid}} are replaced: in the URL, in the values of the headers, in the body, and in the regular
 * expression, where they stand for themselves. Other braces are left alone.
 *
 * @param method such as POST, in capitals
 * @param url of the request, http or https; passwords belong into a header
 * @param headers such as Authorization; not those that HTTP itself needs, such as Host and Content-Length
 * @param body sent as UTF-8; null for none
 * @param expectedBody a regular expression of which the answer, its first 64 KiB, must contain a match; null if its status,
 *     200..299, is enough
 */
public record HttpRequestTemplate(
        String method,
        String url,
        Map<String, String> headers,
        @Nullable String body,
        @Nullable String expectedBody) {

    private static final Pattern METHOD = Pattern.compile("[A-Z]+");

    /** Stands for any, so that mistakes are found before the first takeover. */
    private static final Placeholders SAMPLE = new Placeholders(
            new Placement("eth0", AddressFamily.IPV4, 51, false, false),
            new VirtualAddress(IpAddress.parse("192.0.2.10"), 24));

    /**
     * Checks that a request can be made of it.
     *
     * @throws IllegalArgumentException if not; the message says what is wrong
     */
    public HttpRequestTemplate {
        headers = Map.copyOf(headers);
        if (!METHOD.matcher(method).matches() || method.equals("CONNECT")) {
            throw new IllegalArgumentException("method '" + method + "' is not one such as GET, POST, PUT or DELETE");
        }
        requireUrl(url);
        request(SAMPLE, method, url, headers, body, Duration.ofSeconds(1));
        if (expectedBody != null) {
            requireRegex(expectedBody);
        }
    }

    private static void requireUrl(String url) {
        URI uri = uri(SAMPLE, url);
        String scheme = String.valueOf(uri.getScheme());
        if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "url '" + shown(uri) + "' does not begin with http:// or https:// and a host");
        }
        if (uri.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "url '" + shown(uri) + "' has a user or password; put them into an Authorization header");
        }
    }

    private static URI uri(Placeholders placeholders, String url) {
        String filled = placeholders.fill(
                url,
                value -> value.indexOf(':') >= 0
                        ? value // an IPv6 address: colons may stand in a path or query as they are
                        : URLEncoder.encode(value, StandardCharsets.UTF_8));
        try {
            return URI.create(filled);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("url '" + url.replaceAll("\\?.*", "?...")
                    + "' is not a URL: a character or placeholder in it is not"
                    + " allowed; the placeholders are {address}, {prefix-length}, {interface}, {family} and {vrid}");
        }
    }

    private static HttpRequest request(
            Placeholders placeholders,
            String method,
            String url,
            Map<String, String> headers,
            @Nullable String body,
            Duration timeout) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(placeholders, url))
                .timeout(timeout)
                .method(
                        method,
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(placeholders.fill(body)));
        headers.forEach((name, value) -> {
            try {
                request.header(name, placeholders.fill(value));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("header '" + name + "' cannot be set, or its value is not allowed");
            }
        });
        return request.build();
    }

    private static void requireRegex(String expectedBody) {
        try {
            Pattern.compile(regex(SAMPLE, expectedBody));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "'" + expectedBody + "' is not a regular expression: " + e.getDescription(), e);
        }
    }

    private static String regex(Placeholders placeholders, String expectedBody) {
        return placeholders.fill(expectedBody, Pattern::quote);
    }

    HttpRequest request(Placeholders placeholders, Duration timeout) {
        return request(placeholders, method, url, headers, body, timeout);
    }

    /**
     * Whether the answer contains what it must.
     *
     * @throws IOException if that could not be found out in time
     */
    boolean isExpected(Placeholders placeholders, String answer, Deadline deadline) throws IOException {
        return expectedBody == null || BoundedMatch.find(regex(placeholders, expectedBody), answer, deadline);
    }

    /** What may be shown of a URL: without user, query and fragment, where secrets may stand. */
    static String shown(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + uri.getHost() + port + uri.getRawPath();
    }

    /** The method and the URL without its query: headers and body may hold secrets. */
    @Override
    public String toString() {
        return method + " " + url.replaceAll("[?#].*", "");
    }
}
