package io.github.vrrp4j.examples.node.run;

import io.github.vrrp4j.examples.node.ExitCodes;
import io.github.vrrp4j.examples.node.config.NodeConfig;
import io.github.vrrp4j.netlink.Leftover;
import io.github.vrrp4j.netlink.LinuxNetwork;
import io.github.vrrp4j.router.RouterConfig;
import io.github.vrrp4j.router.VrrpRouter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a configuration until the process is asked to end.
 *
 * <p>A JVM ends with status 143 on SIGTERM. Here a shutdown hook closes the router and halts with 0 instead. Signals that
 * come while that goes on change nothing: the JVM runs its hooks once.
 */
public final class NodeProcess {

    private static final Logger LOG = LoggerFactory.getLogger(NodeProcess.class);

    /** Two seconds are promised; the rest is for the JVM. The router's own limit is below. */
    private static final long CLOSE_LIMIT_MS = 1_850;

    /** Held during each step of the start, so that the hook closes what is whole. */
    private final Object stepLock = new Object();

    private final Thread hook = new Thread(this::onShutdown, "vrrp-shutdown");
    private boolean armed;
    private @Nullable LinuxNetwork network;
    private @Nullable VrrpRouter router;
    private volatile boolean stopping;

    /** Creates it; nothing runs. */
    public NodeProcess() {}

    /** From now on a signal ends the process with status 0, also while nothing runs yet. Once, by the main thread. */
    public void arm() {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            armed = true;
        } catch (IllegalStateException e) {
            sleepUntilHalted(); // a signal was faster
        }
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
     * @param file where the configuration comes from, for the first log line
     * @param err takes the message that says why they cannot be started
     * @return the exit status
     */
    public int run(String version, Path file, NodeConfig config, PrintWriter err) {
        String reason = start(version, file, config);
        if (reason == null || stopping) {
            sleepUntilHalted();
        }
        close();
        err.println("vrrp: " + reason);
        err.flush();
        return ExitCodes.CANNOT_RUN;
    }

    /** Why it could not start, or null. */
    private @Nullable String start(String version, Path file, NodeConfig config) {
        try {
            step(() -> network = LinuxNetwork.open(config.options()));
        } catch (IOException e) {
            return "cannot run: " + e.getMessage();
        }
        logLeftovers();
        int count = config.virtualRouters().size();
        LOG.info("vrrp4j {} runs {} {} of {}", version, count, count == 1 ? "virtual router" : "virtual routers", file);
        for (RouterConfig.Entry entry : config.virtualRouters()) {
            try {
                step(() -> add(entry));
            } catch (IOException | IllegalArgumentException e) { // the latter for what only the host can tell
                return "cannot start vrid=" + entry.config().vrid() + " if=" + entry.interfaceName() + ": "
                        + e.getMessage();
            }
        }
        return null;
    }

    private void logLeftovers() {
        LinuxNetwork opened = network;
        if (opened == null) {
            return; // a signal was faster
        }
        for (Leftover leftover : opened.leftovers()) {
            if (leftover.outcome() == Leftover.Outcome.FAILED) {
                LOG.warn("{}", leftover);
            } else {
                LOG.info("{}", leftover);
            }
        }
    }

    /** One part of the start: any of them may take long or fail. */
    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    private void step(Step step) throws IOException {
        synchronized (stepLock) {
            if (!stopping) {
                step.run();
            }
        }
    }

    private void add(RouterConfig.Entry entry) throws IOException {
        Collection<String> names = Interfaces.names();
        if (!names.contains(entry.interfaceName())) { // it may come; or it is a slip of the pen
            LOG.warn("if={} does not exist on this host, which has {}: waiting for it", entry.interfaceName(), names);
        }
        VrrpRouter running = router;
        if (running == null) {
            running = VrrpRouter.builder(Objects.requireNonNull(network)).start();
            router = running;
        }
        running.add(entry.interfaceName(), entry.config());
    }

    private void close() {
        synchronized (stepLock) {
            if (router != null) {
                router.close();
                router = null;
            }
            if (network != null) {
                network.close();
                network = null;
            }
        }
    }

    /** On a thread of its own, since neither a slow kernel nor a terminal that takes no output may hold the process. */
    private void onShutdown() {
        stopping = true;
        Thread closer = new Thread(this::close, "vrrp-close");
        closer.setDaemon(true);
        closer.start();
        try {
            closer.join(CLOSE_LIMIT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(closer.isAlive() ? ExitCodes.CANNOT_RUN : ExitCodes.OK);
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
