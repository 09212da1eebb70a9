package io.github.vrrp4j.examples.node.demo;

import io.github.vrrp4j.protocol.State;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;

/**
 * What a story is told with: it makes things happen on a scene, waits for what follows, and compares what the clients saw
 * with what was promised.
 */
final class Script {

    /** The longest time anything may take to follow. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** So long is watched before and after each event. */
    private static final Duration QUIET = Duration.ofMillis(700);

    /** Whoever was answered so recently is being served. */
    private static final Duration RECENTLY = Duration.ofMillis(100);

    /** Something that changes the scene. */
    @FunctionalInterface
    interface Act {
        /** Does it. */
        void run() throws IOException;
    }

    private final Scene scene;
    private final Timeline timeline;
    private final Duration tolerance;
    private final Map<String, ClientView> clients = new LinkedHashMap<>();
    private final Map<String, State> states = new HashMap<>();
    private final List<Observation.Transition> transitions = new ArrayList<>();
    private final GivenUp givenUp = new GivenUp();

    /**
     * Begins.
     *
     * @param addresses where the client asks
     * @param tolerance what a busy host may add to a promise
     */
    Script(Scene scene, Timeline timeline, List<String> addresses, Duration tolerance) {
        this.scene = scene;
        this.timeline = timeline;
        this.tolerance = tolerance;
        addresses.forEach(address -> clients.put(address, new ClientView()));
    }

    private void onObservation(Observation observation) {
        if (observation instanceof Observation.Transition it) {
            states.put(key(it.node(), it.virtualRouter()), it.to());
            transitions.add(it);
            timeline.event(
                    it.atNs(),
                    it.node(),
                    (it.virtualRouter() + " " + it.from() + "->" + it.to() + " cause=" + it.cause()).strip());
        } else if (observation instanceof Observation.Note it) {
            timeline.event(it.atNs(), it.who(), it.text());
        } else if (observation instanceof Observation.Holding it) {
            givenUp.onHolding(it);
            timeline.event(it.atNs(), it.node(), it.text());
        } else if (observation instanceof Observation.Answer it
                && client(it.address()).onAnswer(it)) {
            timeline.event(
                    it.sentNs(),
                    "client",
                    "is answered by " + it.node() + (clients.size() > 1 ? ", " + it.address() : ""));
        }
    }

    /** Tells that something happens now; gives the time. */
    long announce(String text) {
        long nowNs = scene.nowNs();
        timeline.event(nowNs, "", "* " + text);
        return nowNs;
    }

    /** The state of a node's virtual router, as its log names it; empty before its first transition. */
    Optional<State> state(String node, String virtualRouter) {
        return Optional.ofNullable(states.get(key(node, virtualRouter)));
    }

    /** Whether no virtual router of a node changed its state since {@code ns}. */
    boolean unchangedSince(long ns, String node) {
        return transitions.stream().noneMatch(it -> it.node().equals(node) && it.atNs() > ns);
    }

    private static String key(String node, String virtualRouter) {
        return node + " " + virtualRouter;
    }

    /** Whether a request to each address, sent after {@code ns}, was answered by {@code node}, and none sent later by another. */
    boolean answeredAfter(long ns, String node) {
        return clients.values().stream().allMatch(client -> client.answeredAfter(ns, node));
    }

    /** Whether a request to this address, sent after {@code ns}, was answered by {@code node}, and none sent later by another. */
    boolean answeredAfter(long ns, String address, String node) {
        return client(address).answeredAfter(ns, node);
    }

    /**
     * A promise about everything so far: no request was answered by a node whose log says that it had given the address up
     * before the request was sent.
     */
    void expectNobodyAnswersWhoHasGivenUp() {
        List<Observation.Answer> answers =
                clients.values().stream().flatMap(ClientView::answers).toList();
        List<Observation.Answer> wrong =
                answers.stream().filter(givenUp::answeredNevertheless).toList();
        wrong.forEach(it -> timeline.event(
                it.sentNs(), "client", "is answered by " + it.node() + ", which had given up " + it.address()));
        expect(
                "all the time",
                "none of " + answers.size() + " requests is answered by a host that has given the address up",
                wrong.isEmpty());
    }

