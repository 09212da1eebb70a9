package io.github.vrrp4j.router;

import static java.util.Objects.requireNonNull;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.AdvertisementView;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Verdict;
import io.github.vrrp4j.spi.NanoClock;
import io.github.vrrp4j.spi.Transport;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Takes what arrives on one link: verifies, finds the virtual router by VRID, counts what is discarded. On the loop. */
final class AdvertisementReceiver implements Transport.Receiver {

    /** In an event of its own, or because it is normal life. */
    private static final Set<Verdict> TOLD_BY_THE_VIRTUAL_ROUTER = EnumSet.of(
            Verdict.VERSION_ERROR,
            Verdict.DESTINATION_MISMATCH,
            Verdict.INTERVAL_MISMATCH,
            Verdict.VERSION_2_SUPERSEDED);

    /** Of a unicast packet the virtual router judges the hop limit. */
    private static final int ANY_HOP_LIMIT = 0;

    private final String interfaceName;
    private final AddressFamily family;
    private final IpAddress group;
    private final NanoClock clock;
    private final EventDispatcher events;
    private final Predicate<IpAddress> virtual;
    private final @Nullable RunningVirtualRouter[] byVrid = new @Nullable RunningVirtualRouter[256];
    private final @Nullable RateLimit[] unknownVrids = new @Nullable RateLimit[256];
    private final Counters<Verdict> discarded = new Counters<>(Verdict.class);
    private final Map<Verdict, RateLimit> limits = new EnumMap<>(Verdict.class);
    private boolean empty = true;

    /**
     * @param virtual tells the addresses of all virtual routers of this host, for any thread
     */
    AdvertisementReceiver(
            String interfaceName,
            AddressFamily family,
            NanoClock clock,
            EventDispatcher events,
            Predicate<IpAddress> virtual) {
        this.virtual = virtual;
        this.interfaceName = interfaceName;
        this.family = family;
        this.group = family.vrrpGroup();
        this.clock = clock;
        this.events = events;
        for (Verdict verdict : Verdict.values()) {
            limits.put(verdict, new RateLimit());
        }
    }

    void add(int vrid, RunningVirtualRouter router) {
        byVrid[vrid] = router;
        empty = false;
    }

    void remove(int vrid) {
        byVrid[vrid] = null;
    }

    @Override
    public void onPacket(AdvertisementView packet) {
        if (empty) {
            return; // the link is open, but its first virtual router has not started: nothing to be wrong about
        }
        long nowNs = clock.nanoTime();
        Verdict verdict = packet.isTo(group) ? packet.verifyHeader() : packet.verifyHeader(ANY_HOP_LIMIT);
        if (verdict != Verdict.VALID) {
            discard(nowNs, packet, verdict);
            return;
        }
        RunningVirtualRouter router = byVrid[packet.vrid()];
        if (router == null) {
            onUnknownVrid(nowNs, packet);
            return;
        }
        verdict = router.onPacket(nowNs, packet);
        if (TOLD_BY_THE_VIRTUAL_ROUTER.contains(verdict)) {
            discarded.increment(verdict);
        } else if (verdict != Verdict.VALID) {
            discard(nowNs, packet, verdict);
        }
    }

    @Override
    public boolean isVirtual(IpAddress address) {
        return virtual.test(address);
    }

    @Override
    public void onAddressRemoved(@Nullable IpAddress address) {
        long nowNs = clock.nanoTime();
        for (RunningVirtualRouter router : byVrid) {
            if (router != null) {
                router.onAddressRemoved(nowNs, address);
            }
        }
    }

    @Override
    public void onLinkChange() {
        long nowNs = clock.nanoTime();
        for (RunningVirtualRouter router : byVrid) {
            if (router != null) {
                router.onLinkChange(nowNs);
            }
        }
    }

    /** R-7.1-06. */
    private void onUnknownVrid(long nowNs, AdvertisementView packet) {
        discarded.increment(Verdict.VRID_ERROR);
        int vrid = packet.vrid();
        RateLimit limit = unknownVrids[vrid];
        if (limit == null) {
            limit = new RateLimit();
            unknownVrids[vrid] = limit;
        }
        if (limit.permits(nowNs)) {
            events.emit(new VrrpEvent.UnknownVrid(interfaceName, family, vrid, packet.source()));
        }
    }

    /** R-7.1-11, R-7.1-12, R-7.1-13: counted exactly, told with a limit, and nothing else happens. */
    private void discard(long nowNs, AdvertisementView packet, Verdict verdict) {
        long count = discarded.increment(verdict);
        if (requireNonNull(limits.get(verdict)).permits(nowNs)) {
            events.emit(new VrrpEvent.PacketDiscarded(interfaceName, family, verdict, packet.source(), count));
        }
    }

    /** For any thread. */
    Map<Verdict, Long> discarded() {
        return discarded.snapshot();
    }
}
