package io.github.vrrp4j.examples.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ScriptTest {
    private static final String ADDRESS = "192.0.2.10";
    private static final long MS = 1_000_000;

    private final StringWriter out = new StringWriter();
    private final Service service = new Service();
    private final Timeline timeline = new Timeline(new PrintWriter(out), 0);

    /** In virtual time: a client asks every 5 ms, and is answered by one host while it is there. */
    private static final class Service implements Scene {
        private long nowNs;
        private long sequence;
        private long silentUntilNs;
        private String host = "a";

        @Override
        public long nowNs() {
            return nowNs;
        }

        void fail(long forMs) {
            silentUntilNs = nowNs + forMs * MS;
        }

        @Override
        public boolean runUntil(Consumer<Observation> audience, BooleanSupplier condition, Duration limit) {
            long endNs = nowNs + limit.toNanos();
            while (!condition.getAsBoolean()) {
                if (nowNs >= endNs) {
                    return false;
                }
                nowNs += 5 * MS;
                if (nowNs > silentUntilNs) {
                    audience.accept(new Observation.Answer(ADDRESS, sequence, nowNs, host));
                }
                sequence++;
            }
            return true;
        }
    }

    @Test
    void anOutageAsLongAsWasPromisedIsKept() throws IOException {
        Script script = script(Duration.ZERO);
        failure(script, 100, 100);

        assertThat(script.verdict()).isTrue();
        assertThat(out.toString())
                .containsPattern("it fails +100\\.0 ms +100\\.0 ms  kept")
                .endsWith("Every promise was kept.\n");
    }

    @Test
    void aLongerOneBreaksThePromise() throws IOException {
        Script script = script(Duration.ZERO);
        failure(script, 105, 100);

        assertThat(script.verdict()).isFalse();
        assertThat(out.toString())
                .containsPattern("it fails +105\\.0 ms +100\\.0 ms  BROKEN")
                .endsWith("FAILED: a promise was broken.\n");
    }

    @Test
    void whatIsToleratedIsNotCalledKept() throws IOException {
        Script script = script(Duration.ofMillis(50));
        failure(script, 150, 100);

        assertThat(script.verdict()).isTrue();
        assertThat(out.toString())
                .containsPattern("it fails +150\\.0 ms +100\\.0 ms  tolerated")
                .endsWith("Every promise was kept; tolerated are 50 ms more, for a busy host.\n");
    }

    @Test
    void anOutageThatNoEventExplainsIsTold() throws IOException {
        Script script = script(Duration.ZERO);
        failure(script, 100, 100);
        script.watch(Duration.ofSeconds(1));
        service.fail(60);
        script.watch(Duration.ofSeconds(1));
        script.change("it is repaired", () -> service.fail(500), "it answers", ns -> true);

        script.expectNoOtherOutage(Duration.ofMillis(50), "a retry");

        assertThat(script.verdict()).isFalse();
        assertThat(out.toString())
                .contains("outage  500.0 ms; nothing is promised")
                .contains("BROKEN: no other outage is longer than 50.0 ms, a retry: 60.0 ms");
    }

    @Test
    void withoutALineThatAnAddressWasGivenUpNothingIsProved() throws IOException {
        Script script = script(Duration.ZERO);
        script.watch(Duration.ofSeconds(1));
        script.expectNobodyAnswersWhoHasGivenUp();

        assertThat(script.verdict()).isFalse();
    }

    @Test
    void linesAreInTheOrderOfTheirTimes() {
        timeline.event(300 * MS, "b", "second");
        timeline.event(200 * MS, "a", "first");
        timeline.settle(449 * MS);
        assertThat(out.toString()).isEmpty();

        timeline.settle(450 * MS);
        timeline.line("behind");
        assertThat(out.toString().lines())
                .containsExactly("   +0.200 s  a       first", "   +0.300 s  b       second", "behind");
    }

    private Script script(Duration tolerance) throws IOException {
        Script script = new Script(service, timeline, List.of(ADDRESS), tolerance);
        script.watch(Duration.ofSeconds(1));
        return script;
    }

    private void failure(Script script, long forMs, long promisedMs) throws IOException {
        script.act(
                "it fails",
                () -> service.fail(forMs),
                "it answers",
                ns -> script.answeredAfter(ns, "a"),
                new Promise(ADDRESS, Duration.ofMillis(promisedMs), "a test"));
    }
}
