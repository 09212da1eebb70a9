package io.github.vrrp4j.simulation;

import static io.github.vrrp4j.simulation.SimulatedHost.INTERFACE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.Counter;
import io.github.vrrp4j.router.VrrpEvent;
import io.github.vrrp4j.router.VrrpEvent.Transition;
import io.github.vrrp4j.router.VrrpRouter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The faults of the link, and the clocks; intervals are 1 s. */
class SimulatedLanTest {

    private static final IpAddress VIRTUAL = IpAddress.parse("192.0.2.10");

    private final SimulatedLan lan = new SimulatedLan(1);
    private final SimulatedHost a = lan.addHost("a", "192.0.2.1/24");
    private final SimulatedHost b = lan.addHost("b", "192.0.2.2/24");
    private final SimulatedHost c = lan.addHost("c", "192.0.2.3/24");

    private static VrrpRouter start(SimulatedHost host, int priority) throws IOException {
        VrrpRouter router = host.startRouter();
        router.add(
                INTERFACE,
                VirtualRouterConfig.builder(51)
                        .priority(priority)
                        .address("192.0.2.10/24")
                        .build());
        return router;
    }

    private static long count(VrrpRouter router, Counter counter) {
        return router.status().get(0).statistics().getOrDefault(counter, -1L);
    }

    @Test
    void duplicationDeliversEachPacketTwice() throws IOException {
        lan.duplication(1);
        VrrpRouter routerOfA = start(a, 200);
        VrrpRouter routerOfB = start(b, 100);
        lan.run(Duration.ofSeconds(10));

        assertThat(count(routerOfA, Counter.ADVERTISEMENT_SENT)).isEqualTo(7);
        assertThat(count(routerOfB, Counter.ADVERTISEMENT_RCVD)).isEqualTo(14);
    }

    @Test
    void aDelayWithinBoundsReordersPackets() throws IOException {
        List<Long> sentNs = new ArrayList<>();
        IdentityHashMap<SimulatedPacket, Long> timesNs = new IdentityHashMap<>();
        List<Long> sentNsInOrderOfArrival = new ArrayList<>();
        lan.observe(new LanObserver() {
            @Override
            public void sent(SimulatedHost from, SimulatedPacket packet) {
                timesNs.put(packet, lan.now().toNanos());
                if (from == a) {
                    sentNs.add(lan.now().toNanos());
                }
            }

            @Override
            public void arrived(SimulatedHost to, SimulatedPacket packet) {
                long timeNs = requireNonNull(timesNs.get(packet));
                assertThat(lan.now().toNanos() - timeNs).isBetween(500_000_000L, 20_000_000_000L);
                if (to == b) {
                    sentNsInOrderOfArrival.add(timeNs);
                }
            }
        });
        start(a, 255); // MASTER at once, each second
        start(b, 1);
        lan.delay(Duration.ofMillis(500), Duration.ofSeconds(20));
        lan.run(Duration.ofSeconds(10));
        lan.partition(a); // what is on its way arrives
        lan.run(Duration.ofSeconds(20));

        assertThat(sentNs).startsWith(0L, 1_000_000_000L).hasSizeGreaterThan(10);
        assertThat(sentNsInOrderOfArrival).hasSizeGreaterThan(10);
        assertThat(sentNs).containsAll(sentNsInOrderOfArrival);
        assertThat(sentNsInOrderOfArrival)
                .isNotEqualTo(sentNsInOrderOfArrival.stream().sorted().toList());
    }

    @Test
    void aCutIsDeafInOneDirectionOnly() throws IOException {
        VrrpRouter routerOfA = start(a, 200);
        VrrpRouter routerOfB = start(b, 100);
        lan.cut(a, b);
        lan.run(Duration.ofSeconds(10));

        assertThat(lan.carries(a, b)).isFalse();
        assertThat(lan.carries(b, a)).isTrue();
        assertThat(count(routerOfA, Counter.ADVERTISEMENT_RCVD)).isPositive();
        assertThat(count(routerOfB, Counter.ADVERTISEMENT_RCVD)).isZero();
        assertThat(lan.holders(VIRTUAL)).containsExactly(a, b);

        lan.heal();
        lan.run(Duration.ofSeconds(2));
        assertThat(lan.holders(VIRTUAL)).containsExactly(a);
    }

    @Test
    void eachIslandHearsOnlyItself() throws IOException {
        SimulatedHost d = lan.addHost("d", "192.0.2.4/24");
        for (SimulatedHost host : lan.hosts()) {
            start(host, 100 + host.index());
        }
        lan.partition(List.of(List.of(a, b), List.of(c)));
        lan.run(Duration.ofSeconds(10));

        assertThat(lan.holders(VIRTUAL)).containsExactly(b, c, d);
        assertThat(lan.carries(a, b)).isTrue();
        assertThat(lan.carries(b, c)).isFalse();
        assertThat(lan.carries(c, d)).isFalse();
    }

