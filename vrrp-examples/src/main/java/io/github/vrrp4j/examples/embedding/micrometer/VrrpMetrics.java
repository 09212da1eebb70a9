package io.github.vrrp4j.examples.embedding.micrometer;

import io.github.vrrp4j.packet.Verdict;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.router.Counter;
import io.github.vrrp4j.router.Fault;
import io.github.vrrp4j.router.HealthStatus;
import io.github.vrrp4j.router.Subscription;
import io.github.vrrp4j.router.VirtualRouterId;
import io.github.vrrp4j.router.VirtualRouterStatus;
import io.github.vrrp4j.router.VrrpEvent;
import io.github.vrrp4j.router.VrrpRouter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The counters and states of a router as meters: of each virtual router those with the leaf names of RFC 8347, tagged {@code
 * interface}, {@code family} and {@code vrid}; of the whole router what was discarded, and how late timers fired. Virtual
 * routers get theirs with their first event, also those that are added later; those that are removed lose them.
 *
 * <p>With Micrometer's naming for Prometheus, these are the names under which the standalone node publishes the same, so that
 * dashboards serve both: {@code vrrp.master.transitions} is {@code vrrp_master_transitions_total}.
 *
 * <p>Bound to one registry, until it is closed. For any thread; reading a meter does not block.
 */
public final class VrrpMetrics implements MeterBinder, AutoCloseable {

    private final VrrpRouter router;
    private final Snapshot snapshot;
    private final List<Runnable> closing = new ArrayList<>();

    /** Of this router. What its virtual routers say is asked for once for all the meters that are read in 100 ms. */
    public VrrpMetrics(VrrpRouter router) {
        this(router, Duration.ofMillis(100));
    }

    VrrpMetrics(VrrpRouter router, Duration maxAge) {
        this.router = router;
        this.snapshot = new Snapshot(router, maxAge);
    }

    // docs:begin micrometer
    @Override
    public synchronized void bindTo(MeterRegistry registry) {
        Meters all = new Meters(registry, Tags.empty());
        addGlobal(all);
        PerVirtualRouter meters = new PerVirtualRouter(registry);
        Subscription subscription = router.subscribe(meters::onEvent); // the first events tell what there is now
        closing.add(() -> {
            subscription.close();
            meters.removeAll();
            all.removeAll();
        });
    }
    // docs:end micrometer

    /** Removes the meters from the registry; the router goes on. */
    @Override
    public synchronized void close() {
        closing.forEach(Runnable::run);
        closing.clear();
    }

