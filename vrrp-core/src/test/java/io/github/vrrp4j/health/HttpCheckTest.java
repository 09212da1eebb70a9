package io.github.vrrp4j.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link HttpCheck} against a server that knows HTTP. */
class HttpCheckTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String PAGE = "<html><body>Grüße</body></html>\n";

    private HttpServer server;
    private String root;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        root = "http://127.0.0.1:" + server.getAddress().getPort();
        page("/", 200, PAGE);
        page("/broken", 503, "");
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aPageWithTheWantedStatusIsHealthy() {
        assertThat(HttpCheck.of(URI.create(root)).check(LONG)).isEqualTo(Health.healthy("status 200"));
    }

    /** A reload logs how checks differ. */
    @Test
    void itsTextHoldsNoSecrets() {
        HttpCheck check = new HttpCheck(
                URI.create("http://192.0.2.10/health?key=geheim"),
                200,
                299,
                "geheim",
                Map.of("Authorization", "Bearer geheim"),
                Map.of(),
                Redirect.NEVER);

        assertThat(check).hasToString("HttpCheck http://192.0.2.10/health");
    }

    @Test
    void anotherStatusIsUnhealthy() {
        assertThat(HttpCheck.of(URI.create(root + "/broken")).check(LONG))
                .isEqualTo(Health.unhealthy("status 503, wanted 200..299"));
        assertThat(check("/broken", 204, 204, null, Map.of(), Map.of()))
                .isEqualTo(Health.unhealthy("status 503, wanted 204"));
        assertThat(check("/broken", 500, 599, null, Map.of(), Map.of())).isEqualTo(Health.healthy("status 503"));
    }

    /** The page has 31 characters and a line end, two of them of two octets. */
    @Test
    void theBodyMustHaveAMatch() {
        assertThat(body("Gr..e</body>")).isEqualTo(Health.healthy("status 200, match in 34 octets"));
        assertThat(body("</html>\\s*$")).isEqualTo(Health.healthy("status 200, match in 34 octets"));
        assertThat(body("Gruss")).isEqualTo(Health.unhealthy("no match for 'Gruss' in 34 octets"));
    }

    @Test
    void chunksAreJoined() {
        server.createContext("/chunks", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var output = exchange.getResponseBody()) {
                for (int i = 0; i < 100_000; i++) {
                    output.write('a');
                }
                output.write("END".getBytes(StandardCharsets.UTF_8));
            }
        });

        assertThat(check("/chunks", 200, 200, "aEND$", Map.of(), Map.of()))
                .isEqualTo(Health.healthy("status 200, match in 100003 octets"));
    }

    @Test
    void theCharacterSetIsTheOneThatTheServerNames() {
        server.createContext("/latin1", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=ISO-8859-1");
            byte[] body = "Grüße".getBytes(StandardCharsets.ISO_8859_1);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });

        assertThat(check("/latin1", 200, 200, "^Grüße$", Map.of(), Map.of()).healthy())
                .isTrue();
    }

    @Test
    void headersAreSentAndExpected() {
        server.createContext("/echo", exchange -> {
            Headers request = exchange.getRequestHeaders();
            Headers response = exchange.getResponseHeaders();
            response.set("X-Host", request.getFirst("Host"));
            response.set("X-Agent", request.getFirst("User-Agent"));
            response.put("X-Key", request.getOrDefault("X-Key", List.of()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        Map<String, String> sent = Map.of("host", "www.example.org", "X-Key", "secret");

        assertThat(check("/echo", 200, 200, null, sent, Map.of("x-host", "^www\\.example\\.org$", "x-key", "secret")))
                .isEqualTo(Health.healthy("status 200"));
        assertThat(check(
                        "/echo", 200, 200, null, Map.of(), Map.of("X-Agent", "^vrrp4j$", "X-Host", "^127.0.0.1:\\d+$")))
                .isEqualTo(Health.healthy("status 200"));
        assertThat(check("/echo", 200, 200, null, sent, Map.of("X-Host", "example\\.com")))
                .isEqualTo(Health.unhealthy("header X-Host is 'www.example.org', wanted 'example\\.com'"));
        assertThat(check("/echo", 200, 200, null, sent, Map.of("X-Other", "")))
                .isEqualTo(Health.unhealthy("no header X-Other"));
    }

    @Test
    void aRedirectIsFollowedWhereThatIsWanted() {
        redirect("/moved", "/broken");

        assertThat(redirected("/moved", Redirect.NEVER)).isEqualTo(Health.unhealthy("status 302, wanted 200..299"));
        assertThat(redirected("/moved", Redirect.NORMAL)).isEqualTo(Health.unhealthy("status 503, wanted 200..299"));
        assertThat(redirected("/moved", Redirect.ALWAYS)).isEqualTo(Health.unhealthy("status 503, wanted 200..299"));
    }

    @Test
    void redirectsInACircleEnd() {
        redirect("/a", "/b");
        redirect("/b", "/a");

        assertThat(redirected("/a", Redirect.NORMAL))
                .isEqualTo(Health.unhealthy("more than 5 redirects, the last to '" + root + "/a'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://192.0.2.1/", "http://a b/", "mailto:x", "http:///x"})
    void aRedirectToWhatIsNoAddressOfHttpIsUnhealthy(String location) {
        redirect("/away", location);

        assertThat(redirected("/away", Redirect.NORMAL))
                .isEqualTo(Health.unhealthy("status 302 to '" + location + "', which is no address of http"));
    }

    @Test
    void whatIsSecretIsNotSentToAnotherServer() throws InterruptedException {
        try (ScriptedServer other = ScriptedServer.answering("HTTP/1.1 200 OK\r\n\r\n")) {
            redirect("/other", other.uri() + "there?x=1#part");
            HttpCheck check = new HttpCheck(
                    URI.create(root + "/other"), 200, 299, null, Map.of("X-Key", "secret"), Map.of(), Redirect.NORMAL);

            assertThat(check.check(LONG)).isEqualTo(Health.healthy("status 200"));
            assertThat(other.request())
                    .isEqualTo("GET /there?x=1 HTTP/1.1\r\nHost: 127.0.0.1:" + other.port()
                            + "\r\nAccept: */*\r\nUser-Agent: vrrp4j\r\nConnection: close\r\n\r\n");
        }
    }

    @Test
    void nothingIsLeftBehind() throws IOException {
        redirect("/moved", "/");
        Leaks.assertNone(() -> {
            redirected("/moved", Redirect.NORMAL);
            body("Gruss");
            redirected("/broken", Redirect.NEVER);
        });
    }

    @Test
    void checksWithTheSameValuesAreEqual() {
        assertThat(HttpCheck.of(URI.create(root))).isEqualTo(HttpCheck.of(URI.create(root)));
        assertThat(new HttpCheck(URI.create(root), 200, 299, "x+", Map.of("A", "b"), Map.of(), Redirect.NEVER))
                .isEqualTo(new HttpCheck(URI.create(root), 200, 299, "x+", Map.of("A", "b"), Map.of(), Redirect.NEVER))
                .isNotEqualTo(HttpCheck.of(URI.create(root)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ftp://h/|does not begin with http:// or https://; write it like http://192.0.2.10:8080/health",
                "/index.html|does not begin with http:// or https://",
                "http://my_host/|has no host; a name is of letters, digits, dots and hyphens",
                "http://h:65536/|has port 65536, which is not in 1..65535"
            })
    void mistakesInAnAddressAreNamed(String uri, String text) {
        assertThatThrownBy(() -> HttpCheck.of(URI.create(uri)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("address '" + uri + "' " + text);
    }

    @Test
    void aPasswordIsNotShown() {
        assertThatThrownBy(() -> HttpCheck.of(URI.create("http://u:secret@h/")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("address '(not shown)' has a user; send the header Authorization instead");
    }

    @Test
    void otherMistakesAreNamed() {
        assertMistake(99, 200, "x", Map.of(), Map.of(), "status 99..200 is not a range in 100..599; write it like 200");
        assertMistake(300, 200, "x", Map.of(), Map.of(), "status 300..200 is not a range in 100..599");
        assertMistake(200, 200, "a(", Map.of(), Map.of(), "body 'a(' is not a regular expression (java.util.regex");
        assertMistake(200, 200, "x", Map.of("a b", ""), Map.of(), "header 'a b' is not a name of letters");
        assertMistake(200, 200, "x", Map.of("Host", "", "host", ""), Map.of(), "is there twice, since case");
        assertMistake(200, 200, "x", Map.of("A", "x\r\nB: y"), Map.of(), "header A: 'x??B: y' has characters that");
        assertMistake(200, 200, "x", Map.of("connection", ""), Map.of(), "header connection is about the connection");
        assertMistake(200, 200, "x", Map.of(), Map.of("A", "["), "expected header A '[' is not a regular expression");
    }

    private static void assertMistake(
            int min, int max, String body, Map<String, String> headers, Map<String, String> expected, String text) {
        URI uri = URI.create("http://192.0.2.1/");
        assertThatThrownBy(() -> new HttpCheck(uri, min, max, body, headers, expected, Redirect.NEVER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }

    private Health body(String regex) {
        return check("/", 200, 299, regex, Map.of(), Map.of());
    }

    private Health redirected(String path, Redirect redirects) {
        return new HttpCheck(URI.create(root + path), 200, 299, null, Map.of(), Map.of(), redirects).check(LONG);
    }

    private Health check(
            String path,
            int min,
            int max,
            @Nullable String body,
            Map<String, String> headers,
            Map<String, String> expected) {
        return new HttpCheck(URI.create(root + path), min, max, body, headers, expected, Redirect.NEVER).check(LONG);
    }

    private void redirect(String path, String location) {
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
    }

    private void page(String path, int status, String body) {
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(status, octets.length == 0 ? -1 : octets.length);
            exchange.getResponseBody().write(octets);
            exchange.close();
        });
    }
}
