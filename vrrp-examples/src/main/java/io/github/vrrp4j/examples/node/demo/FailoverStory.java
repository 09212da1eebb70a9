package io.github.vrrp4j.examples.node.demo;

import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.protocol.State;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The MASTER is killed, comes back, and is stopped. For each, the time that the client got no answer is compared with what
 * the timers of RFC 5798 §6.1 promise.
 */
final class FailoverStory {

    static final String NAME = "failover";
    static final String SUMMARY = "two routers on a LAN: the MASTER is killed, comes back, and is stopped";

    private static final Duration TOLERANCE = Duration.ofMillis(250);

    private static final Cast.Node A = new Cast.Node("A", 200, VirtualAddress.parse("192.0.2.1/24"));
    private static final Cast.Node B = new Cast.Node("B", 100, VirtualAddress.parse("192.0.2.2/24"));

    /** The addresses are those of RFC 5737, for documentation. */
    static final Cast CAST = new Cast(
            51,
            Duration.ofMillis(100),
            VirtualAddress.parse("192.0.2.10/24"),
            VirtualAddress.parse("192.0.2.100/24"),
            List.of(A, B));

    private static final String ADDRESS = CAST.virtualAddress().address().toString();

    private final Stage stage;
    private final Timeline timeline;
    private final Script script;

    FailoverStory(Stage stage, Timeline timeline) {
        this.stage = stage;
        this.timeline = timeline;
        this.script = new Script(stage, timeline, List.of(ADDRESS), TOLERANCE);
    }

    /**
     * Plays the story; in virtual time at once, otherwise in some ten seconds.
     *
     * @return whether every promise was kept
     */
    boolean play() throws IOException {
        timeline.line("Two routers share " + ADDRESS + " (VRID " + CAST.vrid() + ", advertisements every "
                + CAST.advertisementInterval().toMillis() + " ms). A client asks there every "
                + Cast.REQUEST_INTERVAL.toMillis() + " ms who answers.");
        timeline.line("");
        try {
            raiseCurtain();
            acts();
        } catch (StoryFailedException e) {
            timeline.line("");
            timeline.line("FAILED: " + e.getMessage() + ".");
            return false;
        }
        return script.verdict();
    }

    private void raiseCurtain() throws IOException {
        script.announce("A starts, priority " + A.priority());
        stage.start(A);
        script.await("A is MASTER", () -> isIn(State.MASTER, A));
        script.announce("B starts, priority " + B.priority() + "; and the client");
        stage.start(B);
        stage.startClient();
        script.await("B is BACKUP", () -> isIn(State.BACKUP, B));
        script.await("the client is answered by A", () -> script.answeredAfter(Long.MIN_VALUE, "A"));
    }

    private boolean isIn(State state, Cast.Node node) {
        return script.state(node.name(), "").equals(Optional.of(state));
    }

    private void acts() throws IOException {
        Duration interval = CAST.advertisementInterval();
        act(
                "A is killed (SIGKILL)",
                () -> stage.kill(A),
                "B",
                B.masterDownInterval(interval),
                "Master_Down_Interval of B: 3 x " + interval.toMillis() + " ms + Skew_Time");
        act(
                "A comes back",
                () -> stage.start(A),
                "A",
                Promise.RECONNECTION,
                "handed over from one MASTER to the next, 50 ms until the client knows");
        act(
                "A is stopped (SIGTERM)",
                () -> stage.stop(A),
                "B",
                B.skewTime(interval),
                "Skew_Time of B: (256 - " + B.priority() + ") / 256 x " + interval.toMillis() + " ms");
    }

    private void act(String event, Script.Act act, String successor, Duration outage, String reason)
            throws IOException {
        script.act(
                event,
                act,
                "the client is answered by " + successor,
                atNs -> script.answeredAfter(atNs, successor),
                new Promise(ADDRESS, outage, reason));
    }
}
