package io.github.vrrp4j.examples.node.http;

import io.github.vrrp4j.examples.node.control.Json;
import io.github.vrrp4j.examples.node.control.NodeView;
import io.github.vrrp4j.examples.node.control.StatusJson;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.router.VirtualRouterStatus;
import io.github.vrrp4j.router.VrrpRouter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the node tells under which path. */
final class Pages implements Function<String, HttpResponse> {

    private static final String HEALTH = "/health";

    private final VrrpRouter router;
    private final NodeView view;
    private final Clock clock;
    private final Metrics metrics;

    Pages(VrrpRouter router, NodeView view, Clock clock, String version) {
        this.router = router;
        this.view = view;
        this.clock = clock;
        this.metrics = new Metrics(version);
    }

    @Override
    public HttpResponse apply(String path) {
        if (path.equals("/metrics")) {
            return new HttpResponse(
                    "200 OK",
                    Metrics.CONTENT_TYPE,
                    "",
                    metrics.text(
                            router.status(), router.interfaces(), router.statistics(), router.timerLateness(), view));
        }
        if (path.equals("/status")) {
            return HttpResponse.json(
                    "200 OK",
                    Json.write(router.status().stream()
                            .map(each -> StatusJson.of(each, view, clock.instant()))
                            .toList()));
        }
        if (path.equals(HEALTH)) {
            return health(router.status());
        }
        if (path.startsWith(HEALTH + "/")) {
            String wanted = decoded(path.substring(HEALTH.length() + 1));
            List<VirtualRouterStatus> meant = router.status().stream()
                    .filter(each -> wanted.equals(view.names().get(each.id())) || wanted.equals(path(each)))
                    .toList();
            return meant.isEmpty()
                    ? HttpResponse.text("404 Not Found", "there is no such virtual router; /status has them all")
                    : health(meant);
        }
        return HttpResponse.text("404 Not Found", "there are /metrics, /health, /health/NAME and /status");
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // it will not be found
        }
    }

    private static String path(VirtualRouterStatus status) {
        return StatusJson.path(status.id());
    }

    /** In service is who takes part in the election: MASTER or BACKUP. */
    private HttpResponse health(List<VirtualRouterStatus> all) {
        boolean healthy = !all.isEmpty() && all.stream().allMatch(each -> each.state() != State.INITIALIZE);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("healthy", healthy);
        json.put(
                "virtual-routers",
                all.stream()
                        .map(each -> {
                            Map<String, @Nullable Object> one = new LinkedHashMap<>();
                            one.put("virtual-router", path(each));
                            one.put("name", view.names().get(each.id()));
                            one.put("state", each.state());
                            one.put("faults", each.faults().stream().sorted().toList());
                            return one;
                        })
                        .toList());
        return HttpResponse.json(healthy ? "200 OK" : "503 Service Unavailable", Json.write(json));
    }
}
