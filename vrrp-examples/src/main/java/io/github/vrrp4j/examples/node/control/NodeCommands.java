package io.github.vrrp4j.examples.node.control;

import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.VirtualRouterId;
import io.github.vrrp4j.router.VirtualRouterStatus;
import io.github.vrrp4j.router.VrrpRouter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a node does when it is asked over the control socket. For any thread; blocks for as long as the router takes. */
public final class NodeCommands {

    static final String STATUS = "status";
    static final String PEERS = "peers";
    static final String EVENTS = "events";
    static final String PRIORITY = "priority";
    static final String RELINQUISH = "relinquish";
    static final String MAINTENANCE = "maintenance";
    static final String ANNOUNCE = "announce";
    static final String RELOAD = "reload";

    static final String FOLLOW = "follow";
    static final String MS = "ms";
    static final String ON = "on";

    /** A day: {@link VrrpRouter#relinquish}. */
    static final int MAX_RELINQUISH_MS = 86_400_000;

    private static final Map<String, Arguments> READING = Map.of(
            STATUS, Arguments.upTo(Request.VIRTUAL_ROUTERS),
            PEERS, Arguments.upTo(Request.VIRTUAL_ROUTERS),
            EVENTS, Arguments.upTo(FOLLOW));
    private static final Map<String, Arguments> CHANGING = Map.of(
            PRIORITY, Arguments.upTo(Request.VIRTUAL_ROUTERS).and(PRIORITY),
            RELINQUISH, Arguments.upTo(Request.VIRTUAL_ROUTERS).and(MS),
            MAINTENANCE, Arguments.upTo(Request.VIRTUAL_ROUTERS).and(ON),
            ANNOUNCE, Arguments.upTo(Request.VIRTUAL_ROUTERS),
            RELOAD, Arguments.upTo());

    /** Less than a client waits. */
    private static final Duration CHANGE_LIMIT = Duration.ofSeconds(30);

    /** Reads the configuration file again. */
    @FunctionalInterface
    public interface Reload {

        /**
         * Puts it into force.
         *
         * @return what was done, for JSON: keys to texts, lists and maps
         * @throws RefusedException if nothing was changed, or not everything could be
         */
        Map<String, @Nullable Object> run() throws RefusedException;
    }

    private final VrrpRouter router;
    private final NodeView view;
    private final EventRing events;
    private final Reload reload;
    private final Clock clock;

    /**
     * Creates them.
     *
     * @param clock tells the times in answers
     */
    public NodeCommands(VrrpRouter router, NodeView view, EventRing events, Reload reload, Clock clock) {
        this.router = router;
        this.view = view;
        this.events = events;
        this.reload = reload;
        this.clock = clock;
    }

    EventRing events() {
        return events;
    }

    /**
     * Whether a command changes something, and so may take seconds.
     *
     * @throws RefusedException if there is no such command, or if an argument is missing or unknown
     */
    static boolean isChanging(Request request) throws RefusedException {
        Arguments reading = READING.get(request.command());
        Arguments arguments = reading == null ? CHANGING.get(request.command()) : reading;
        if (arguments == null) {
            throw RefusedException.mistake("this node knows no such command; it is older or newer than who asks it");
        }
        arguments.check(request);
        return reading == null;
    }

    /** Every virtual router: what {@code vrrp status --json} prints. */
    public List<Map<String, @Nullable Object>> status() {
        return router.status().stream().map(this::statusJson).toList();
    }

    /**
     * As a client that asks for it.
     *
     * @throws RefusedException as {@link Reload#run}
     */
    public void reload() throws RefusedException {
        reload.run();
    }

    Object answer(Request request) throws RefusedException {
        return switch (request.command()) {
            case STATUS -> meant(request).stream().map(this::statusJson).toList();
            case PEERS -> meant(request).stream().map(this::peersJson).toList();
            case EVENTS -> events.after(0, EventRing.CAPACITY);
            case PRIORITY -> priority(request);
            case RELINQUISH -> relinquish(request);
            case MAINTENANCE -> maintenance(request);
            case ANNOUNCE -> changed(request, router::announce, "announces its addresses, if it is MASTER");
            case RELOAD -> reload.run();
            default -> throw new IllegalArgumentException(request.command());
        };
    }

