package io.github.vrrp4j.examples.node.http;

import io.github.vrrp4j.examples.node.control.NodeView;
import io.github.vrrp4j.packet.Verdict;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.router.Counter;
import io.github.vrrp4j.router.Fault;
import io.github.vrrp4j.router.GlobalStatistics;
import io.github.vrrp4j.router.HealthStatus;
import io.github.vrrp4j.router.InterfaceStatus;
import io.github.vrrp4j.router.TimerLateness;
import io.github.vrrp4j.router.VirtualRouterId;
import io.github.vrrp4j.router.VirtualRouterStatus;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The counters and states of a node in the text format of Prometheus. */
final class Metrics {

    static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.builder()
            .setIncludeCreatedTimestamps(false)
            .build();

    private final String version;

    Metrics(String version) {
        this.version = version;
    }

    String text(
            List<VirtualRouterStatus> all,
            List<InterfaceStatus> interfaces,
            GlobalStatistics global,
            TimerLateness lateness,
            NodeView view) {
        Map<VirtualRouterId, String> names = view.names();
        List<MetricSnapshot> metrics = new ArrayList<>();
        Function<VirtualRouterStatus, Labels> labels = status -> labels(status.id(), names);
        metrics.add(gauge("vrrp_node", "What runs: always 1.")
                .dataPoint(new GaugeDataPointSnapshot(1, Labels.of("version", version), null))
                .build());
        metrics.add(states(all, labels));
        metrics.add(gauge(
                all,
                labels,
                "vrrp_priority",
                "The priority as it is configured.",
                s -> s.config().priority()));
        metrics.add(
                gauge(all, labels, "vrrp_effective_priority", "The priority in force.", VirtualRouterStatus::priority));
        metrics.add(gauge(
                all,
                labels,
                "vrrp_addresses_held",
                "Whether every virtual address is on this host.",
                s -> s.addressesHeld() ? 1 : 0));
        metrics.add(gauge(
                all,
                labels,
                "vrrp_in_state_seconds",
                "How long the virtual router has been in its state.",
                s -> s.inStateFor().toNanos() / 1e9));
        metrics.add(gauge(
                all,
                labels,
                "vrrp_peers",
                "Other routers that are known.",
                s -> s.peers().size()));
        metrics.add(faults(all, labels));
        metrics.add(checks(all, labels));
        for (Counter counter : Counter.values()) {
            metrics.add(counter(all, labels, counter));
        }
        metrics.add(discarded(interfaces));
        metrics.add(hookCallsDropped(all, labels, view));
        metrics.add(counter(
                "vrrp_events_dropped", "Events that were not told because too many waited.", view.eventsDropped()));
        metrics.add(counter("vrrp_checksum_errors", "RFC 8347 checksum-errors.", global.checksumErrors()));
        metrics.add(counter("vrrp_version_errors", "RFC 8347 version-errors.", global.versionErrors()));
        metrics.add(counter("vrrp_vrid_errors", "RFC 8347 vrid-errors.", global.vridErrors()));
        metrics.add(counter("vrrp_ip_ttl_errors", "RFC 8347 ip-ttl-errors.", global.ipTtlErrors()));
        metrics.add(counter("vrrp_timers", "Timers that fired.", lateness.timers()));
        metrics.add(counter(
                "vrrp_timer_lateness_seconds",
                "How much later than due they fired, all together.",
                lateness.total().toNanos() / 1e9));
        metrics.add(gauge("vrrp_timer_lateness_max_seconds", "How much later than due one fired, at most.")
                .dataPoint(new GaugeDataPointSnapshot(lateness.max().toNanos() / 1e9, Labels.EMPTY, null))
                .build());
        return text(new MetricSnapshots(metrics));
    }

    private String text(MetricSnapshots snapshots) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writer.write(out, snapshots);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Labels labels(VirtualRouterId id, Map<VirtualRouterId, String> names) {
        return Labels.of(
                "interface",
                id.interfaceName(),
                "family",
                id.family().name().toLowerCase(Locale.ROOT),
                "vrid",
                Integer.toString(id.vrid()),
                "name",
                names.getOrDefault(id, ""));
    }

    private static MetricSnapshot states(List<VirtualRouterStatus> all, Function<VirtualRouterStatus, Labels> labels) {
        GaugeSnapshot.Builder builder = gauge("vrrp_state", "1 for the state of the virtual router, 0 for the others.");
        for (VirtualRouterStatus status : all) {
            for (State state : State.values()) {
                builder.dataPoint(new GaugeDataPointSnapshot(
                        status.state() == state ? 1 : 0, with(labels.apply(status), "state", state.name()), null));
            }
        }
        return builder.build();
    }

