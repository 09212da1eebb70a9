package io.github.vrrp4j.addressing;

import static io.github.vrrp4j.addressing.ApiServer.cut;
import static io.github.vrrp4j.addressing.ApiServer.silence;
import static io.github.vrrp4j.addressing.ApiServer.stallInBody;
import static io.github.vrrp4j.addressing.ApiServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vrrp4j.command.Processes;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.spi.Placement;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class HttpAddressManagerTest {

    private static final Placement PLACEMENT = new Placement("eth0", AddressFamily.IPV4, 51, false, true);
    private static final VirtualAddress ADDRESS = VirtualAddress.parse("192.0.2.10/24");
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofSeconds(1);

    private ApiServer api;

    @BeforeEach
    void open() throws IOException {
        api = new ApiServer();
    }

    @AfterEach
    void close() throws Exception {
        api.close();
    }

    @Test
    void theRequestIsTheTemplateWithTheAddressInIt() throws Exception {
        api.then(status(201, "{\"status\": \"192x0.2.10\"}"), status(200, "{\"status\": \"192.0.2.10\"}"));
        HttpRequestTemplate add = new HttpRequestTemplate(
                "PATCH",
                api.url("/ips/{address}?vrid={vrid}&if={interface}"),
                Map.of("Authorization", "Bearer secret", "X-Length", "{prefix-length}"),
                "{\"ip\": \"{address}\", \"family\": \"{family}\"}",
                "\"status\": \"{address}\"");
        HttpAddressManager manager = new HttpAddressManager(add, null, null, LONG, 1);

        assertThatThrownBy(() -> manager.add(PLACEMENT, ADDRESS))
                .hasMessage("PATCH " + api.url("/ips/192.0.2.10") + ": the answer does not contain"
                        + " '\"status\": \"{address}\"': {\"status\": \"192x0.2.10\"}");
        assertThat(manager.add(PLACEMENT, ADDRESS)).isTrue();

        ApiServer.Request request = api.requests().get(1);
        assertThat(request.method()).isEqualTo("PATCH");
        assertThat(request.path()).isEqualTo("/ips/192.0.2.10?vrid=51&if=eth0");
        assertThat(request.headers())
                .containsEntry("authorization", "Bearer secret")
                .containsEntry("x-length", "24");
        assertThat(request.body()).isEqualTo("{\"ip\": \"192.0.2.10\", \"family\": \"ipv4\"}");
    }

    /** Twenty-five groups that can divide the answer among them in more ways than anybody can try. */
    @Test
    void aSearchInTheAnswerThatHasNoEndIsOverWithTheTimeoutAndIsNotMadeAgain() throws Exception {
        api.then(status(200, "aaaaaaaaaa".repeat(10)));
        HttpRequestTemplate add =
                new HttpRequestTemplate("POST", api.url("/assign"), Map.of(), null, "(.*a){25}b {address}");
        HttpAddressManager manager = new HttpAddressManager(add, null, null, SHORT, 3);

        long startNs = System.nanoTime();
        assertThatThrownBy(() -> manager.add(PLACEMENT, ADDRESS))
                .isInstanceOf(IOException.class)
                .hasMessage("POST " + api.url("/assign")
                        + ": no end of the search for '(.*a){25}b \\Q192.0.2.10\\E' within 1000 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - startNs)).isBetween(SHORT, LONG);
        assertThat(api.requests()).hasSize(1);
    }

    @Test
    void anIpv6AddressStandsInAPathAsItIs() throws Exception {
        api.then(status(200, ""));

        manager(LONG, 1).add(PLACEMENT, VirtualAddress.parse("2001:db8::10/64"));

        assertThat(api.requests().get(0).path()).isEqualTo("/assign/2001:db8::10");
    }

    @Test
    void aServerThatFailsTwiceIsAskedAThirdTime() throws Exception {
        api.then(status(503, "busy"), status(500, ""), status(200, ""));

        assertThat(manager(LONG, 3).add(PLACEMENT, ADDRESS)).isTrue();
        assertThat(api.requests()).hasSize(3);
    }

    @Test
    void tooManyRequestsAndACutConnectionAreTriedAgain() throws Exception {
        api.then(status(429, "slow down"), cut(), status(200, ""));

        assertThat(manager(LONG, 3).add(PLACEMENT, ADDRESS)).isTrue();
    }

    @Test
    void aServerThatAnswersTooLateIsAskedAgain() throws Exception {
        api.then(silence(), stallInBody(), status(200, ""));

        assertThat(manager(SHORT, 3).add(PLACEMENT, ADDRESS)).isTrue();
    }

    @Test
    void whatFailedLastIsTold() throws Exception {
        api.then(status(503, "a"), status(502, "the\n  backend   is away"), silence(), stallInBody());

        assertThatThrownBy(() -> manager(LONG, 2).add(PLACEMENT, ADDRESS))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "POST " + api.url("/assign/192.0.2.10") + ": status 502: the backend is away; tried 2 times");
        assertThatThrownBy(() -> manager(SHORT, 1).add(PLACEMENT, ADDRESS))
                .hasMessage("POST " + api.url("/assign/192.0.2.10") + ": no answer within 1000 ms");
        assertThatThrownBy(() -> manager(SHORT, 1).add(PLACEMENT, ADDRESS))
                .hasMessage("POST " + api.url("/assign/192.0.2.10") + ": no answer within 1000 ms");
    }

    @Test
    void aServerThatIsNotThereIsTold() throws Exception {
        api.close();

        assertThatThrownBy(() -> manager(LONG, 2).add(PLACEMENT, ADDRESS))
                .hasMessage("POST " + api.url("/assign/192.0.2.10") + ": no connection; tried 2 times");
    }

    @Test
    void aRefusalIsFinalAndShowsNoSecret() throws Exception {
        api.then(status(403, "not yours"), status(302, ""));
        HttpRequestTemplate add = new HttpRequestTemplate("GET", api.url("/do?token=secret"), Map.of(), null, null);
        HttpAddressManager manager = new HttpAddressManager(add, null, null, LONG, 3);

        assertThatThrownBy(() -> manager.add(PLACEMENT, ADDRESS))
                .hasMessage("GET " + api.url("/do") + ": status 403: not yours");
        assertThatThrownBy(() -> manager.add(PLACEMENT, ADDRESS)).hasMessage("GET " + api.url("/do") + ": status 302");
        assertThat(api.requests()).hasSize(2);
    }

    @Test
    void ofALongAnswerTheBeginningIsEnough() throws Exception {
        api.then(status(200, "assigned" + "x".repeat(200_000)), status(200, "x".repeat(200_000) + "assigned"));
        HttpRequestTemplate add = new HttpRequestTemplate("POST", api.url("/"), Map.of(), null, "assigned");
        HttpAddressManager manager = new HttpAddressManager(add, null, null, LONG, 1);

        assertThat(manager.add(PLACEMENT, ADDRESS)).isTrue();
        manager.reassert(PLACEMENT);
        assertThatThrownBy(() -> manager.add(PLACEMENT, ADDRESS))
                .hasMessageEndingWith(": the answer does not contain 'assigned': " + "x".repeat(200) + "...");
    }

    @Test
    void withoutACheckItIsAskedOnlyWhenThereIsAReason() throws Exception {
        api.then(status(200, ""), status(200, ""));
        HttpAddressManager manager = manager(LONG, 1);

        assertThat(manager.add(PLACEMENT, ADDRESS)).isTrue();
        assertThat(manager.add(PLACEMENT, ADDRESS)).isFalse();
        manager.reassert(PLACEMENT);
        assertThat(manager.add(PLACEMENT, ADDRESS)).isTrue();
        manager.remove(PLACEMENT, ADDRESS);

        assertThat(api.requests()).hasSize(2);
    }

    @Test
    void theCheckComesFirst() throws Exception {
        HttpAddressManager manager = new HttpAddressManager(
                template("POST", "/assign", null),
                template("DELETE", "/assign", null),
                template("GET", "/where", "host-a"),
                LONG,
                1);

        api.then(status(200, "host-b"), status(200, ""));
        assertThat(manager.add(PLACEMENT, ADDRESS)).isTrue();
        api.then(status(200, "host-a"));
        assertThat(manager.add(PLACEMENT, ADDRESS)).isFalse();
        api.then(status(500, "")); // nobody knows: it was here before
        assertThat(manager.add(PLACEMENT, ADDRESS)).isFalse();
        api.then(status(404, ""), status(200, "")); // nobody has it
        assertThat(manager.add(PLACEMENT, ADDRESS)).isTrue();
        api.then(status(200, "host-b")); // another host has it: it is not taken from there
        manager.remove(PLACEMENT, ADDRESS);
        api.then(status(200, "host-a"), status(204, ""));
        manager.remove(PLACEMENT, ADDRESS);

        assertThat(api.requests())
                .extracting(ApiServer.Request::method)
                .containsExactly("GET", "POST", "GET", "GET", "GET", "POST", "GET", "GET", "DELETE");
    }

    @Test
    void anInterruptEndsItAndIsKept() throws Exception {
        api.then(silence());
        HttpAddressManager manager = manager(LONG, 3);
        CompletableFuture<Boolean> kept = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                manager.add(PLACEMENT, ADDRESS);
            } catch (InterruptedIOException e) {
                kept.complete(Thread.currentThread().isInterrupted());
            } catch (IOException e) {
                kept.completeExceptionally(e);
            }
        });
        thread.start();
        Processes.await("a request", () -> !api.requests().isEmpty());

        thread.interrupt();

        assertThat(kept.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void noThreadIsLeftWhenTheGarbageIsCollected() throws Exception {
        api.then(status(200, ""), status(200, ""), status(200, ""));
        HttpAddressManager manager = manager(LONG, 1);
        manager.add(PLACEMENT, ADDRESS);
        manager.reassert(PLACEMENT);
        manager.add(PLACEMENT, ADDRESS);

        Processes.await("no thread of a client", () -> {
            System.gc();
            return Thread.getAllStackTraces().keySet().stream()
                    .map(Thread::getName)
                    .noneMatch(name -> name.equals("vrrp-http") || name.startsWith("HttpClient-"));
        });
        manager.reassert(PLACEMENT);
        assertThat(manager.add(PLACEMENT, ADDRESS)).isTrue();
    }

    private HttpAddressManager manager(Duration timeout, int attempts) {
        return new HttpAddressManager(template("POST", "/assign/{address}", null), null, null, timeout, attempts);
    }

    private HttpRequestTemplate template(String method, String path, @Nullable String expectedBody) {
        return new HttpRequestTemplate(method, api.url(path), Map.of(), null, expectedBody);
    }
}