    private void addGlobal(Meters meters) {
        meters.count("vrrp.checksum.errors", router, r -> r.statistics().checksumErrors());
        meters.count("vrrp.version.errors", router, r -> r.statistics().versionErrors());
        meters.count("vrrp.vrid.errors", router, r -> r.statistics().vridErrors());
        meters.count("vrrp.ip.ttl.errors", router, r -> r.statistics().ipTtlErrors());
        meters.count("vrrp.timers", router, r -> r.timerLateness().timers());
        meters.countSeconds(
                "vrrp.timer.lateness", router, r -> seconds(r.timerLateness().total()));
        meters.gaugeSeconds(
                "vrrp.timer.lateness.max",
                router,
                r -> seconds(r.timerLateness().max()));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static Tags tags(VirtualRouterId id) {
        return Tags.of("interface", id.interfaceName())
                .and("family", id.family().name().toLowerCase(Locale.ROOT))
                .and("vrid", Integer.toString(id.vrid()));
    }

    /** The meters of each virtual router that there is. Called by the event thread and by whoever closes it. */
    private final class PerVirtualRouter {
        private final MeterRegistry registry;
        private final Map<VirtualRouterId, Meters> known = new HashMap<>();
        private boolean closed;

        private PerVirtualRouter(MeterRegistry registry) {
            this.registry = registry;
        }

        private synchronized void onEvent(VrrpEvent event) {
            if (event instanceof VrrpEvent.Removed removed) {
                Meters gone = known.remove(removed.id());
                if (gone != null) {
                    gone.removeAll();
                }
            } else if (event instanceof VrrpEvent.OfVirtualRouter one) {
                add(one.id());
                if (one instanceof VrrpEvent.HealthChanged changed) {
                    addCheck(changed.id(), changed.check());
                }
            }
        }

        private synchronized void add(VirtualRouterId id) {
            if (closed || known.containsKey(id)) {
                return;
            }
            Meters meters = new Meters(registry, tags(id));
            known.put(id, meters);
            addStates(meters, id);
            for (Counter counter : Counter.values()) {
                meters.count(
                        "vrrp." + counter.toString().replace('-', '.'),
                        snapshot,
                        s -> s.of(id, status -> status.statistics().getOrDefault(counter, 0L)));
            }
            for (Verdict verdict : Verdict.values()) {
                if (verdict != Verdict.VALID) {
                    meters.and("verdict", verdict.name())
                            .count(
                                    "vrrp.discarded",
                                    snapshot,
                                    s -> s.of(id, status -> status.discarded().getOrDefault(verdict, 0L)));
                }
            }
            snapshot.health(id).forEach(health -> addCheck(id, health.tracked().check()));
        }

        private void addStates(Meters meters, VirtualRouterId id) {
            for (State state : State.values()) {
                meters.and("state", state.name())
                        .gauge("vrrp.state", snapshot, s -> s.of(id, status -> status.state() == state ? 1 : 0));
            }
            for (Fault fault : Fault.values()) {
                meters.and("fault", fault.name())
                        .gauge(
                                "vrrp.fault",
                                snapshot,
                                s -> s.of(id, status -> status.faults().contains(fault) ? 1 : 0));
            }
            meters.gauge(
                    "vrrp.priority",
                    snapshot,
                    s -> s.of(id, status -> status.config().priority()));
            meters.gauge("vrrp.effective.priority", snapshot, s -> s.of(id, VirtualRouterStatus::priority));
            meters.gauge("vrrp.addresses.held", snapshot, s -> s.of(id, status -> status.addressesHeld() ? 1 : 0));
            meters.gauge(
                    "vrrp.peers",
                    snapshot,
                    s -> s.of(id, status -> status.peers().size()));
            meters.gaugeSeconds("vrrp.in.state", snapshot, s -> s.of(id, status -> seconds(status.inStateFor())));
        }

        private void addCheck(VirtualRouterId id, String check) {
            Meters meters = known.get(id);
            if (meters != null) {
                meters.and("check", check)
                        .gauge("vrrp.check.healthy", snapshot, s -> s.of(id, status -> healthy(status, check)));
            }
        }

        private static double healthy(VirtualRouterStatus status, String check) {
            for (HealthStatus health : status.health()) {
                if (health.tracked().check().equals(check) && health.healthy() != null) {
                    return health.healthy() ? 1 : 0;
                }
            }
            return Double.NaN;
        }

        private synchronized void removeAll() {
            closed = true;
            known.values().forEach(Meters::removeAll);
            known.clear();
        }
    }

    /** Meters of one registry with the same tags, to be removed together. */
    private static final class Meters {
        private final MeterRegistry registry;
        private final Tags tags;
        private final List<Meter> made;

        private Meters(MeterRegistry registry, Tags tags) {
            this(registry, tags, new ArrayList<>());
        }

        private Meters(MeterRegistry registry, Tags tags, List<Meter> made) {
            this.registry = registry;
            this.tags = tags;
            this.made = made;
        }

        private Meters and(String key, String value) {
            return new Meters(registry, tags.and(key, value), made);
        }

        private <T> void count(String name, T source, ToDoubleFunction<T> value) {
            made.add(FunctionCounter.builder(name, source, value).tags(tags).register(registry));
        }

        private <T> void countSeconds(String name, T source, ToDoubleFunction<T> value) {
            made.add(FunctionCounter.builder(name, source, value)
                    .tags(tags)
                    .baseUnit("seconds")
                    .register(registry));
        }

        private <T> void gauge(String name, T source, ToDoubleFunction<T> value) {
            made.add(Gauge.builder(name, source, value).tags(tags).register(registry));
        }

        private <T> void gaugeSeconds(String name, T source, ToDoubleFunction<T> value) {
            made.add(Gauge.builder(name, source, value)
                    .tags(tags)
                    .baseUnit("seconds")
                    .register(registry));
        }

        private void removeAll() {
            made.forEach(registry::remove);
            made.clear();
        }
    }
}
