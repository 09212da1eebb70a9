package io.github.vrrp4j;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.Plan;
import io.github.vrrp4j.router.RouterConfig;
import io.github.vrrp4j.router.VrrpRouter;
import io.github.vrrp4j.simulation.SimulatedHost;
import io.github.vrrp4j.simulation.SimulatedLan;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** An application that uses what the module exports; for {@link ModulePathTest}. */
public final class ModulePathProbe {

    private ModulePathProbe() {}

    /** Runs a router in virtual time, and says where it comes from and whether it holds its address. */
    public static void main(String[] args) {
        SimulatedLan lan = new SimulatedLan(1);
        SimulatedHost host = lan.addHost("a", "192.0.2.1/24");
        CompletableFuture<Plan> applied = host.startRouter()
                .apply(new RouterConfig(
                        List.of(new RouterConfig.Entry(
                                SimulatedHost.INTERFACE,
                                VirtualRouterConfig.builder(51)
                                        .address("192.0.2.10/24")
                                        .build(),
                                List.of())),
                        List.of(),
                        List.of()));
        lan.run(Duration.ofSeconds(5));
        applied.join();
        System.out.println(VrrpRouter.class.getModule() + " holds=" + host.holds(IpAddress.parse("192.0.2.10")));
    }
}
