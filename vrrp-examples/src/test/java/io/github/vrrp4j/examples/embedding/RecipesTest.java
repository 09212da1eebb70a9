package io.github.vrrp4j.examples.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.Plan;
import io.github.vrrp4j.router.RouterConfig;
import io.github.vrrp4j.router.Subscription;
import io.github.vrrp4j.router.VirtualRouterId;
import io.github.vrrp4j.router.VirtualRouterStatus;
import io.github.vrrp4j.router.VrrpRouter;
import io.github.vrrp4j.simulation.SimulatedHost;
import io.github.vrrp4j.simulation.SimulatedLan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** On a simulated LAN, with a host b of priority 50 where another one is needed. */
class RecipesTest {

    private static final VirtualRouterId ID = new VirtualRouterId(SimulatedHost.INTERFACE, AddressFamily.IPV4, 51);
    private static final IpAddress VIRTUAL = IpAddress.parse("192.0.2.10");

    private final SimulatedLan lan = new SimulatedLan(1);
    private final SimulatedHost a = lan.addHost("a", "192.0.2.1/24");
    private final SimulatedHost b = lan.addHost("b", "192.0.2.2/24");
    private final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    void theChecksGiveNoReasonToWarn() {
        assertThat(Recipes.checked(config(51, 100, "192.0.2.10/24")).warnings()).isEmpty();
    }

    @Test
    void theMembersOfAGatewayMoveTogether() {
        VrrpRouter router = a.startRouter();
        RouterConfig gateway = Recipes.gateway(entry(51, 100, "192.0.2.10/24"), entry(52, 100, "192.0.2.11/24"));
        run(Recipes.reload(router, gateway), Duration.ofSeconds(10));
        assertThat(router.status()).extracting(VirtualRouterStatus::state).containsOnly(State.MASTER);

        run(router.maintenance(ID, true), Duration.ofSeconds(1));

        assertThat(router.status()).extracting(VirtualRouterStatus::state).containsOnly(State.INITIALIZE);
    }

    @Test
    void aReloadDoesWhatIsDifferent() {
        VrrpRouter router = a.startRouter();
        run(Recipes.reload(router, one(100)), Duration.ofSeconds(10));

        run(Recipes.reload(router, one(150)), Duration.ofSeconds(1));

        assertThat(router.status()).extracting(VirtualRouterStatus::priority).containsExactly(150);
        CompletableFuture<Plan> again = Recipes.reload(router, one(150));
        run(again, Duration.ofSeconds(1));
        assertThat(again.join().isEmpty()).isTrue();
    }

    @Test
    void whoFollowsIsFirstToldWhatIsSo() {
        VrrpRouter router = a.startRouter();
        run(Recipes.reload(router, one(100)), Duration.ofSeconds(10));

        try (Subscription subscription = Recipes.follow(router, ID, told::add)) {
            lan.run(Duration.ofSeconds(1));
            run(Recipes.outOfService(router, ID), Duration.ofSeconds(1));
            assertThat(subscription).isNotNull();
        }
        run(router.maintenance(ID, false), Duration.ofSeconds(10));

        assertThat(told).containsExactly("MASTER", "INITIALIZE");
    }

    @Test
    void aHostDrainsWhileItStillHasTheAddressAndThenAnotherHasIt() {
        VrrpRouter router = a.startRouterWith(
                builder -> Recipes.draining(builder, () -> told.add("drained at " + lan.holders(VIRTUAL))));
        run(Recipes.reload(b.startRouter(), one(50)), Duration.ZERO);
        run(Recipes.reload(router, one(200)), Duration.ofSeconds(10));

        run(Recipes.handOver(router, ID), Duration.ofMinutes(9));

        assertThat(told).containsExactly("drained at [a]");
        assertThat(lan.holders(VIRTUAL)).containsExactly(b);
        lan.run(Duration.ofMinutes(2));
        assertThat(lan.holders(VIRTUAL)).containsExactly(a);
    }

    @Test
    void theProviderIsAskedWhenTheHostBecomesMaster() throws IOException {
        HttpServer api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext("/", exchange -> {
            told.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        api.start();
        try {
            String url = "http://127.0.0.1:" + api.getAddress().getPort();
            try (VrrpRouter router = Recipes.floating(a, url, "secret").build()) {
                router.add(SimulatedHost.INTERFACE, config(51, 255, "192.0.2.10/24")); // the owner does not wait
                router.doWork();

                assertThat(told).containsExactly("POST /floating-ips/192.0.2.10/assign Bearer secret");
                assertThat(a.holds(VIRTUAL)).isTrue();
            }
            assertThat(a.holds(VIRTUAL)).isFalse();
        } finally {
            api.stop(0);
        }
    }

    /** Lets time pass; what was asked is done then. */
    private void run(CompletableFuture<?> asked, Duration duration) {
        lan.run(duration);
        assertThat(asked).isCompleted();
    }

    private static RouterConfig one(int priority) {
        return new RouterConfig(List.of(entry(51, priority, "192.0.2.10/24")), List.of(), List.of());
    }

    private static RouterConfig.Entry entry(int vrid, int priority, String address) {
        return new RouterConfig.Entry(SimulatedHost.INTERFACE, config(vrid, priority, address), List.of());
    }

    private static VirtualRouterConfig config(int vrid, int priority, String address) {
        return VirtualRouterConfig.builder(vrid)
                .priority(priority)
                .address(address)
                .build();
    }
}
