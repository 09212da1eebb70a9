package io.github.vrrp4j.router;

import static java.util.Objects.requireNonNull;

import io.github.vrrp4j.packet.AdvertisementView;
import io.github.vrrp4j.packet.IpAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * For how long this MASTER and another hold the addresses at the same time. One advertisement of a loser is normal life: it
 * sends it when it gives way. The second says that it goes on. On the loop.
 */
final class MasterOverlap {

    /** A MASTER that has sent nothing for so many of its intervals is one no longer: any BACKUP would have taken over. */
    private static final int SILENT_INTERVALS = 4;

    private static final long NS_PER_CENTISECOND = 10_000_000;

    private final EventStream events;
    private final RateLimit limit = new RateLimit();

    private @Nullable IpAddress source;
    private long firstNs;
    private long lastNs;
    private long silenceLimitNs;
    private boolean told;

    MasterOverlap(EventStream events) {
        this.events = events;
    }

    /** Another MASTER was heard, and this one stays MASTER. */
    void onOtherMaster(long nowNs, AdvertisementView packet) {
        boolean first = source == null;
        if (first) {
            firstNs = nowNs;
        }
        if (source == null || !packet.isFrom(source)) {
            source = packet.source();
        }
        lastNs = nowNs;
        silenceLimitNs = packet.maxAdverIntervalCs() * NS_PER_CENTISECOND * SILENT_INTERVALS;
        if (!first && !told && limit.permits(nowNs)) {
            told = true;
            events.emit(new VrrpEvent.OtherMaster(
                    events.id(),
                    events.next(),
                    requireNonNull(source),
                    packet.priority(),
                    Duration.ofNanos(nowNs - firstNs)));
        }
    }

    /** Another MASTER resigned. */
    void onResignation(long nowNs, AdvertisementView packet) {
        if (source != null && packet.isFrom(source)) {
            end(nowNs);
        }
    }

    /** Looks whether the other one fell silent. */
    void check(long nowNs) {
        if (source != null && nowNs - lastNs > silenceLimitNs) {
            end(lastNs);
        }
    }

    /** It is over: the other one gave way, or this one is MASTER no longer. */
    void end(long nowNs) {
        IpAddress other = source;
        if (other != null && told) {
            events.emit(new VrrpEvent.OtherMasterGone(
                    events.id(), events.next(), other, Duration.ofNanos(nowNs - firstNs)));
        }
        source = null;
        told = false;
    }
}
