package io.github.vrrp4j.addressing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class HttpRequestTemplateTest {

    private static final String URL = "https://api.example.com/v1/ips/{address}";

    @Test
    void mistakesAreSaid() {
        mistake("post", URL, Map.of(), null, "method 'post' is not one such as GET, POST, PUT or DELETE");
        mistake("GET", "ftp://x/", Map.of(), null, "url 'ftp://x/' does not begin with http:// or https:// and a host");
        mistake(
                "GET",
                "https:/x",
                Map.of(),
                null,
                "url 'https://null/x' does not begin with http:// or https:// and a host");
        mistake(
                "GET",
                "http://u:p@h/x",
                Map.of(),
                null,
                "url 'http://h/x' has a user or password; put them into an Authorization header");
        mistake(
                "GET",
                "http://h/{adress}?t=s",
                Map.of(),
                null,
                "url 'http://h/{adress}?...' is not a URL: a character or"
                        + " placeholder in it is not allowed; the placeholders are {address}, {prefix-length}, {interface},"
                        + " {family} and {vrid}");
        mistake("GET", URL, Map.of("Host", "x"), null, "header 'Host' cannot be set, or its value is not allowed");
        mistake("GET", URL, Map.of("X", "a\nb"), null, "header 'X' cannot be set, or its value is not allowed");
        mistake("GET", URL, Map.of(), "a(", "'a(' is not a regular expression: Unclosed group");
    }

    @Test
    void itsTextHasNoSecret() {
        assertThat(new HttpRequestTemplate(
                        "POST", URL + "?k=secret", Map.of("Authorization", "secret"), "secret", "secret"))
                .hasToString("POST https://api.example.com/v1/ips/{address}");
    }

    private static void mistake(
            String method, String url, Map<String, String> headers, @Nullable String expectedBody, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpRequestTemplate(method, url, headers, null, expectedBody))
                .withMessage(message);
    }
}
