package io.github.vrrp4j.examples.embedding;

import io.github.vrrp4j.addressing.CombinedAddressManager;
import io.github.vrrp4j.addressing.HttpAddressManager;
import io.github.vrrp4j.addressing.HttpRequestTemplate;
import io.github.vrrp4j.health.CheckSchedule;
import io.github.vrrp4j.health.HttpCheck;
import io.github.vrrp4j.netlink.LinkCheck;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.Group;
import io.github.vrrp4j.router.MonitoredCheck;
import io.github.vrrp4j.router.Plan;
import io.github.vrrp4j.router.RouterConfig;
import io.github.vrrp4j.router.Subscription;
import io.github.vrrp4j.router.TrackedCheck;
import io.github.vrrp4j.router.TransitionHook;
import io.github.vrrp4j.router.VirtualRouterId;
import io.github.vrrp4j.router.VrrpEvent;
import io.github.vrrp4j.router.VrrpRouter;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.Network;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One method for each thing that an application may want of a router beyond holding an address. */
final class Recipes {

    private static final Logger LOG = LoggerFactory.getLogger(Recipes.class);

    private Recipes() {}

    // docs:begin checks
    /** Down while the web server does not answer; less preferred, but not down, while the uplink is. */
    static RouterConfig checked(VirtualRouterConfig web) {
        HttpCheck answers = HttpCheck.of(URI.create("http://127.0.0.1:8080/healthy"));
        return new RouterConfig(
                List.of(new RouterConfig.Entry(
                        "eth0", web, List.of(new TrackedCheck.Down("web"), new TrackedCheck.Adjust("uplink", -50)))),
                List.of(
                        new MonitoredCheck("web", answers, CheckSchedule.DEFAULT),
                        new MonitoredCheck("uplink", new LinkCheck("eth1"), CheckSchedule.DEFAULT)),
                List.of());
    }
    // docs:end checks

    // docs:begin group
    /** A gateway: who has the address inside has the one outside too. */
    static RouterConfig gateway(RouterConfig.Entry inside, RouterConfig.Entry outside) {
        return new RouterConfig(
                List.of(inside, outside), List.of(), List.of(new Group("gateway", List.of(inside.id(), outside.id()))));
    }
    // docs:end group

    // docs:begin apply
    /** What a reload does is logged before; what the host refuses, afterwards. */
    static CompletableFuture<Plan> reload(VrrpRouter router, RouterConfig wanted) {
        wanted.warnings().forEach(LOG::warn);
        for (Plan.Step step : router.plan(wanted).steps()) {
            LOG.info("{} {} {}", step.kind(), step.subject(), step.text());
        }
        return router.apply(wanted).whenComplete((done, error) -> {
            if (error != null) {
                LOG.error("not applied, or not all of it; config() says what runs", error);
            }
        });
    }
    // docs:end apply

    // docs:begin subscribe
    /** Tells a state, first the one that is, then each one that follows. */
    static Subscription follow(VrrpRouter router, VirtualRouterId id, Consumer<String> states) {
        return router.subscribe(id, event -> {
            if (event instanceof VrrpEvent.CurrentStatus now) {
                states.accept(now.status().state().name());
            } else if (event instanceof VrrpEvent.Transition transition) {
                states.accept(transition.to().name());
            }
        });
    }
    // docs:end subscribe

    // docs:begin hook
    /** Whoever asks this host to hand over waits until its requests are answered, five seconds at most. */
    static VrrpRouter.Builder draining(VrrpRouter.Builder builder, Runnable drain) {
        TransitionHook hook = new TransitionHook() {
            @Override
            public void beforeRelease(VirtualRouterId id) {
                drain.run(); // the address still answers here
            }
        };
        return builder.hook(hook, Duration.ofSeconds(5));
    }
    // docs:end hook

    // docs:begin hand-over
    /** For a restart: another host has the addresses now, and keeps them for ten minutes; if there is none, they stay. */
    static CompletableFuture<Void> handOver(VrrpRouter router, VirtualRouterId id) {
        return router.relinquish(id, Duration.ofMinutes(10));
    }

    /** For repairs: whatever happens to the others, this host takes nothing until maintenance(id, false). */
    static CompletableFuture<Void> outOfService(VrrpRouter router, VirtualRouterId id) {
        return router.maintenance(id, true);
    }
    // docs:end hand-over

    // docs:begin address-manager
    /** In a cloud: the provider sends the address to this host, and the kernel answers for it. */
    static VrrpRouter.Builder floating(Network network, String api, String token) {
        HttpRequestTemplate assign = new HttpRequestTemplate(
                "POST",
                api + "/floating-ips/{address}/assign",
                Map.of("Authorization", "Bearer " + token),
                "{\"server\": 42}",
                null);
        AddressManager provider = new HttpAddressManager(assign, null, null, Duration.ofSeconds(2), 3);
        return VrrpRouter.builder(network)
                .addressManager(new CombinedAddressManager(List.of(network.addressManager(), provider)));
    }
    // docs:end address-manager
}
