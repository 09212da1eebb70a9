package io.github.vrrp4j.examples.node.run;

import io.github.vrrp4j.netlink.ServiceManager;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.router.Subscription;
import io.github.vrrp4j.router.VirtualRouterStatus;
import io.github.vrrp4j.router.VrrpRouter;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd how the node goes: that it is ready, reloads, ends, and lives; and, once a second, the states if they
 * changed. Without systemd it does nothing.
 */
final class ServiceNotifier implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceNotifier.class);

    private static final Duration STATUS_INTERVAL = Duration.ofSeconds(1);

    private final @Nullable ServiceManager manager;
    private final @Nullable Duration watchdog;
    private @Nullable ScheduledThreadPoolExecutor executor;
    private String lastStatus = "";

    private ServiceNotifier(@Nullable ServiceManager manager, @Nullable Duration watchdog) {
        this.manager = manager;
        this.watchdog = watchdog;
    }

    /** For the service manager that this environment names, if it names one. */
    static ServiceNotifier of(Map<String, String> environment) {
        try {
            return new ServiceNotifier(
                    ServiceManager.of(environment).orElse(null),
                    watchdog(environment, ProcessHandle.current().pid()));
        } catch (IOException e) {
            LOG.warn("systemd is told nothing: {}", e.getMessage());
            return new ServiceNotifier(null, null);
        }
    }

    /**
     * Within which time it wants to hear that this process lives (sd_watchdog_enabled(3)); null if it does not, or means
     * another process.
     */
    static @Nullable Duration watchdog(Map<String, String> environment, long ownPid) {
        String meant = environment.getOrDefault("WATCHDOG_PID", "");
        String limit = environment.getOrDefault("WATCHDOG_USEC", "");
        if (!limit.matches("[1-9]\\d{0,17}") || (!meant.isEmpty() && !meant.equals(Long.toString(ownPid)))) {
            return null;
        }
        return Duration.of(Long.parseLong(limit), java.time.temporal.ChronoUnit.MICROS);
    }

    /** All runs. From now on the router is looked at. */
    void ready(VrrpRouter router) {
        if (manager == null) {
            return;
        }
        lastStatus = status(router.status());
        tell("READY=1", "STATUS=" + lastStatus);
        ScheduledThreadPoolExecutor started = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "vrrp-service");
            thread.setDaemon(true);
            return thread;
        });
        executor = started;
        long statusMs = STATUS_INTERVAL.toMillis();
        Future<?> unusedStatus =
                started.scheduleWithFixedDelay(() -> tellStatus(router), statusMs, statusMs, TimeUnit.MILLISECONDS);
        if (watchdog != null) {
            long halfMs = Math.max(1, watchdog.toMillis() / 2);
            Future<?> unusedAlive =
                    started.scheduleAtFixedRate(() -> tellAlive(router, halfMs), 0, halfMs, TimeUnit.MILLISECONDS);
        }
    }

    private void tellStatus(VrrpRouter router) {
        try {
            String status = status(router.status());
            if (!status.equals(lastStatus)) {
                lastStatus = status;
                tell("STATUS=" + status);
            }
        } catch (RuntimeException e) { // otherwise it would never be run again
            LOG.warn("systemd was not told the states: {}", e.toString());
        }
    }

    /** {@code 2 virtual routers: 1 BACKUP, 1 MASTER}. */
    static String status(List<VirtualRouterStatus> all) {
        Map<State, Long> counts = all.stream()
                .collect(Collectors.groupingBy(
                        VirtualRouterStatus::state, () -> new EnumMap<>(State.class), Collectors.counting()));
        return all.size()
                + (all.size() == 1 ? " virtual router" : " virtual routers")
                + counts.entrySet().stream()
                        .map(count -> count.getValue() + " " + count.getKey())
                        .collect(Collectors.joining(", ", all.isEmpty() ? "" : ": ", ""));
    }

    /** Says nothing if the loop does not answer: then systemd starts the node anew. */
    private void tellAlive(VrrpRouter router, long limitMs) {
        try {
            if (isAlive(router, limitMs)) {
                tell("WATCHDOG=1");
            } else {
                LOG.error("the loop of the router does not answer: systemd is not told that the node lives");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("the loop of the router could not be asked: {}", e.toString());
        }
    }

    /** A new listener is told the current state by the loop, on the thread of the events: both have to live. */
    private static boolean isAlive(VrrpRouter router, long limitMs) throws InterruptedException {
        if (router.status().isEmpty()) {
            return true;
        }
        CountDownLatch told = new CountDownLatch(1);
        Subscription subscription = router.subscribe(event -> told.countDown());
        try {
            return told.await(limitMs, TimeUnit.MILLISECONDS);
        } finally {
            subscription.close();
        }
    }

    /** The file is read again; {@link #reloaded} follows. */
    void reloading() {
        // CLOCK_MONOTONIC is what System.nanoTime reads on Linux.
        tell("RELOADING=1", "MONOTONIC_USEC=" + System.nanoTime() / 1_000);
    }

    /** It runs again, with the new configuration or the old one. */
    void reloaded() {
        tell("READY=1");
    }

    /** The process is about to end. */
    void stopping() {
        tell("STOPPING=1", "STATUS=gives the addresses up");
    }

    private void tell(String... assignments) {
        if (manager == null) {
            return;
        }
        try {
            manager.tell(assignments);
        } catch (IOException e) {
            LOG.warn("systemd was not told {}: {}", assignments[0], e.getMessage());
        }
    }

    @Override
    public void close() {
        if (executor != null) {
            executor.shutdownNow();
        }
    }
}
