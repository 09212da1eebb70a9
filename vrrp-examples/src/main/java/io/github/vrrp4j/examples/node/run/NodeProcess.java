package io.github.vrrp4j.examples.node.run;

import io.github.vrrp4j.examples.node.ExitCodes;
import io.github.vrrp4j.examples.node.config.NodeConfig;
import io.github.vrrp4j.examples.node.control.ControlServer;
import io.github.vrrp4j.examples.node.control.EventRing;
import io.github.vrrp4j.examples.node.control.NodeCommands;
import io.github.vrrp4j.examples.node.control.RefusedException;
import io.github.vrrp4j.examples.node.hooks.HookRunner;
import io.github.vrrp4j.examples.node.http.HttpService;
import io.github.vrrp4j.netlink.LinuxNetwork;
import io.github.vrrp4j.router.VrrpRouter;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a configuration until the process is asked to end.
 *
 * <p>A JVM ends with status 143 on SIGTERM. Here a shutdown hook closes the router and halts with 0 instead. Signals that
 * come while that goes on change nothing: the JVM runs its hooks once. Commands that are told of the end get five seconds more.
 */
public final class NodeProcess {

    private static final Logger LOG = LoggerFactory.getLogger(NodeProcess.class);

    /**
     * For the last checks and events, beyond what the addresses have. Two seconds are promised where the file says nothing of
     * the time to close; the rest of them is for the JVM.
     */
    private static final Duration CLOSE_MARGIN = Duration.ofMillis(350);

    /** Held during each step of the start, so that the hook closes what is whole. */
    private final Object stepLock = new Object();

    private final Thread hook = new Thread(this::onShutdown, "vrrp-shutdown");
    private final ExecutorService reloads = ControlServer.worker("vrrp-reload", 1);
    private boolean armed;

    private volatile @Nullable VrrpRouter router;

    /** What is open, the last first: the servers, the router, the network. */
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private volatile Duration closeTimeout = VrrpRouter.DEFAULT_CLOSE_TIMEOUT;

    private volatile ServiceNotifier service = ServiceNotifier.of(Map.of());
    private volatile @Nullable NodeCommands commands;

    /** What stops the virtual routers makes hooks run: this is closed when they have stopped. */
    private final HookRunner hooks = new HookRunner(Map.of());

    private final ConfigInForce inForce = new ConfigInForce(hooks);

    private volatile boolean stopping;

    /** The router could not release everything in time. */
    private volatile boolean leftBehind;

    /** Creates it; nothing runs. */
    public NodeProcess() {}

