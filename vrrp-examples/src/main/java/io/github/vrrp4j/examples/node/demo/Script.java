package io.github.vrrp4j.examples.node.demo;

import io.github.vrrp4j.protocol.State;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
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

    /** From when to when outages were told with what made them. */
    private final List<Window> told = new ArrayList<>();

    private record Window(long fromNs, long toNs) {
        /** An answer that was on its way when it happened is missing, too. */
        private static final long EARLY_NS = 50_000_000;

        boolean contains(long ns) {
            return ns >= fromNs - EARLY_NS && ns <= toNs;
        }
    }

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
        tell(observation);
        timeline.settle(scene.nowNs());
    }

    private void tell(Observation observation) {
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
     * before the request was sent. The logs must say so at least once, or there is nothing to compare.
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
                "none of " + answers.size()
                        + " requests is answered by a host that has given the address up, which happens "
                        + givenUp.count() + " times",
                wrong.isEmpty() && givenUp.count() > 0);
    }

    /** A promise about everything so far: no client was without answers but after the events that tell it. */
    void expectNoOtherOutage(Duration limit, String reason) {
        Duration longest = clients.values().stream()
                .map(client -> client.longestOutage(
                        (beganNs, endedNs) -> told.stream().noneMatch(window -> window.contains(beganNs))))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        result(
                "all the time",
                "no other outage is longer than " + Timeline.milliseconds(limit) + ", " + reason + ": "
                        + Timeline.milliseconds(longest),
                Result.Verdict.of(longest, limit, tolerance));
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

    /** Goes on with the timeline until the LAN is closed; ends with {@link StageClosedException}. */
    void runOn(StoryLan lan) {
        lan.runOn(this::onObservation);
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
            Result.Verdict verdict = Result.Verdict.of(outage, promise.outage(), tolerance);
            timeline.result(new Result(event, promise, outage, promise.reason(), verdict));
            timeline.line("             outage  " + Timeline.milliseconds(outage)
                    + (clients.size() > 1 ? " at " + promise.address() : "") + "; promised "
                    + Timeline.milliseconds(promise.outage()) + ", " + promise.reason());
        }
        told.add(new Window(atNs, scene.nowNs()));
        return atNs;
    }

    /**
     * Changes the scene between two acts, waits until the clients are served again, and tells their outages; nothing is promised.
     *
     * @return the time when it began
     */
    long change(String text, Act act, String what, LongPredicate followed) throws IOException {
        long atNs = step(text, act, what, followed);
        watch(QUIET);
        await("the client is answered again", this::isEveryClientServed);
        told.add(new Window(atNs, scene.nowNs()));
        clients.forEach((address, client) -> timeline.line("             outage  "
                + Timeline.milliseconds(client.longestOutageSince(atNs))
                + (clients.size() > 1 ? " at " + address : "") + "; nothing is promised"));
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
        told.add(new Window(atNs, scene.nowNs()));
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
        result(event, fact, kept ? Result.Verdict.KEPT : Result.Verdict.BROKEN);
    }

    private void result(String event, String fact, Result.Verdict verdict) {
        timeline.result(new Result(event, null, null, fact, verdict));
        timeline.line("             " + (verdict == Result.Verdict.KEPT ? "as promised" : verdict) + ": " + fact);
    }

    /** A promise that something happens in time. */
    void expectWithin(String event, String fact, Duration promised, Duration took) {
        result(event, fact + ": after " + Timeline.milliseconds(took), Result.Verdict.of(took, promised, tolerance));
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
            String kept = result.verdict().toString();
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
        boolean kept = results.stream().allMatch(Result::isKept);
        timeline.line("");
        boolean tolerated = results.stream().anyMatch(result -> result.verdict() == Result.Verdict.TOLERATED);
        timeline.line((kept ? "Every promise was kept" : "FAILED: a promise was broken")
                + (tolerated ? "; tolerated are " + tolerance.toMillis() + " ms more, for a busy host." : "."));
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
