package io.github.vrrp4j.examples.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.examples.node.run.LogSetup;
import io.github.vrrp4j.packet.VirtualAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FailoverStoryTest {
    private final StringWriter out = new StringWriter();

    @BeforeAll
    static void silenceTheRouters() {
        LogSetup.silence();
    }

    @Test
    void onASimulatedLanEveryPromiseIsKept() throws IOException {
        assertThat(play(new SimulatedStage(FailoverStory.CAST, "a test"))).isTrue();
        // Skew_Time of B: 156 / 256 x 100 ms = 60.9 ms; Master_Down_Interval 300 ms more.
        assertThat(out.toString())
                .containsPattern("A is killed \\(SIGKILL\\) +3[0-9]{2}\\.0 ms +360\\.9 ms +kept")
                .containsPattern("A comes back +0\\.0 ms +50\\.0 ms +kept")
                .containsPattern("A is stopped \\(SIGTERM\\) +60\\.0 ms +60\\.9 ms +kept")
                .contains("Every promise was kept");
    }

    @Test
    void theTimelineHasEveryTransition() throws IOException {
        play(new SimulatedStage(FailoverStory.CAST, "a test"));

        assertThat(out.toString()
                        .lines()
                        .filter(line -> line.contains("cause="))
                        .map(line -> line.substring(13)))
                .containsExactly(
                        "A       INITIALIZE->BACKUP cause=STARTUP",
                        "A       BACKUP->MASTER cause=MASTER_DOWN_TIMER",
                        "B       INITIALIZE->BACKUP cause=STARTUP",
                        "B       BACKUP->MASTER cause=MASTER_DOWN_TIMER",
                        "A       INITIALIZE->BACKUP cause=STARTUP",
                        "A       BACKUP->MASTER cause=PREEMPTION",
                        "B       MASTER->BACKUP cause=HIGHER_PRIORITY",
                        "A       MASTER->INITIALIZE cause=SHUTDOWN",
                        "B       BACKUP->MASTER cause=MASTER_RESIGNED");
    }

    @Test
    void aPromiseIsBrokenWhenAPoliteStopIsNone() throws IOException {
        Stage rude = new Altered() {
            @Override
            public void stop(Cast.Node node) {
                stage.kill(node);
            }
        };

        assertThat(play(rude)).isFalse();
        assertThat(out.toString())
                .containsPattern("A is stopped \\(SIGTERM\\) +3[0-9]{2}\\.0 ms +60\\.9 ms +BROKEN")
                .contains("FAILED: a promise was broken");
    }

    @Test
    void theStoryEndsWhenNobodyTakesOver() throws IOException {
        Stage deadly = new Altered() {
            @Override
            public void kill(Cast.Node node) {
                FailoverStory.CAST.nodes().forEach(stage::kill);
            }
        };

        assertThat(play(deadly)).isFalse();
        assertThat(out.toString()).contains("FAILED: waited 30 s in vain until the client is answered by B.");
    }

    @Test
    void timersFollowTheFormulasOfTheRfc() {
        Cast.Node node = new Cast.Node("x", 100, VirtualAddress.parse("192.0.2.1/24"));

        // ((256 - 100) * 1 s) / 256 and 3 s more
        assertThat(node.skewTime(Duration.ofSeconds(1))).isEqualTo(Duration.ofNanos(609_375_000));
        assertThat(node.masterDownInterval(Duration.ofSeconds(1))).isEqualTo(Duration.ofNanos(3_609_375_000L));
    }

    private boolean play(Stage stage) throws IOException {
        return new FailoverStory(stage, new Timeline(new PrintWriter(out, true), stage.nowNs())).play();
    }

    /** A simulated LAN on which something goes differently. */
    private abstract static class Altered implements Stage {
        final Stage stage = new SimulatedStage(FailoverStory.CAST, "a test");

        @Override
        public String description() {
            return stage.description();
        }

        @Override
        public long nowNs() {
            return stage.nowNs();
        }

        @Override
        public void start(Cast.Node node) throws IOException {
            stage.start(node);
        }

        @Override
        public void startClient() throws IOException {
            stage.startClient();
        }

        @Override
        public void kill(Cast.Node node) {
            stage.kill(node);
        }

        @Override
        public void stop(Cast.Node node) {
            stage.stop(node);
        }

        @Override
        public boolean runUntil(Consumer<Observation> audience, BooleanSupplier condition, Duration limit)
                throws IOException {
            return stage.runUntil(audience, condition, limit);
        }

        @Override
        public void close() {
            stage.close();
        }
    }
}