    @Test
    void aHostInTwoIslandsIsAMistake() {
        assertThatThrownBy(() -> lan.partition(List.of(List.of(a, b), List.of(b))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("b stands in two islands");
    }

    @Test
    void probabilitiesAndRatesOutOfRangeAreMistakes() {
        assertThatThrownBy(() -> lan.duplication(1.5)).hasMessage("probability of duplication 1.5 is not in 0..1");
        assertThatThrownBy(() -> lan.loss(Double.NaN)).hasMessage("probability of loss NaN is not in 0..1");
        assertThatThrownBy(() -> a.clockRate(0)).hasMessage("clock rate 0.0 is not in 0.01..100.0");
    }

    /** At rate 2 the 3.609375 s of priority 100 are over in half the time; at rate 0.5 in twice the time. */
    @Test
    void timersFollowTheClockOfTheirHost() throws IOException {
        EventRecorder events = new EventRecorder(lan);
        lan.observe(recordedBy(events));
        a.clockRate(2);
        start(a, 100);
        lan.run(Duration.ofSeconds(3));
        assertThat(events.timeOfLastNs(Transition.class)).isEqualTo(1_804_687_500L);
        a.crash();
        b.clockRate(0.5);
        start(b, 100);
        lan.run(Duration.ofSeconds(10));
        assertThat(events.timeOfLastNs(Transition.class)).isEqualTo(3_000_000_000L + 7_218_750_000L);
    }

    private static LanObserver recordedBy(EventRecorder events) {
        return new LanObserver() {
            @Override
            public void reported(SimulatedHost host, VrrpEvent event) {
                events.onEvent(event);
            }
        };
    }

    /** Four times as fast: its 3.609 s are over before the MASTER's next advertisement, each time. */
    @Test
    void aBackupWhoseClockRunsFourTimesAsFastTakesOverFromALivingMaster() throws IOException {
        b.clockRate(4);
        start(a, 200);
        VrrpRouter routerOfB = start(b, 100);
        lan.run(Duration.ofSeconds(10));
        assertThat(count(routerOfB, Counter.MASTER_TRANSITIONS)).isGreaterThan(1);
    }

    @Test
    void clocksThatDifferByTenPercentChangeNothing() throws IOException {
        a.clockRate(0.9);
        b.clockRate(1.1);
        start(a, 200);
        lan.run(Duration.ofSeconds(5));
        VrrpRouter routerOfB = start(b, 100);
        lan.run(Duration.ofHours(1));
        assertThat(lan.holders(VIRTUAL)).containsExactly(a);
        assertThat(count(routerOfB, Counter.MASTER_TRANSITIONS)).isZero();
    }

    @Test
    void aResumedHostGoesOnAtOnce() throws IOException {
        VrrpRouter routerOfA = start(a, 200);
        a.pause(Duration.ofHours(1));
        lan.run(Duration.ofSeconds(10));
        assertThat(a.isPaused()).isTrue();

        a.resume();
        lan.run(Duration.ofNanos(0));

        assertThat(a.isPaused()).isFalse();
        assertThat(routerOfA.status().get(0).state()).isEqualTo(State.BACKUP); // its command to start waited
        lan.run(Duration.ofSeconds(4));
        assertThat(lan.holders(VIRTUAL)).containsExactly(a);
    }

    @Test
    void aHostKnowsWhetherItsRouterRuns() throws IOException {
        assertThat(a.isRunning()).isFalse();
        VrrpRouter routerOfA = start(a, 200);
        assertThat(a.router()).contains(routerOfA);
        a.stopRouter();
        assertThat(a.isRunning()).isTrue();
        lan.run(Duration.ofMillis(1));
        assertThat(a.router()).isEmpty();
    }

    @Test
    void theTraceTellsARunInLines() throws IOException {
        List<String> lines = new ArrayList<>();
        lan.trace(lines::add);
        start(a, 255);
        start(b, 100);
        lan.run(Duration.ofMillis(1));
        a.crash();

        assertThat(lines)
                .containsExactly(
                        "   0.000000000 s  a    starts",
                        "   0.000000000 s  b    starts",
                        "   0.000000000 s  a    sends priority=255 vrid=51 from 192.0.2.1",
                        "   0.000000000 s  a    holds 192.0.2.10/24",
                        "   0.000000000 s  a    announces 192.0.2.10",
                        "   0.000000000 s  a    vrid=51 if=eth0 INITIALIZE->MASTER cause=STARTUP",
                        "   0.000000000 s  a    vrid=51 if=eth0 addresses acquired: 192.0.2.10/24",
                        "   0.000000000 s  a    announces 192.0.2.10",
                        "   0.000000000 s  a    announces 192.0.2.10",
                        "   0.000000000 s  a    announces 192.0.2.10",
                        "   0.000000000 s  a    announces 192.0.2.10",
                        "   0.000000000 s  b    vrid=51 if=eth0 INITIALIZE->BACKUP cause=STARTUP",
                        "   0.001000000 s  a    crashes",
                        "   0.001000000 s  a    has ended");
    }
}
