package io.github.vrrp4j.examples.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.router.Plan;
import io.github.vrrp4j.simulation.SimulatedHost;
import io.github.vrrp4j.simulation.SimulatedLan;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WebServerExampleTest {

    private static final IpAddress VIRTUAL = IpAddress.parse("192.0.2.10");

    private final SimulatedLan lan = new SimulatedLan(1);
    private final SimulatedHost a = lan.addHost("a", "192.0.2.1/24");
    private final SimulatedHost b = lan.addHost("b", "192.0.2.2/24");
    private final WebServerExample serverOfA = new WebServerExample("a");
    private final WebServerExample serverOfB = new WebServerExample("b");

    @Test
    void theAddressIsWhereTheServerIsHealthy() {
        start(a, 200, serverOfA);
        start(b, 100, serverOfB);
        lan.run(Duration.ofSeconds(2));
        assertThat(lan.reachedAt(VIRTUAL)).contains(a);

        serverOfA.breakDown();
        lan.run(Duration.ofSeconds(1)); // 3 runs of the check and a Skew_Time: 0.3 s + 0.06 s
        assertThat(lan.reachedAt(VIRTUAL)).contains(b);
        assertThat(lan.holders(VIRTUAL)).containsExactly(b);

        serverOfA.mend();
        lan.run(Duration.ofSeconds(2));
        assertThat(lan.reachedAt(VIRTUAL)).contains(a);
    }

    @Test
    void nobodyHoldsTheAddressWhenNoServerIsHealthy() {
        start(a, 200, serverOfA);
        start(b, 100, serverOfB);
        serverOfA.breakDown();
        serverOfB.breakDown();

        lan.run(Duration.ofSeconds(10));

        assertThat(lan.holders(VIRTUAL)).isEmpty();
    }

    private void start(SimulatedHost host, int priority, WebServerExample server) {
        CompletableFuture<Plan> applied = host.startRouter()
                .apply(WebServerExample.config(SimulatedHost.INTERFACE, priority, "192.0.2.10/24", server::health));
        lan.run(Duration.ZERO);
        assertThat(applied).isCompleted();
    }
}
