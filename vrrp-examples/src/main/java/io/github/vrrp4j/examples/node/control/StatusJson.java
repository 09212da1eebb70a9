package io.github.vrrp4j.examples.node.control;

import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.HealthStatus;
import io.github.vrrp4j.router.Peer;
import io.github.vrrp4j.router.TrackedCheck;
import io.github.vrrp4j.router.VirtualRouterId;
import io.github.vrrp4j.router.VirtualRouterStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A virtual router as {@code vrrp status --json} and {@code /status} tell it; the keys are always the same, in this order. */
public final class StatusJson {

    private StatusJson() {}

    /**
     * All of it.
     *
     * @param name that the configuration gives it; null if it has none
     * @param now the time of {@code status}
     */
    public static Map<String, @Nullable Object> of(VirtualRouterStatus status, @Nullable String name, Instant now) {
        Map<String, @Nullable Object> json = identity(status, name);
        json.put("state", status.state());
        json.put("priority", status.config().priority());
        json.put("effective-priority", status.priority());
        json.put("owner", status.config().priority() == VirtualRouterConfig.OWNER_PRIORITY);
        json.put("master-address", masterAddress(status));
        json.put("cause", status.lastCause());
        json.put("last-event", status.lastEvent());
        json.put("new-master-reason", status.newMasterReason());
        json.put("state-since", ago(now, status.inStateFor()));
        json.put("up-since", status.state() == State.INITIALIZE ? null : ago(now, status.upFor()));
        json.put("advertisement-interval-ms", ms(status.config().advertisementInterval()));
        json.put("master-adver-interval-ms", ms(status.masterAdverInterval()));
        json.put("skew-time-ms", ms(status.skewTime()));
        json.put("master-down-interval-ms", ms(status.masterDownInterval()));
        json.put("addresses", texts(status.addresses()));
        json.put("addresses-held", status.addressesHeld());
        json.put("faults", texts(status.faults().stream().sorted().toList()));
        json.put("health", status.health().stream().map(StatusJson::health).toList());
        json.put("group", status.group());
        json.put("relinquished-for-ms", status.relinquishedFor().toMillis());
        json.put("counted-since", ago(now, status.countedFor()));
        json.put("statistics", new LinkedHashMap<>(status.statistics()));
        json.put("discarded", new LinkedHashMap<>(status.discarded()));
        json.put("peers", peers(status));
        return json;
    }

    /** {@code eth0/ipv4/51}: how commands name a virtual router without a name. */
    public static String path(VirtualRouterId id) {
        return VirtualRouterNames.path(id);
    }

    /** What names it. */
    static Map<String, @Nullable Object> identity(VirtualRouterStatus status, @Nullable String name) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("interface", status.id().interfaceName());
        json.put("family", VirtualRouterNames.family(status.id()));
        json.put("vrid", status.id().vrid());
        json.put("name", name);
        return json;
    }

    private static Map<String, @Nullable Object> health(HealthStatus health) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("check", health.tracked().check());
        json.put("healthy", health.healthy());
        json.put("adjust-priority", health.tracked() instanceof TrackedCheck.Adjust adjust ? adjust.by() : null);
        json.put("text", health.text());
        return json;
    }

    /** The other routers that were heard. */
    static List<Map<String, @Nullable Object>> peers(VirtualRouterStatus status) {
        return status.peers().stream().map(StatusJson::peer).toList();
    }

    private static Map<String, @Nullable Object> peer(Peer peer) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("source", peer.source());
        json.put("version", peer.version());
        json.put("priority", peer.priority());
        json.put("advertisement-interval-ms", ms(peer.advertisementInterval()));
        json.put("checksum", peer.checksumForm());
        json.put("addresses", texts(peer.addresses()));
        json.put("first-seen-ms-ago", peer.firstSeenAgo().toMillis());
        json.put("last-seen-ms-ago", peer.lastSeenAgo().toMillis());
        json.put("advertisements", peer.count());
        return json;
    }

    private static Instant ago(Instant now, Duration duration) {
        return now.minus(duration).truncatedTo(ChronoUnit.MILLIS);
    }

    private static List<String> texts(Iterable<?> values) {
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(value.toString()));
        return texts;
    }

    /** Milliseconds, with a fraction where there is one. */
    private static Number ms(Duration duration) {
        long nanos = duration.toNanos();
        if (nanos % 1_000_000 == 0) {
            return nanos / 1_000_000;
        }
        return nanos / 1e6;
    }

    /** Of a BACKUP, whom it heard; of a MASTER, its own. */
    private static @Nullable Object masterAddress(VirtualRouterStatus status) {
        return switch (status.state()) {
            case INITIALIZE -> null;
            case BACKUP -> status.lastAdvSource();
            case MASTER -> status.source();
        };
    }
}
