package io.github.vrrp4j.examples.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.vrrp4j.examples.node.control.Json;
import io.github.vrrp4j.examples.node.control.Samples;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.GlobalStatistics;
import io.github.vrrp4j.router.TimerLateness;
import io.github.vrrp4j.router.VirtualRouterId;
import io.github.vrrp4j.router.VrrpRouter;
import io.github.vrrp4j.simulation.SimulatedHost;
import io.github.vrrp4j.simulation.SimulatedLan;
import io.github.vrrp4j.spi.LinkFault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of a router on a simulated LAN. */
class HttpServiceTest {

    private final SimulatedLan lan = new SimulatedLan(1);
    private final SimulatedHost host = lan.addHost("a", "192.0.2.1/24");
    private VirtualRouterId id;
    private HttpService service;

    @BeforeEach
    void start() throws Exception {
        VrrpRouter router = host.startRouter();
        id = router.add(
                SimulatedHost.INTERFACE,
                VirtualRouterConfig.builder(51).address("192.0.2.10/24").build());
        lan.run(Duration.ofSeconds(5));
        service = HttpService.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                router,
                () -> Map.of(id, "web"),
                Clock.systemUTC(),
                "1.2.3");
    }

    @AfterEach
    void end() {
        service.close();
    }

    @Test
    void metricsAreTheTextFormatOfPrometheus() throws Exception {
        HttpResponse<String> response = get("/metrics");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        String labels = "{family=\"ipv4\",interface=\"" + id.interfaceName() + "\",name=\"web\",vrid=\"51\"";
        assertThat(response.body().lines())
                .contains(
                        "vrrp_node{version=\"1.2.3\"} 1.0",
                        "# TYPE vrrp_master_transitions_total counter",
                        "# HELP vrrp_master_transitions_total RFC 8347 master-transitions.",
                        "vrrp_master_transitions_total" + labels + "} 1.0",
                        "# TYPE vrrp_state gauge",
                        "vrrp_effective_priority" + labels + "} 100.0",
                        "vrrp_checksum_errors_total 0.0");
        assertThat(response.body())
                .contains("vrrp_state{family=\"ipv4\",interface=\"" + id.interfaceName()
                        + "\",name=\"web\",state=\"MASTER\",vrid=\"51\"} 1.0\n");
    }

    @Test
    void theNamesOfAllMetricsAreThese() {
        String text = new Metrics("1")
                .text(
                        List.of(Samples.backup()),
                        List.of(),
                        new GlobalStatistics(1, 2, 3, 4),
                        new TimerLateness(8, Duration.ofMillis(20), Duration.ofMillis(5)),
                        Map::of);

        assertThat(text.lines().filter(line -> line.startsWith("# TYPE ")).map(line -> line.split(" ", -1)[2]))
                .containsExactlyInAnyOrder(
                        "vrrp_node",
                        "vrrp_state",
                        "vrrp_priority",
                        "vrrp_effective_priority",
                        "vrrp_addresses_held",
                        "vrrp_in_state_seconds",
                        "vrrp_peers",
                        "vrrp_fault",
                        "vrrp_check_healthy",
                        "vrrp_master_transitions_total",
                        "vrrp_advertisement_rcvd_total",
                        "vrrp_advertisement_sent_total",
                        "vrrp_priority_zero_pkts_rcvd_total",
                        "vrrp_priority_zero_pkts_sent_total",
                        "vrrp_interval_errors_total",
                        "vrrp_address_list_errors_total",
                        "vrrp_invalid_type_pkts_rcvd_total",
                        "vrrp_packet_length_errors_total",
                        "vrrp_pseudo_header_checksums_rcvd_total",
                        "vrrp_message_only_checksums_rcvd_total",
                        "vrrp_send_failures_total",
                        "vrrp_address_failures_total",
                        "vrrp_address_repairs_total",
                        "vrrp_stalls_total",
                        "vrrp_hook_calls_dropped_total",
                        "vrrp_events_dropped_total",
                        "vrrp_checksum_errors_total",
                        "vrrp_version_errors_total",
                        "vrrp_vrid_errors_total",
                        "vrrp_ip_ttl_errors_total",
                        "vrrp_timers_total",
                        "vrrp_timer_lateness_seconds_total",
                        "vrrp_timer_lateness_max_seconds");
        assertThat(text.lines())
                .contains(
                        "vrrp_in_state_seconds{family=\"ipv4\",interface=\"eth0\",name=\"\",vrid=\"51\"} 90.0",
                        "vrrp_check_healthy{check=\"uplink\",family=\"ipv4\",interface=\"eth0\",name=\"\",vrid=\"51\"}"
                                + " 0.0",
                        "vrrp_stalls_total{family=\"ipv4\",interface=\"eth0\",name=\"\",vrid=\"51\"} 14.0",
                        "vrrp_ip_ttl_errors_total 4.0",
                        "vrrp_timer_lateness_seconds_total 0.02",
                        "vrrp_timer_lateness_max_seconds 0.005");
    }

    @Test
    void healthIs200WhileAllTakePartAnd503OtherwiseForEachAlone() throws Exception {
        assertThat(get("/health").statusCode()).isEqualTo(200);
        assertThat(get("/health/web").body())
                .isEqualTo("{\"healthy\":true,\"virtual-routers\":[{\"virtual-router\":\"" + id.interfaceName()
                        + "/ipv4/51\",\"name\":\"web\",\"state\":\"MASTER\",\"faults\":[]}]}\n");

        host.linkDown(LinkFault.NO_CARRIER);
        lan.run(Duration.ofSeconds(2));

        assertThat(get("/health").statusCode()).isEqualTo(503);
        assertThat(get("/health/web").statusCode()).isEqualTo(503);
        assertThat(get("/health/" + id.interfaceName() + "/ipv4/51").statusCode())
                .isEqualTo(503);
        assertThat(get("/health/db").statusCode()).isEqualTo(404);
    }

    @Test
    void statusIsWhatTheCommandPrints() throws Exception {
        HttpResponse<String> response = get("/status?pretty");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(Json.read(response.body()))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .hasSize(1);
    }

    @Test
    void headHasTheLengthAndNoBody() throws IOException {
        String answer = raw("HEAD /status HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 200 OK\r\n")
                .endsWith("\r\n\r\n")
                .contains("Connection: close\r\n");
        assertThat(answer.replaceAll("(?s).*Content-Length: (\\d+).*", "$1")).isNotEqualTo("0");
    }

    @Test
    void nothingCanBeChanged() throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        java.net.http.HttpRequest.newBuilder(uri("/status"))
                                .POST(BodyPublishers.ofString("x"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /status\r\n\r\n",
                "GET  /status HTTP/1.1\r\n\r\n",
                "GET status HTTP/1.1\r\n\r\n",
                "GET /status HTTP/2\r\n\r\n",
                "\r\n\r\n",
                "\u0016\u0003\u0001\n\n"
            })
    void garbageIsABadRequest(String request) throws IOException {
        assertThat(raw(request)).startsWith("HTTP/1.1 400 Bad Request\r\n");
    }

    @Test
    void aHeadThatIsTooLongIsRefused() throws IOException {
        assertThat(raw("GET /status HTTP/1.1\r\nX: " + "x".repeat(9_000)))
                .startsWith("HTTP/1.1 431 Request Header Fields Too Large\r\n");
    }

    @Test
    void linesMayEndWithABareLf() throws IOException {
        assertThat(raw("GET /health HTTP/1.0\n\n")).startsWith("HTTP/1.1 200 OK\r\n");
    }

    @Test
    void aPortThatIsTakenIsToldWithTheWayOut() {
        assertThatIOException()
                .isThrownBy(() -> HttpService.start(
                        service.address(), host.router().orElseThrow(), Map::of, Clock.systemUTC(), "1"))
                .withMessageContaining("cannot be listened on: Address already in use; choose");
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + service.address().getPort() + path);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(java.net.http.HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private String raw(String request) throws IOException {
        try (Socket client =
                new Socket(service.address().getAddress(), service.address().getPort())) {
            client.setSoTimeout(20_000);
            client.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
