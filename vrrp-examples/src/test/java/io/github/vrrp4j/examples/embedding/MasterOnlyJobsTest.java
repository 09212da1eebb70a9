package io.github.vrrp4j.examples.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.VirtualRouterId;
import io.github.vrrp4j.router.VrrpRouter;
import io.github.vrrp4j.simulation.SimulatedHost;
import io.github.vrrp4j.simulation.SimulatedLan;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two hosts of which each would do a job every second. */
class MasterOnlyJobsTest {

    private final SimulatedLan lan = new SimulatedLan(1);
    private final SimulatedHost a = lan.addHost("a", "192.0.2.1/24");
    private final SimulatedHost b = lan.addHost("b", "192.0.2.2/24");
    private final List<String> done = new ArrayList<>();
    private MasterOnlyJobs jobsOfA;
    private MasterOnlyJobs jobsOfB;

    @BeforeEach
    void startBoth() throws IOException {
        jobsOfA = start(a, 200);
        jobsOfB = start(b, 100);
    }

    private static MasterOnlyJobs start(SimulatedHost host, int priority) throws IOException {
        VrrpRouter router = host.startRouter();
        VirtualRouterId id = router.add(
                SimulatedHost.INTERFACE,
                VirtualRouterConfig.builder(51)
                        .priority(priority)
                        .address("192.0.2.10/24")
                        .build());
        return new MasterOnlyJobs(router, id);
    }

    @Test
    void theMasterAloneDoesTheJob() {
        lan.run(Duration.ofSeconds(10));

        runEverySecond(3);

        assertThat(done).containsExactly("a", "a", "a");
    }

    @Test
    void theOtherHostDoesItWhenTheMasterIsGone() {
        lan.run(Duration.ofSeconds(10));
        a.stopRouter();
        lan.run(Duration.ofSeconds(1)); // Skew_Time of priority 100: 156 / 256 s

        runEverySecond(3);

        assertThat(done).containsExactly("b", "b", "b");
    }

    /** What no use of VRRP can prevent. */
    @Test
    void hostsThatCannotHearEachOtherBothDoIt() {
        lan.run(Duration.ofSeconds(10));
        lan.partition(a);
        lan.run(Duration.ofSeconds(4)); // Master_Down_Interval of priority 100: 3 s + 156 / 256 s

        runEverySecond(2);
        assertThat(done).containsExactly("a", "b", "a", "b");

        lan.heal();
        lan.run(Duration.ofSeconds(2));
        done.clear();
        runEverySecond(2);
        assertThat(done).containsExactly("a", "a");
    }

    /** Nor this: what goes on after a pause does not know yet that there was one. */
    @Test
    void aMasterThatWasPausedBelievesItselfMasterUntilItHearsTheOther() {
        lan.run(Duration.ofSeconds(10));
        a.pause(Duration.ofSeconds(5));
        lan.run(Duration.ofMillis(4900));

        runOnce();

        assertThat(done).containsExactly("a", "b");
    }

    @Test
    void aJobCanAskWhetherItIsToGoOn() {
        lan.run(Duration.ofSeconds(10));

        jobsOfA.onMasterOnly(stillMaster -> {
                    done.add("before: " + stillMaster.getAsBoolean());
                    a.stopRouter();
                    lan.run(Duration.ofSeconds(1));
                    done.add("after: " + stillMaster.getAsBoolean());
                })
                .run();

        assertThat(done).containsExactly("before: true", "after: false");
    }

    @Test
    void aJobThatFailsIsRunAgain() throws InterruptedException {
        lan.run(Duration.ofSeconds(10));
        CountDownLatch runs = new CountDownLatch(3);
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
        try {
            ScheduledFuture<?> schedule = jobsOfA.schedule(
                    executor,
                    stillMaster -> {
                        runs.countDown();
                        throw new IOException("the database is away");
                    },
                    Duration.ofMillis(1));

            assertThat(runs.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(schedule.isDone()).isFalse();
        } finally {
            executor.shutdownNow();
        }
    }

    private void runEverySecond(int times) {
        for (int i = 0; i < times; i++) {
            runOnce();
            lan.run(Duration.ofSeconds(1));
        }
    }

    private void runOnce() {
        jobsOfA.onMasterOnly(stillMaster -> done.add("a")).run();
        jobsOfB.onMasterOnly(stillMaster -> done.add("b")).run();
    }
}
