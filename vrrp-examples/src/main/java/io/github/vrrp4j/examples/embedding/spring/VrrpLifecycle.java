package io.github.vrrp4j.examples.embedding.spring;

import static java.util.Objects.requireNonNull;

import io.github.vrrp4j.router.Plan;
import io.github.vrrp4j.router.RouterConfig;
import io.github.vrrp4j.router.VirtualRouterStatus;
import io.github.vrrp4j.router.VrrpListener;
import io.github.vrrp4j.router.VrrpRouter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * A router that starts with an application context and ends with it: last of all beans to start, and first to stop, so that
 * the addresses are with another host before the web server takes no more requests. Each {@link
 * io.github.vrrp4j.router.VrrpEvent} is published as an application event, on the router's event thread.
 */
public final class VrrpLifecycle implements SmartLifecycle {

    /** Makes the router. */
    @FunctionalInterface
    public interface Starter {
        /** Makes it with this listener, and starts it. */
        VrrpRouter start(VrrpListener listener);
    }

    private final Starter starter;
    private final RouterConfig config;
    private final ApplicationEventPublisher events;
    private volatile @Nullable VrrpRouter router;

    VrrpLifecycle(Starter starter, RouterConfig config, ApplicationEventPublisher events) {
        this.starter = starter;
        this.config = config;
        this.events = events;
    }

    // docs:begin spring-lifecycle
    @Override
    public void start() {
        VrrpRouter started = starter.start(events::publishEvent);
        router = started;
        CompletableFuture<Plan> applied = started.apply(config);
        if (applied.isCompletedExceptionally()) { // what is wrong with a first configuration is known at once
            stop();
            applied.join();
        }
    }

    @Override
    public void stop() {
        requireNonNull(router)
                .close(); // resigns, so that another host takes over, and waits for the addresses to be gone
        router = null;
    }

    @Override
    public boolean isRunning() {
        return router != null;
    }

    /** Above those of web servers, also of their graceful shutdown: what has the highest phase starts last and stops first. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
    // docs:end spring-lifecycle

    /** As {@link VrrpRouter#status}; empty while it does not run. */
    public List<VirtualRouterStatus> status() {
        VrrpRouter running = router;
        return running == null ? List.of() : running.status();
    }

    /**
     * The router, to be asked and commanded.
     *
     * @throws IllegalStateException if it does not run
     */
    public VrrpRouter router() {
        VrrpRouter running = router;
        if (running == null) {
            throw new IllegalStateException("the router runs from the start of the application context to its end");
        }
        return running;
    }
}
