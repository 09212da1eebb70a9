package io.github.vrrp4j.router;

import static java.util.Objects.requireNonNull;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.AdvertisementView;
import io.github.vrrp4j.packet.Verdict;
import io.github.vrrp4j.spi.NanoClock;
import io.github.vrrp4j.spi.Transport;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes what arrives on one link: verifies, finds the virtual router by VRID, counts what is discarded. On the loop. */
final class AdvertisementReceiver implements Transport.Receiver {

    private final String interfaceName;
    private final AddressFamily family;
    private final NanoClock clock;
    private final EventDispatcher events;
    private final @Nullable RunningVirtualRouter[] byVrid = new @Nullable RunningVirtualRouter[256];
    private final Counters<Verdict> discarded = new Counters<>(Verdict.class);
    private final Map<Verdict, RateLimit> limits = new EnumMap<>(Verdict.class);
    private boolean empty = true;

    AdvertisementReceiver(String interfaceName, AddressFamily family, NanoClock clock, EventDispatcher events) {
        this.interfaceName = interfaceName;
        this.family = family;
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

    @Override
    public void onPacket(AdvertisementView packet) {
        if (empty) {
            return; // the link is open, but its first virtual router has not started: nothing to be wrong about
        }
        long nowNs = clock.nanoTime();
        Verdict verdict = verify(nowNs, packet);
        if (verdict != Verdict.VALID) {
            discard(nowNs, packet, verdict);
        }
    }

    private Verdict verify(long nowNs, AdvertisementView packet) {
        Verdict verdict = packet.verifyHeader();
        if (verdict != Verdict.VALID) {
            return verdict;
        }
        RunningVirtualRouter router = byVrid[packet.vrid()];
        return router == null ? Verdict.VRID_ERROR : router.onPacket(nowNs, packet); // R-7.1-06
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