    private static MetricSnapshot faults(List<VirtualRouterStatus> all, Function<VirtualRouterStatus, Labels> labels) {
        GaugeSnapshot.Builder builder = gauge("vrrp_fault", "1 while the fault keeps the virtual router down.");
        for (VirtualRouterStatus status : all) {
            for (Fault fault : Fault.values()) {
                builder.dataPoint(new GaugeDataPointSnapshot(
                        status.faults().contains(fault) ? 1 : 0,
                        with(labels.apply(status), "fault", fault.name()),
                        null));
            }
        }
        return builder.build();
    }

    private static MetricSnapshot checks(List<VirtualRouterStatus> all, Function<VirtualRouterStatus, Labels> labels) {
        GaugeSnapshot.Builder builder =
                gauge("vrrp_check_healthy", "1 while the check is healthy; not there before its first result.");
        for (VirtualRouterStatus status : all) {
            for (HealthStatus health : status.health()) {
                if (health.healthy() != null) {
                    builder.dataPoint(new GaugeDataPointSnapshot(
                            health.healthy() ? 1 : 0,
                            with(labels.apply(status), "check", health.tracked().check()),
                            null));
                }
            }
        }
        return builder.build();
    }

    private static MetricSnapshot counter(
            List<VirtualRouterStatus> all, Function<VirtualRouterStatus, Labels> labels, Counter counter) {
        CounterSnapshot.Builder builder = CounterSnapshot.builder()
                .name("vrrp_" + counter.toString().replace('-', '_'))
                .help(
                        counter.compareTo(Counter.PACKET_LENGTH_ERRORS) <= 0
                                ? "RFC 8347 " + counter + "."
                                : "How often: " + counter + ".");
        for (VirtualRouterStatus status : all) {
            builder.dataPoint(new CounterDataPointSnapshot(
                    status.statistics().getOrDefault(counter, 0L), labels.apply(status), null, 0));
        }
        return builder.build();
    }

    private static MetricSnapshot hookCallsDropped(
            List<VirtualRouterStatus> all, Function<VirtualRouterStatus, Labels> labels, NodeView view) {
        CounterSnapshot.Builder builder = CounterSnapshot.builder()
                .name("vrrp_hook_calls_dropped")
                .help("Calls of hooks that were dropped because too many waited.");
        for (VirtualRouterStatus status : all) {
            builder.dataPoint(
                    new CounterDataPointSnapshot(view.hookCallsDropped(status.id()), labels.apply(status), null, 0));
        }
        return builder.build();
    }

    private static MetricSnapshot discarded(List<InterfaceStatus> interfaces) {
        CounterSnapshot.Builder builder = CounterSnapshot.builder()
                .name("vrrp_discarded_packets")
                .help("Packets that were not believed, by the check that failed.");
        for (InterfaceStatus status : interfaces) {
            for (Map.Entry<Verdict, Long> entry : status.discarded().entrySet()) {
                if (entry.getKey() == Verdict.VALID) {
                    continue; // nothing valid is discarded
                }
                builder.dataPoint(new CounterDataPointSnapshot(
                        entry.getValue(),
                        Labels.of(
                                "interface",
                                status.interfaceName(),
                                "family",
                                status.family().name().toLowerCase(Locale.ROOT),
                                "verdict",
                                entry.getKey().name()),
                        null,
                        0));
            }
        }
        return builder.build();
    }

    private static MetricSnapshot counter(String name, String help, Number value) {
        return CounterSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(new CounterDataPointSnapshot(value.doubleValue(), Labels.EMPTY, null, 0))
                .build();
    }

    private static MetricSnapshot gauge(
            List<VirtualRouterStatus> all,
            Function<VirtualRouterStatus, Labels> labels,
            String name,
            String help,
            ToDoubleFunction<VirtualRouterStatus> value) {
        GaugeSnapshot.Builder builder = gauge(name, help);
        for (VirtualRouterStatus status : all) {
            builder.dataPoint(new GaugeDataPointSnapshot(value.applyAsDouble(status), labels.apply(status), null));
        }
        return builder.build();
    }

    private static GaugeSnapshot.Builder gauge(String name, String help) {
        return GaugeSnapshot.builder().name(name).help(help);
    }

    private static Labels with(Labels labels, String name, String value) {
        return labels.merge(Labels.of(name, value));
    }
}
