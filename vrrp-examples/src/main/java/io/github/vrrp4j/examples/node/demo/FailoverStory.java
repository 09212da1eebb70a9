package io.github.vrrp4j.examples.node.demo;

import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.protocol.State;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * The MASTER is killed, comes back, and is stopped. For each, the time that the client got no answer is compared with what
 * the timers of RFC 5798 §6.1 promise.
 */
final class FailoverStory {

    /** What the host may add to a promise: starting, scheduling and measuring are not VRRP. */
    static final Duration TOLERANCE = Duration.ofMillis(250);

    private static final Cast.Node A = new Cast.Node("A", 200, VirtualAddress.parse("192.0.2.1/24"));
    private static final Cast.Node B = new Cast.Node("B", 100, VirtualAddress.parse("192.0.2.2/24"));

    /** The addresses are those of RFC 5737, for documentation. */
    static final Cast CAST = new Cast(
            51,
            Duration.ofMillis(100),
            VirtualAddress.parse("192.0.2.10/24"),
            VirtualAddress.parse("192.0.2.100/24"),
            List.of(A, B));

    private static final Duration START_LIMIT = Duration.ofSeconds(15);

    /** So long is watched before and after each event. */
    private static final Duration QUIET = Duration.ofMillis(700);

    /** What the RFC says about an event, and where it comes from. */
    private record Promise(Duration outage, String reason) {}

    private record Result(String event, Duration outage, Promise promise) {
        boolean kept() {
            return outage.compareTo(promise.outage().plus(TOLERANCE)) <= 0;
        }
    }

    /** An act that changes the stage. */
    @FunctionalInterface
    private interface Act {
        void run() throws IOException;
    }

    private final Stage stage;
    private final Timeline timeline;
    private final ClientView client = new ClientView();
    private final Map<String, State> states = new HashMap<>();
    private final List<Result> results = new ArrayList<>();

    FailoverStory(Stage stage, Timeline timeline) {
        this.stage = stage;
        this.timeline = timeline;
    }

    private void onObservation(Observation observation) {
        if (observation instanceof Observation.Transition it) {
            states.put(it.node(), it.to());
            timeline.event(it.atNs(), it.node(), it.from() + "->" + it.to() + " cause=" + it.cause());
        } else if (observation instanceof Observation.Note it) {
            timeline.event(it.atNs(), it.who(), it.text());
        } else if (observation instanceof Observation.Answer it && client.onAnswer(it)) {
            timeline.event(it.sentNs(), "client", "is answered by " + it.node());
        }
    }

    /**
     * Plays the story; in virtual time at once, otherwise in some ten seconds.
     *
     * @return whether every promise was kept
     */
    boolean play() throws IOException {
        timeline.line("Two routers share " + CAST.virtualAddress().address() + " (VRID " + CAST.vrid()
                + ", advertisements every " + CAST.advertisementInterval().toMillis()
                + " ms). A client asks there every "
                + Cast.REQUEST_INTERVAL.toMillis() + " ms who answers.");
        timeline.line("");
        return raiseCurtain() && acts() && verdict();
    }

    private boolean raiseCurtain() throws IOException {
        announce("A starts, priority " + A.priority());
        stage.start(A);
        if (!await("A is MASTER", () -> states.get("A") == State.MASTER)) {
            return false;
        }
        announce("B starts, priority " + B.priority() + "; and the client");
        stage.start(B);
        stage.startClient();
        return await("B is BACKUP", () -> states.get("B") == State.BACKUP)
                && await("the client is answered by A", () -> client.answeredAfter(Long.MIN_VALUE, "A"));
    }

    private boolean acts() throws IOException {
        Duration interval = CAST.advertisementInterval();
        return act(
                        "A is killed (SIGKILL)",
                        () -> stage.kill(A),
                        "B",
                        new Promise(
                                B.masterDownInterval(interval),
                                "Master_Down_Interval of B: 3 x " + interval.toMillis() + " ms + Skew_Time"))
                && act(
                        "A comes back",
                        () -> stage.start(A),
                        "A",
                        new Promise(Duration.ZERO, "handed over from one MASTER to the next"))
                && act(
                        "A is stopped (SIGTERM)",
                        () -> stage.stop(A),
                        "B",
                        new Promise(
                                B.skewTime(interval),
                                "Skew_Time of B: (256 - " + B.priority() + ") / 256 x " + interval.toMillis() + " ms"));
    }

    private boolean act(String event, Act act, String successor, Promise promise) throws IOException {
        watch();
        timeline.line("");
        long atNs = announce(event);
        act.run();
        if (!await("the client is answered by " + successor, () -> client.answeredAfter(atNs, successor))) {
            return false;
        }
        watch();
        Result result = new Result(event, client.longestOutageSince(atNs), promise);
        results.add(result);
        timeline.line("             outage  " + Timeline.milliseconds(result.outage()) + "; promised "
                + Timeline.milliseconds(promise.outage()) + ", " + promise.reason());
        return true;
    }

    private long announce(String text) {
        long nowNs = stage.nowNs();
        timeline.event(nowNs, "", "* " + text);
        return nowNs;
    }

    private void watch() throws IOException {
        stage.runUntil(this::onObservation, () -> false, QUIET);
    }

    private boolean await(String what, BooleanSupplier condition) throws IOException {
        if (stage.runUntil(this::onObservation, condition, START_LIMIT)) {
            return true;
        }
        timeline.line("");
        timeline.line("FAILED: waited " + START_LIMIT.toSeconds() + " s in vain until " + what + ".");
        return false;
    }

    private boolean verdict() {
        timeline.line("");
        timeline.line(String.format("  %-24s %12s %12s", "", "outage", "promised"));
        for (Result result : results) {
            timeline.line(String.format(
                    "  %-24s %12s %12s  %s",
                    result.event(),
                    Timeline.milliseconds(result.outage()),
                    Timeline.milliseconds(result.promise().outage()),
                    result.kept() ? "kept" : "BROKEN"));
        }
        boolean kept = results.stream().allMatch(Result::kept);
        timeline.line("");
        timeline.line((kept ? "Every promise was kept" : "FAILED: a promise was broken") + " (within "
                + TOLERANCE.toMillis() + " ms for the host).");
        return kept;
    }
}
