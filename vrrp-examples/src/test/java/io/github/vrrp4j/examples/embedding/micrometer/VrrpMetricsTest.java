package io.github.vrrp4j.examples.embedding.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.github.vrrp4j.health.CheckSchedule;
import io.github.vrrp4j.health.Health;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.MonitoredCheck;
import io.github.vrrp4j.router.RouterConfig;
import io.github.vrrp4j.router.TrackedCheck;
import io.github.vrrp4j.router.VrrpRouter;
import io.github.vrrp4j.simulation.SimulatedHost;
import io.github.vrrp4j.simulation.SimulatedLan;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One host alone on a simulated LAN, with one virtual router of 1 s interval that tracks a check. */
class VrrpMetricsTest {

    private static final String[] TAGS = {"interface", "eth0", "family", "ipv4", "vrid", "51"};

    private final SimulatedLan lan = new SimulatedLan(1);
    private final VrrpRouter router = lan.addHost("a", "192.0.2.1/24").startRouter();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final VrrpMetrics metrics = new VrrpMetrics(router, Duration.ZERO);
    private boolean healthy = true;

    @BeforeEach
    void start() {
        run(router.apply(config()), Duration.ZERO);
    }

    private RouterConfig config() {
        RouterConfig.Entry entry = new RouterConfig.Entry(
                SimulatedHost.INTERFACE,
                VirtualRouterConfig.builder(51)
                        .priority(200)
                        .address("192.0.2.10/24")
                        .build(),
                List.of(new TrackedCheck.Down("web")));
        MonitoredCheck check = new MonitoredCheck("web", timeout -> new Health(healthy, ""), CheckSchedule.DEFAULT);
        return new RouterConfig(List.of(entry), List.of(check), List.of());
    }

    @Test
    void countersHaveTheNamesOfRfc8347() {
        metrics.bindTo(registry);

        lan.run(Duration.ofMillis(5_500)); // MASTER after 3 s + 56 / 256 s, then one advertisement a second

        assertThat(count("vrrp.master.transitions")).isEqualTo(1);
        assertThat(count("vrrp.advertisement.sent")).isEqualTo(3);
        assertThat(count("vrrp.advertisement.rcvd")).isZero();
    }

    @Test
    void theStateIsOneGaugeForEachStateOfWhichOneIsOne() {
        metrics.bindTo(registry);
        lan.run(Duration.ofMillis(1));
        assertThat(state("BACKUP")).isEqualTo(1);

        lan.run(Duration.ofSeconds(10));

        assertThat(state("MASTER")).isEqualTo(1);
        assertThat(state("BACKUP")).isZero();
        assertThat(state("INITIALIZE")).isZero();
        assertThat(gauge("vrrp.addresses.held")).isEqualTo(1);
        assertThat(gauge("vrrp.effective.priority")).isEqualTo(200);
        assertThat(gauge("vrrp.in.state")).isCloseTo(6.78, offset(0.01));
    }

    @Test
    void checksAndFaultsAreGauges() {
        metrics.bindTo(registry);
        lan.run(Duration.ofSeconds(10));
        assertThat(registry.get("vrrp.check.healthy")
                        .tag("check", "web")
                        .gauge()
                        .value())
                .isEqualTo(1);

        healthy = false;
        lan.run(Duration.ofSeconds(5));

        assertThat(registry.get("vrrp.check.healthy")
                        .tag("check", "web")
                        .gauge()
                        .value())
                .isZero();
        assertThat(registry.get("vrrp.fault").tag("fault", "UNHEALTHY").gauge().value())
                .isEqualTo(1);
        assertThat(registry.get("vrrp.fault")
                        .tag("fault", "MAINTENANCE")
                        .gauge()
                        .value())
                .isZero();
    }

    @Test
    void discardedPacketsAndTimersAreCountedForTheWholeRouter() {
        metrics.bindTo(registry);
        lan.run(Duration.ofSeconds(10));

        lan.inject(IpAddress.parse("192.0.2.9"), 254, ByteBuffer.wrap(new byte[] {0x31, 51, 100, 1, 0, 100, 0, 0}));
        lan.run(Duration.ofSeconds(1));

        assertThat(registry.get("vrrp.ip.ttl.errors").functionCounter().count()).isEqualTo(1);
        assertThat(registry.get("vrrp.timers").functionCounter().count()).isGreaterThan(10);
        assertThat(registry.get("vrrp.timer.lateness.max").gauge().value()).isZero(); // virtual time
    }

    @Test
    void aVirtualRouterThatIsAddedLaterHasMetersUntilItIsRemoved() {
        run(router.apply(RouterConfig.EMPTY), Duration.ofSeconds(1));
        metrics.bindTo(registry);
        lan.run(Duration.ofSeconds(1));
        assertThat(registry.find("vrrp.state").gauges()).isEmpty();

        start();
        lan.run(Duration.ofSeconds(10));
        assertThat(state("MASTER")).isEqualTo(1);

        run(router.apply(RouterConfig.EMPTY), Duration.ofSeconds(1));
        assertThat(registry.find("vrrp.state").gauges()).isEmpty();
        assertThat(registry.find("vrrp.timers").functionCounter()).isNotNull();
    }

    @Test
    void nothingIsLeftInTheRegistryAfterClose() {
        metrics.bindTo(registry);
        lan.run(Duration.ofSeconds(10));

        metrics.close();
        healthy = false;
        lan.run(Duration.ofSeconds(10));

        assertThat(registry.getMeters()).isEmpty();
    }

    /** Lets time pass; what was asked is done then. */
    private void run(CompletableFuture<?> asked, Duration duration) {
        lan.run(duration);
        assertThat(asked).isCompleted();
    }

    private double count(String name) {
        return registry.get(name).tags(TAGS).functionCounter().count();
    }

    private double gauge(String name) {
        return registry.get(name).tags(TAGS).gauge().value();
    }

    private double state(String state) {
        return registry.get("vrrp.state").tags(TAGS).tag("state", state).gauge().value();
    }
}
