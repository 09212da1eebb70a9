package io.github.vrrp4j.simulation;

import static io.github.vrrp4j.simulation.SimulatedHost.INTERFACE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.health.CheckSchedule;
import io.github.vrrp4j.health.Health;
import io.github.vrrp4j.health.HealthCheck;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.packet.VirtualRoute;
import io.github.vrrp4j.protocol.HostConfig;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.MonitoredCheck;
import io.github.vrrp4j.router.Plan;
import io.github.vrrp4j.router.RouterConfig;
import io.github.vrrp4j.router.TrackedCheck;
import io.github.vrrp4j.router.VirtualRouterId;
import io.github.vrrp4j.router.VirtualRouterStatus;
import io.github.vrrp4j.router.VrrpRouter;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.Placement;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A host whose configurations replace each other; its address manager refuses what it is told to. */
final class ReconfiguredHost {

    static final CheckSchedule FAST = new CheckSchedule(Duration.ofMillis(100), Duration.ofMillis(100), 1, 1);
    static final HealthCheck HEALTHY = timeout -> Health.healthy("fine");

    static final HostConfig CLOSED = HostConfig.DEFAULT.acceptMode(false);

    final SimulatedLan lan = new SimulatedLan(1);
    final SimulatedHost a = lan.addHost("a", "192.0.2.1/24");
    final EventRecorder events = new EventRecorder(lan);
    final PickyManager manager = new PickyManager(a.addressManager());
    final VrrpRouter router =
            a.startRouterWith(builder -> builder.listener(events).addressManager(manager));

    /** Refuses to prepare what it is told to; otherwise as the host. */
    static final class PickyManager implements AddressManager {
        private final AddressManager host;

        @Nullable
        IpAddress refused;

        boolean refusesClosed;
        boolean refusesEverything;

        @Nullable
        IpAddress impossible;

        final List<String> calls = new ArrayList<>();

        PickyManager(AddressManager host) {
            this.host = host;
        }

        @Override
        public void check(Placement placement, List<VirtualAddress> addresses, List<VirtualRoute> routes)
                throws IOException {
            if (addresses.stream().anyMatch(address -> address.address().equals(impossible))) {
                throw new IOException("impossible");
            }
        }

        @Override
        public void prepare(Placement placement, List<VirtualAddress> addresses, List<VirtualRoute> routes)
                throws IOException {
            calls.add("prepare " + addresses);
            if (addresses.stream().anyMatch(address -> address.address().equals(refused))
                    || (refusesClosed && !placement.accept())
                    || refusesEverything) {
                throw new IOException("not that one");
            }
        }

        @Override
        public void retire(Placement placement) {
            calls.add("retire " + placement.vrid());
        }

        @Override
        public boolean add(Placement placement, VirtualAddress address) throws IOException {
            calls.add("add " + address);
            return host.add(placement, address);
        }

        @Override
        public void remove(Placement placement, VirtualAddress address) throws IOException {
            calls.add("remove " + address);
            host.remove(placement, address);
        }
    }

    static VirtualRouterId id(int vrid) {
        return new VirtualRouterId(INTERFACE, AddressFamily.IPV4, vrid);
    }

    static VirtualRouterConfig.Builder parameters(int vrid, int last) {
        return VirtualRouterConfig.builder(vrid).priority(200).address("192.0.2." + last + "/24");
    }

    static RouterConfig.Entry entry(VirtualRouterConfig.Builder parameters, TrackedCheck... tracked) {
        return new RouterConfig.Entry(INTERFACE, parameters.build(), List.of(tracked));
    }

    static RouterConfig config(RouterConfig.Entry... entries) {
        return new RouterConfig(List.of(entries), List.of(), List.of());
    }

    static RouterConfig checked(HealthCheck check, RouterConfig.Entry... entries) {
        return new RouterConfig(List.of(entries), List.of(new MonitoredCheck("web", check, FAST)), List.of());
    }

    static List<String> text(Plan plan) {
        return plan.steps().stream()
                .map(step -> step.kind() + " " + step.subject() + (step.text().isEmpty() ? "" : ": " + step.text()))
                .toList();
    }

    void run(int ms) {
        lan.run(Duration.ofMillis(ms));
    }

    void applied(RouterConfig wanted) {
        Plan shown = router.plan(wanted);
        CompletableFuture<Plan> done = router.apply(wanted);
        run(5);
        assertThat(done).isCompletedWithValue(shown);
        assertThat(router.config()).isEqualTo(wanted);
        assertThat(router.plan(wanted).isEmpty()).isTrue();
    }

    VirtualRouterStatus status(int vrid) {
        return router.status().stream()
                .filter(status -> status.id().equals(id(vrid)))
                .findFirst()
                .orElseThrow();
    }

    boolean holds(int last) {
        return a.holds(IpAddress.parse("192.0.2." + last));
    }

    static Throwable failureOf(CompletableFuture<?> future) throws InterruptedException {
        try {
            future.get();
            throw new AssertionError("did not fail");
        } catch (ExecutionException e) {
            return requireNonNull(e.getCause());
        }
    }
}