    private Map<String, @Nullable Object> statusJson(VirtualRouterStatus status) {
        return StatusJson.of(status, view, clock.instant());
    }

    private Map<String, @Nullable Object> peersJson(VirtualRouterStatus status) {
        Map<String, @Nullable Object> json =
                StatusJson.identity(status, view.names().get(status.id()));
        json.put("peers", StatusJson.peers(status));
        return json;
    }

    private List<VirtualRouterStatus> meant(Request request) throws RefusedException {
        List<VirtualRouterStatus> all = router.status();
        Set<VirtualRouterId> ids = new VirtualRouterNames(view.names())
                .find(
                        request.virtualRouters(),
                        all.stream().map(VirtualRouterStatus::id).toList());
        return all.stream().filter(status -> ids.contains(status.id())).toList();
    }

    private Object priority(Request request) throws RefusedException {
        int priority = request.number(PRIORITY, 1, VirtualRouterConfig.OWNER_PRIORITY);
        return changed(
                requireNamed(request),
                id -> router.priority(id, priority),
                "has priority " + priority + " until it is configured anew");
    }

    private Object relinquish(Request request) throws RefusedException {
        int durationMs = request.number(MS, 1, MAX_RELINQUISH_MS);
        Duration duration = Duration.ofMillis(durationMs);
        Instant end = clock.instant().plus(duration);
        return changed(
                requireNamed(request),
                id -> router.relinquish(id, duration),
                "prefers every other router until " + end.truncatedTo(ChronoUnit.SECONDS));
    }

    private Object maintenance(Request request) throws RefusedException {
        boolean on = request.flag(ON);
        return changed(request, id -> router.maintenance(id, on), on ? "is out of service" : "is in service again");
    }

    private static Request requireNamed(Request request) throws RefusedException {
        if (request.virtualRouters().isEmpty()) {
            throw RefusedException.mistake(request.command() + " needs the name of a virtual router");
        }
        return request;
    }

    /** Does one thing to each that is meant, and waits for all. */
    private List<Map<String, @Nullable Object>> changed(
            Request request, Function<VirtualRouterId, CompletableFuture<Void>> change, String text)
            throws RefusedException {
        Map<VirtualRouterId, CompletableFuture<Void>> running = new LinkedHashMap<>();
        List<Map<String, @Nullable Object>> done = new ArrayList<>();
        for (VirtualRouterStatus status : meant(request)) {
            try {
                running.put(status.id(), change.apply(status.id()));
            } catch (IllegalArgumentException | IllegalStateException e) { // it went a moment ago
                throw RefusedException.cannot(status.id() + ": " + e.getMessage());
            }
            Map<String, @Nullable Object> json =
                    StatusJson.identity(status, view.names().get(status.id()));
            json.put("text", status.id() + " " + text);
            done.add(json);
        }
        for (Map.Entry<VirtualRouterId, CompletableFuture<Void>> each : running.entrySet()) {
            await(each.getValue(), each.getKey() + ":");
        }
        return done;
    }

    /**
     * Waits for what the router does.
     *
     * @param what it is: how the message begins
     * @throws RefusedException if it failed, or is not done after 30 s
     */
    public static <T> T await(CompletableFuture<T> future, String what) throws RefusedException {
        try {
            return future.get(CHANGE_LIMIT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw RefusedException.cannot(what + " " + (cause.getMessage() == null ? cause : cause.getMessage()));
        } catch (TimeoutException | CancellationException e) {
            throw RefusedException.cannot(
                    what + " not done within " + CHANGE_LIMIT.toSeconds() + " s; 'vrrp status' tells how far it is");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RefusedException.cannot(what + " the node is about to end");
        }
    }
}
