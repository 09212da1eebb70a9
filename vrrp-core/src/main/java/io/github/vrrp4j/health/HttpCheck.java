package io.github.vrrp4j.health;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Healthy while a page has the status, body and headers that it should have. */
public record HttpCheck(
        URI uri,
        int minStatus,
        int maxStatus,
        @Nullable String body,
        Map<String, String> headers,
        Map<String, String> expectedHeaders,
        HttpClient.Redirect redirects)
        implements HealthCheck {

    @Override
    public Health check(Duration timeout) throws Exception {
        throw new UnsupportedOperationException();
    }
}