    /**
     * Waits until the condition holds.
     *
     * @param what for the message if it does not
     * @throws StoryFailedException if it does not within 30 s
     */
    void await(String what, BooleanSupplier condition) throws IOException {
        if (!scene.runUntil(this::onObservation, condition, LIMIT)) {
            throw new StoryFailedException("waited " + LIMIT.toSeconds() + " s in vain until " + what);
        }
    }

    /** Lets this much time pass. */
    void watch(Duration duration) throws IOException {
        scene.runUntil(this::onObservation, () -> false, duration);
    }

    /**
     * Makes something happen, waits for what follows and until the clients are served again, and notes their outages.
     *
     * @param followed asked with the time of the event
     * @return the time of the event
     * @throws StoryFailedException if it does not follow
     */
    long act(String event, Act act, String what, LongPredicate followed, Promise... promises) throws IOException {
        long atNs = step(event, act, what, followed);
        watch(QUIET);
        await("the client is answered again", this::isEveryClientServed);
        for (Promise promise : promises) {
            Duration outage = client(promise.address()).longestOutageSince(atNs);
            boolean kept = outage.compareTo(promise.outage().plus(tolerance)) <= 0;
            timeline.result(new Result(event, promise, outage, promise.reason(), kept));
            timeline.line("             outage  " + Timeline.milliseconds(outage)
                    + (clients.size() > 1 ? " at " + promise.address() : "") + "; promised "
                    + Timeline.milliseconds(promise.outage()) + ", " + promise.reason());
        }
        return atNs;
    }

    /**
     * Makes something happen and waits for what follows, whether the clients are served or not.
     *
     * @param followed asked with the time of the event
     * @return the time of the event
     * @throws StoryFailedException if it does not follow
     */
    long step(String event, Act act, String what, LongPredicate followed) throws IOException {
        watch(QUIET);
        timeline.line("");
        long atNs = announce(event);
        act.run();
        await(what, () -> followed.test(atNs));
        return atNs;
    }

    /** Tells what a program says, as it says it. */
    void quote(String text) {
        text.lines().forEach(line -> timeline.line("             | " + line));
    }

    private boolean isEveryClientServed() {
        long sinceNs = scene.nowNs() - RECENTLY.toNanos();
        return clients.values().stream().allMatch(client -> client.answeredAfter(sinceNs));
    }

    /** A promise that is no outage: what has to be so after an event. */
    void expect(String event, String fact, boolean kept) {
        timeline.result(new Result(event, null, null, fact, kept));
        timeline.line("             " + (kept ? "as promised: " : "BROKEN: ") + fact);
    }

    /** A promise that something happens in time. */
    void expectWithin(String event, String fact, Duration promised, Duration took) {
        expect(event, fact + ": after " + Timeline.milliseconds(took), took.compareTo(promised.plus(tolerance)) <= 0);
    }

    /** Tells all results; whether every promise was kept. */
    boolean verdict() {
        List<Result> results = timeline.results();
        int width = results.stream()
                .mapToInt(result -> label(result).length())
                .max()
                .orElse(0);
        String format = "  %-" + Math.max(24, width) + "s %12s %12s  %s";
        timeline.line("");
        timeline.line(
                String.format(Locale.ROOT, format, "", "outage", "promised", "").stripTrailing());
        List<String> facts = new ArrayList<>();
        for (Result result : results) {
            String kept = result.kept() ? "kept" : "BROKEN";
            if (result.promise() != null && result.outage() != null) {
                timeline.line(String.format(
                        Locale.ROOT,
                        format,
                        label(result),
                        Timeline.milliseconds(result.outage()),
                        Timeline.milliseconds(result.promise().outage()),
                        kept));
            } else {
                facts.add("  " + result.event() + ": " + result.text() + ": " + kept);
            }
        }
        facts.forEach(timeline::line);
        boolean kept = results.stream().allMatch(Result::kept);
        timeline.line("");
        timeline.line((kept ? "Every promise was kept" : "FAILED: a promise was broken")
                + (tolerance.isZero() ? "." : ", with " + tolerance.toMillis() + " ms for a busy host."));
        return kept;
    }

    private String label(Result result) {
        Promise promise = result.promise();
        return promise == null || clients.size() == 1 ? result.event() : result.event() + ", " + promise.address();
    }

    private ClientView client(String address) {
        ClientView client = clients.get(address);
        if (client == null) {
            throw new IllegalArgumentException("no client asks at " + address);
        }
        return client;
    }
}
