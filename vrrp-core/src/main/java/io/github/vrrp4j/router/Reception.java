package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.AdvertisementView;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.ReceiveRules;
import io.github.vrrp4j.packet.Verdict;
import io.github.vrrp4j.protocol.Version;
import io.github.vrrp4j.protocol.VirtualRouter;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.Link;
import java.util.List;
import java.util.Map;

/**
 * What one virtual router receives, up to its state machine: checks each packet on its behalf, keeps the peers, and counts.
 * On the loop; the snapshots are for any thread.
 */
final class Reception {

    private final Link link;
    private final EventStream events;
    private final VirtualRouter machine;
    private final Counters<Counter> counters;
    private final Counters<Verdict> discarded = new Counters<>(Verdict.class);
    private final PeerTable peers = new PeerTable();
    private final PeerWatch watch;
    private final UnicastCheck unicastCheck;
    private final RateLimit versionMismatchLimit = new RateLimit();

    private VirtualRouterConfig config;
    private ReceiveRules rules;

    Reception(
            Link link,
            EventStream events,
            VirtualRouter machine,
            Counters<Counter> counters,
            VirtualRouterConfig config) {
        this.link = link;
        this.events = events;
        this.machine = machine;
        this.counters = counters;
        this.watch = new PeerWatch(events, counters, peers, config);
        this.unicastCheck = new UnicastCheck(events, config);
        this.config = config;
        this.rules = config.receiveRules();
    }

    void configure(VirtualRouterConfig config) {
        this.config = config;
        rules = config.receiveRules();
        watch.configure(config);
        unicastCheck.configure(config);
    }

    /** The verdict on a packet with this VRID whose header was verified; it is counted. */
    Verdict check(long nowNs, AdvertisementView packet) {
        Verdict verdict = verdict(nowNs, packet);
        if (verdict == Verdict.VALID) {
            countReceived(packet);
        } else {
            countDiscarded(verdict);
        }
        return verdict;
    }

    private Verdict verdict(long nowNs, AdvertisementView packet) {
        if (packet.isFrom(link.source())) { // R-7.1-18
            return Verdict.OWN_SOURCE;
        }
        Verdict verdict = unicastCheck.verify(nowNs, packet);
        if (verdict == Verdict.VALID) {
            verdict = packet.verifyMessage(rules);
        }
        if (verdict == Verdict.VERSION_ERROR && !isHeardInOurs(nowNs, packet) && versionMismatchLimit.permits(nowNs)) {
            events.emit(new VrrpEvent.VersionMismatch(events.id(), events.next(), packet.source(), packet.version()));
        }
        if (verdict != Verdict.VALID) {
            return verdict;
        }
        PeerTable.Entry peer = peers.onAdvertisement(nowNs, packet);
        if (isSuperseded(nowNs, packet)) {
            return Verdict.VERSION_2_SUPERSEDED;
        }
        watch.onAdvertisement(nowNs, packet, peer, machine.priority());
        if (machine.priority() == VirtualRouterConfig.OWNER_PRIORITY && !config.ownerListens()) { // R-7.1-07
            return Verdict.ADDRESS_OWNER;
        }
        boolean otherInterval = packet.maxAdverIntervalCs() != config.advertisementIntervalCs();
        return otherInterval && config.version() == Version.V2 ? Verdict.INTERVAL_MISMATCH : Verdict.VALID; // R-7.1-14
    }

    /** Whether its sender, in mixed operation, speaks our version too. */
    private boolean isHeardInOurs(long nowNs, AdvertisementView packet) {
        int ours = config.version().sendsV3() ? Advertisement.VERSION_3 : Advertisement.VERSION_2;
        return peers.sends(ours, packet, nowNs - machine.masterDownIntervalNs());
    }

    /** R-8.4.2-04: whoever sends VRRPv3 too is heard by that, as long as it comes. */
    private boolean isSuperseded(long nowNs, AdvertisementView packet) {
        return config.version() == Version.V2_AND_V3
                && packet.version() == Advertisement.VERSION_2
                && peers.sends(Advertisement.VERSION_3, packet, nowNs - machine.masterDownIntervalNs());
    }

    private void countDiscarded(Verdict verdict) {
        discarded.increment(verdict);
        if (verdict == Verdict.INVALID_TYPE) {
            counters.increment(Counter.INVALID_TYPE_PKTS_RCVD);
        } else if (verdict == Verdict.PACKET_LENGTH_ERROR) {
            counters.increment(Counter.PACKET_LENGTH_ERRORS);
        }
    }

    private void countReceived(AdvertisementView packet) {
        counters.increment(Counter.ADVERTISEMENT_RCVD);
        if (packet.priority() == 0) {
            counters.increment(Counter.PRIORITY_ZERO_PKTS_RCVD);
        }
        counters.increment(
                packet.checksumForm() == ChecksumForm.MESSAGE_ONLY
                        ? Counter.MESSAGE_ONLY_CHECKSUMS_RCVD
                        : Counter.PSEUDO_HEADER_CHECKSUMS_RCVD);
    }

    Map<Verdict, Long> discarded() {
        return discarded.snapshot();
    }

    List<Peer> peers(long nowNs) {
        return peers.snapshot(nowNs);
    }
}
