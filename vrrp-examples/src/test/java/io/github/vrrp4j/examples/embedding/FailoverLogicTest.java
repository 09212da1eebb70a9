package io.github.vrrp4j.examples.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.VrrpEvent;
import io.github.vrrp4j.router.VrrpListener;
import io.github.vrrp4j.simulation.SimulatedHost;
import io.github.vrrp4j.simulation.SimulatedLan;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How an application tests what it does on a failover: on a simulated LAN, without root, and in virtual time, so that hours pass
 * in milliseconds and each run is the same.
 */
class FailoverLogicTest {

    // docs:begin failover-logic
    /** What is tested: a database that takes writes while its host is MASTER, and counts how often it was opened for them. */
    private static final class Database implements VrrpListener {
        private final List<String> history = new ArrayList<>();

        @Override
        public void onEvent(VrrpEvent event) {
            if (event instanceof VrrpEvent.Transition transition) {
                if (transition.to() == State.MASTER) {
                    history.add("opened for writing");
                } else if (transition.from() == State.MASTER) {
                    history.add("read-only");
                }
            }
        }
    }
    // docs:end failover-logic

    // docs:begin failover-setup
    private final SimulatedLan lan = new SimulatedLan(1);
    private final SimulatedHost a = lan.addHost("a", "192.0.2.1/24");
    private final SimulatedHost b = lan.addHost("b", "192.0.2.2/24");
    private final Database databaseOfA = new Database();
    private final Database databaseOfB = new Database();

    @BeforeEach
    void startBoth() throws IOException {
        start(a, databaseOfA, 200);
        start(b, databaseOfB, 100);
        lan.run(Duration.ofSeconds(10)); // a is MASTER
    }

    private static void start(SimulatedHost host, Database database, int priority) throws IOException {
        host.startRouter(database)
                .add(
                        SimulatedHost.INTERFACE,
                        VirtualRouterConfig.builder(51)
                                .priority(priority)
                                .address("192.0.2.10/24")
                                .build());
    }
    // docs:end failover-setup

    // docs:begin failover-tests
    @Test
    void theOtherDatabaseIsOpenedWhenAHostDies() {
        a.crash();
        lan.run(Duration.ofSeconds(4)); // Master_Down_Interval of priority 100: 3.6 s

        assertThat(databaseOfB.history).containsExactly("opened for writing");
    }

    @Test
    void bothAreOpenWhileTheHostsCannotHearEachOther() {
        lan.partition(a);
        lan.run(Duration.ofHours(1));
        assertThat(databaseOfA.history).containsExactly("opened for writing");
        assertThat(databaseOfB.history).containsExactly("opened for writing");

        lan.heal();
        lan.run(Duration.ofSeconds(2));
        assertThat(databaseOfB.history).containsExactly("opened for writing", "read-only");
    }

    @Test
    void aPauseOfTheMasterOpensTheOtherForAMoment() {
        a.pause(Duration.ofSeconds(10));
        lan.run(Duration.ofSeconds(20));

        assertThat(databaseOfB.history).containsExactly("opened for writing", "read-only");
    }
    // docs:end failover-tests

    @Test
    void aLossyLinkOpensNothing() {
        lan.loss(0.05);
        lan.run(Duration.ofMinutes(1));

        assertThat(databaseOfB.history).isEmpty();
    }
}