    /**
     * From now on a signal ends the process with status 0, also while nothing runs yet, and SIGHUP reloads. Once, by the
     * main thread.
     */
    public void arm() {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            armed = true;
        } catch (IllegalStateException e) {
            sleepUntilHalted(); // a signal was faster
        }
        ReloadSignal.onReceived(this::onReloadSignal);
    }

    /** Leaves the exit status to the caller again. If a signal came before, it does not return. */
    public void disarm() {
        if (!armed) {
            return;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            sleepUntilHalted();
        }
    }

    /**
     * Starts every virtual router, and blocks until the process ends. Returns only when they cannot be started, after
     * everything is closed again.
     *
     * @param version of this program, for the first log line
     * @param file where the configuration comes from, for the first log line and for a reload
     * @param configId for the {@code @} lines of a keepalived.conf, when it is read again
     * @param err takes the message that says why they cannot be started
     * @return the exit status
     */
    public int run(String version, Path file, Optional<String> configId, NodeConfig config, PrintWriter err) {
        String reason = start(version, file, configId, config);
        if (reason == null || stopping) {
            sleepUntilHalted();
        }
        close();
        err.println("vrrp: " + reason);
        err.flush();
        return ExitCodes.CANNOT_RUN;
    }

    /**
     * Does all of {@link #run} up to the point from which it waits, and ends it again.
     *
     * @return why the virtual routers cannot be started; empty if they could
     */
    Optional<String> startAndClose(String version, Path file, NodeConfig config) {
        String reason = start(version, file, Optional.empty(), config);
        close();
        return Optional.ofNullable(reason);
    }

    /** Why it could not start, or null. */
    private @Nullable String start(String version, Path file, Optional<String> configId, NodeConfig config) {
        service = ServiceNotifier.of(System.getenv());
        try {
            LinuxNetwork[] network = new LinuxNetwork[1];
            step(() -> network[0] = opened(LinuxNetwork.open(config.options())));
            StartWarnings.leftovers(network[0]);
            int count = config.virtualRouters().size();
            LOG.info(
                    "vrrp4j {} runs {} {} of {}",
                    version,
                    count,
                    count == 1 ? "virtual router" : "virtual routers",
                    file);
            StartWarnings.config(config);
            VrrpRouter[] router = new VrrpRouter[1];
            step(() -> router[0] = open(version, file, configId, config, Objects.requireNonNull(network[0])));
            if (router[0] != null) {
                NodeCommands.await(router[0].apply(config.router()), "cannot start:");
                step(() -> ready(router[0]));
            }
            return null;
        } catch (IOException
                | IllegalArgumentException
                | IllegalStateException e) { // the latter two of what only a host tells
            return "cannot run: " + e.getMessage();
        } catch (RefusedException e) {
            return e.getMessage();
        }
    }

    /** The sockets come before the virtual routers: a second node of the same file shall not even touch an address. */
    private VrrpRouter open(
            String version, Path file, Optional<String> configId, NodeConfig config, LinuxNetwork network)
            throws IOException {
        inForce.take(config);
        Clock clock = Clock.systemUTC();
        EventRing events = new EventRing(inForce, clock);
        inForce.count(events);
        closeTimeout = config.closeTimeout();
        VrrpRouter router = opened(VrrpRouter.builder(network)
                .closeTimeout(closeTimeout)
                .addressManager(config.addressManager(network.addressManager()))
                .listener(events)
                .listener(hooks)
                .start());
        this.router = router;
        Reloader reloader = new Reloader(file, configId, router, config, inForce::take);
        NodeCommands made = new NodeCommands(router, inForce, events, () -> reload(reloader), clock);
        if (config.control() != null) {
            opened(ControlServer.start(config.control(), made));
        }
        if (config.http() != null) {
            HttpService http = opened(HttpService.start(config.http(), router, inForce, clock, version));
            InetSocketAddress address = http.address();
            LOG.info("http={}:{} answers /metrics, /health and /status", address.getHostString(), address.getPort());
        }
        commands = made;
        return router;
    }

    private void ready(VrrpRouter router) {
        opened(service);
        service.ready(router);
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.push(resource);
        return resource;
    }

    private Map<String, @Nullable Object> reload(Reloader reloader) throws RefusedException {
        service.reloading();
        try {
            return reloader.run();
        } finally {
            service.reloaded();
        }
    }

    /** Several that come during one reload are one more. */
    private void onReloadSignal() {
        try {
            reloads.execute(() -> {
                NodeCommands running = commands;
                if (running == null) {
                    LOG.warn("SIGHUP during the start: not reloaded");
                    return;
                }
                try {
                    running.reload();
                } catch (RefusedException e) {
                    // the log has it
                }
            });
        } catch (RejectedExecutionException e) {
            // the one that waits reads the file later than this one asks
        }
    }

    /** One part of the start: any of them may take long or fail. */
    @FunctionalInterface
    private interface Step {
        void run() throws IOException, RefusedException;
    }

    private void step(Step step) throws IOException, RefusedException {
        synchronized (stepLock) {
            if (!stopping) {
                step.run();
            }
        }
    }

    private void close() {
        synchronized (stepLock) {
            VrrpRouter running = router;
            if (running != null) {
                running.shutdown(); // while the servers end
            }
            while (!open.isEmpty()) {
                AutoCloseable last = open.pop();
                try {
                    last.close();
                } catch (Exception e) {
                    LOG.warn("{} was not closed: {}", last, e.toString());
                }
            }
            if (running != null && !running.isReleased()) {
                leftBehind = true;
                LOG.warn("addresses may be left on the host: the next start removes them, or 'vrrp cleanup'");
            }
        }
    }

    /** On a thread of its own, since neither a slow kernel nor a terminal that takes no output may hold the process. */
    private void onShutdown() {
        stopping = true;
        service.stopping();
        Thread closer = new Thread(this::close, "vrrp-close");
        closer.setDaemon(true);
        closer.start();
        try {
            closer.join(closeTimeout.plus(CLOSE_MARGIN).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        hooks.close();
        Runtime.getRuntime().halt(closer.isAlive() || leftBehind ? ExitCodes.CANNOT_RUN : ExitCodes.OK);
    }

    private static void sleepUntilHalted() {
        CountDownLatch never = new CountDownLatch(1);
        while (true) {
            try {
                never.await();
            } catch (InterruptedException e) {
                // by the hook, which halts
            }
        }
    }
}
