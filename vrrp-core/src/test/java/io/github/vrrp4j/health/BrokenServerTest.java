package io.github.vrrp4j.health;

import static io.github.vrrp4j.health.ScriptedServer.answering;
import static io.github.vrrp4j.health.ScriptedServer.hangingAfter;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link HttpCheck} against servers that hang, drip, cut off and talk nonsense: no longer than its timeout, and with a reason. */
class BrokenServerTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 2", OK, OK + "Content-Length: 10\r\n\r\n12345", OK + "\r\n123"})
    void aServerThatHangsIsUnhealthyAfterTheTimeout(String beginning) {
        try (ScriptedServer server = hangingAfter(beginning)) {
            long startNs = System.nanoTime();
            Health health = body(server, "x").check(SHORT);

            assertThat(health).isEqualTo(Health.unhealthy("127.0.0.1:" + server.port() + ": no answer within 300 ms"));
            assertThat(System.nanoTime() - startNs).isBetween(300_000_000L, 5_000_000_000L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", OK, OK + "X: ", OK + "\r\n", OK + "Transfer-Encoding: chunked\r\n\r\n"})
    void aServerThatSendsAnOctetNowAndThenIsUnhealthyAfterTheTimeout(String beginning) {
        try (ScriptedServer server = ScriptedServer.start((input, output) -> {
            ScriptedServer.readRequest(input);
            output.write(beginning.getBytes(StandardCharsets.US_ASCII));
            while (true) {
                output.write('1');
                Thread.sleep(20);
            }
        })) {
            long startNs = System.nanoTime();
            Health health = body(server, "x").check(SHORT);

            assertThat(health.healthy()).isFalse();
            assertThat(health.text()).startsWith("127.0.0.1:").endsWith("within 300 ms");
            assertThat(System.nanoTime() - startNs).isBetween(300_000_000L, 5_000_000_000L);
        }
    }

    @Test
    void aServerThatNeverReadsIsUnhealthyAfterTheTimeout() {
        String large = "x".repeat(8_000_000);
        try (ScriptedServer server = ScriptedServer.start((input, output) -> Thread.sleep(60_000))) {
            HttpCheck check =
                    new HttpCheck(server.uri(), 200, 299, null, Map.of("Large", large), Map.of(), Redirect.NEVER);

            assertThat(check.check(SHORT))
                    .isEqualTo(Health.unhealthy(
                            "127.0.0.1:" + server.port() + ": the request is not taken within 300 ms"));
        }
    }

    @Test
    void aServerThatNeverEndsTlsIsUnhealthyAfterTheTimeout() {
        try (ScriptedServer server = ScriptedServer.start((input, output) -> ScriptedServer.waitForEnd(input))) {
            Health health = HttpCheck.of(URI.create("https://127.0.0.1:" + server.port()))
                    .check(SHORT);

            assertThat(health.healthy()).isFalse();
            assertThat(health.text())
                    .startsWith("127.0.0.1:" + server.port() + ": ")
                    .endsWith("within 300 ms");
        }
    }

    @Test
    void anInterruptEndsIt() throws Exception {
        try (ScriptedServer server = hangingAfter(OK)) {
            assertThat(Interrupted.whileChecking(HttpCheck.of(server.uri())))
                    .isEqualTo(Health.unhealthy("interrupted: no answer"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|the connection ended before the head of the response did",
                "HTTP/1.1 200 OK~Content-Le|the connection ended before the head of the response did",
                "SSH-2.0-x~|the answer is not HTTP, it begins with 'SSH-2.0-x'",
                "HTTP/2 200~~|the answer is not HTTP, it begins with 'HTTP/2 200'",
                "HTTP/1.1 999 X~~|the answer is not HTTP, it begins with 'HTTP/1.1 999 X'",
                "HTTP/1.1 200 OK~Content-Length: 10~~12345|the connection ended after 5 of 10 octets of the body",
                "HTTP/1.1 200 OK~Content-Length: -1~~x|Content-Length '-1' is not a number",
                "HTTP/1.1 200 OK~Transfer-Encoding: gzip~~x|Transfer-Encoding 'gzip', which nobody asked for",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~zz~|'zz' is not the size of a chunk",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~1~xx~|a chunk is longer than the 1 octets it should have",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~5~12|the connection ended after 2 of 5 octets of the body",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~1~1~|the connection ended before the size of a chunk did",
                "HTTP/1.1 200 OK~~12345|no match for 'x' in 5 octets",
                "HTTP/1.0 200~~12345|no match for 'x' in 5 octets",
                "HTTP/1.1 204 No Content~~|no match for 'x' in 0 octets",
                "HTTP/1.1 103 Early Hints~Link: x~~HTTP/1.1 200 OK~~y|no match for 'x' in 1 octets",
            })
    void whatIsCutOffOrNoHttpIsUnhealthyWithTheReason(String response, String text) {
        try (ScriptedServer server = answering(response == null ? "" : response.replace("~", "\r\n"))) {
            assertThat(body(server, "x").check(LONG)).isEqualTo(Health.unhealthy(text));
        }
    }

    @Test
    void linesThatNeverEndAreNotKept() {
        try (ScriptedServer server = answering("x".repeat(100_000))) {
            assertThat(body(server, "x").check(LONG).text())
                    .startsWith("the head of the response is too long, begins with 'xxx");
        }
        try (ScriptedServer server = answering(OK + "a: b\r\n".repeat(20_000))) {
            assertThat(body(server, "x").check(LONG).text()).startsWith("the head of the response is too long");
        }
        try (ScriptedServer server = answering("HTTP/1.1 100 C\r\n\r\n".repeat(5_000))) {
            assertThat(body(server, "x").check(LONG).text()).startsWith("the head of the response is too long");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Content-Length: 5000000\r\n"})
    void ofABodyThatIsLongOnlyAMebibyteIsLookedAt(String header) {
        try (ScriptedServer server = answering(OK + header + "\r\n" + "a".repeat(1 << 20) + "b".repeat(3_951_424))) {
            assertThat(body(server, "b").check(LONG))
                    .isEqualTo(Health.unhealthy("no match for 'b' in the first 1048576 octets"));
            assertThat(body(server, "a$").check(LONG)).isEqualTo(Health.healthy("status 200, match in 1048576 octets"));
        }
    }

    @Test
    void aRegularExpressionThatNeverEndsIsUnhealthyAfterTheTimeout() {
        try (ScriptedServer server = answering(OK + "\r\n" + "a".repeat(64) + "c")) {
            assertThat(body(server, "(.*a){25}b").check(SHORT))
                    .isEqualTo(Health.unhealthy("no end of the search for '(.*a){25}b' within 300 ms"));
        }
    }

    @Test
    void aRegularExpressionThatNeedsTooMuchStackIsUnhealthy() {
        try (ScriptedServer server = answering(OK + "\r\n" + "ab".repeat(500_000))) {
            assertThat(body(server, "(a|b)*c").check(LONG))
                    .isEqualTo(Health.unhealthy("the search for '(a|b)*c' in 1000000 characters needs too much stack;"
                            + " repeated groups such as (a|b)* do that"));
        }
    }

    private static HttpCheck body(ScriptedServer server, String regex) {
        return new HttpCheck(server.uri(), 200, 299, regex, Map.of(), Map.of(), Redirect.NEVER);
    }
}
