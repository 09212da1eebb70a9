package io.github.vrrp4j.addressing;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to an HTTP API, in which {@code {address}}, {@code {interface}}, {@code {family}} and {@code {vrid}} are replaced.
 *
 * @param method such as POST
 * @param url of the request
 * @param headers such as Authorization
 * @param body null for none
 * @param expectedBody a regular expression that the answer must contain; null if its status, 200..299, is enough
 */
public record HttpRequestTemplate(
        String method,
        String url,
        Map<String, String> headers,
        @Nullable String body,
        @Nullable String expectedBody) {}
