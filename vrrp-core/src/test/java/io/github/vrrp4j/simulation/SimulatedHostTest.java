package io.github.vrrp4j.simulation;

import static io.github.vrrp4j.simulation.SimulatedHost.INTERFACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.VrrpEvent.Transition;
import io.github.vrrp4j.router.VrrpListener;
import io.github.vrrp4j.router.VrrpRouter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Faults and additions at awkward moments. */
class SimulatedHostTest {

    private static final IpAddress VIRTUAL = IpAddress.parse("192.0.2.10");

    private final SimulatedLan lan = new SimulatedLan(1);
    private final SimulatedHost a = lan.addHost("a", "192.0.2.1/24", "fe80::1/64");
    private final SimulatedHost b = lan.addHost("b", "192.0.2.2/24", "fe80::2/64");

    private static VirtualRouterConfig config(int priority) {
        return VirtualRouterConfig.builder(51)
                .priority(priority)
                .address("192.0.2.10/24")
                .build();
    }

    private static VrrpListener onMaster(Runnable then) {
        return event -> {
            if (event instanceof Transition transition && transition.to() == State.MASTER) {
                then.run();
            }
        };
    }

    @Test
    void aListenerMayCrashTheHostAtTheMomentItBecomesMaster() throws IOException {
        a.startRouter(onMaster(a::crash)).add(INTERFACE, config(200));
        b.startRouter().add(INTERFACE, config(100));
        lan.run(Duration.ofSeconds(10));
        assertThat(lan.holders(VIRTUAL)).containsExactly(b);
    }

    @Test
    void aListenerMayAddAVirtualRouterWhilePacketsAreHandedOver() throws IOException {
        List<VrrpRouter> routerOfA = new ArrayList<>();
        VirtualRouterConfig ipv6 =
                VirtualRouterConfig.builder(51).address("fe80::10/64").build();
        VrrpListener addIpv6 = event -> {
            if (event instanceof Transition transition && transition.from() == State.MASTER) { // heard a packet of b
                try {
                    routerOfA.get(0).add(INTERFACE, ipv6);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
        routerOfA.add(a.startRouter(addIpv6));
        routerOfA.get(0).add(INTERFACE, config(100));
        lan.run(Duration.ofSeconds(5));
        b.startRouter().add(INTERFACE, config(200));

        assertThatCode(() -> lan.run(Duration.ofSeconds(10))).doesNotThrowAnyException();

        assertThat(lan.holders(IpAddress.parse("fe80::10"))).containsExactly(a);
    }

    @Test
    void aHostThatCrashedWhilePausedIsNotPausedAnyMoreWhenItReturns() throws IOException {
        a.startRouter().add(INTERFACE, config(200));
        a.pause(Duration.ofMinutes(10));
        a.crash();
        a.startRouter().add(INTERFACE, config(200));
        lan.run(Duration.ofSeconds(5));
        assertThat(lan.holders(VIRTUAL)).containsExactly(a);
    }

    @Test
    void aLinkThatLosesEverythingLeavesEachHostAlone() throws IOException {
        lan.loss(1);
        a.startRouter().add(INTERFACE, config(200));
        b.startRouter().add(INTERFACE, config(100));
        lan.run(Duration.ofSeconds(5));
        assertThat(lan.holders(VIRTUAL)).containsExactly(a, b);
    }

    @Test
    void aPausedHostKeepsItsAddressButAnswersNobody() throws IOException {
        a.startRouter().add(INTERFACE, config(200));
        lan.run(Duration.ofSeconds(5));
        assertThat(lan.reachedAt(VIRTUAL)).contains(a);

        a.pause(Duration.ofSeconds(1));

        assertThat(lan.holders(VIRTUAL)).containsExactly(a);
        assertThat(lan.reachedAt(VIRTUAL)).isEmpty();
        lan.run(Duration.ofSeconds(1));
        assertThat(lan.reachedAt(VIRTUAL)).contains(a);
    }
}
