package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.AddressSet;
import io.github.vrrp4j.packet.AdvertisementView;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.protocol.Version;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.time.Duration;
import java.util.List;

/**
 * Compares what others advertise with what this virtual router is configured to do, and tells of differences that a
 * human has to mend. Nothing here keeps an advertisement from being heard. On the loop.
 */
final class PeerWatch {

    /** After so many advertisements of VRRPv3 a MASTER of both versions has sent VRRPv2 too, unless all were lost. */
    private static final int ENOUGH_TO_HAVE_SENT_VERSION_2 = 4;

    private final EventStream events;
    private final Counters<Counter> counters;
    private final PeerTable peers;
    private final RateLimit addressListLimit = new RateLimit();
    private final RateLimit intervalLimit = new RateLimit();
    private final RateLimit duplicateOwnerLimit = new RateLimit();
    private final RateLimit samePriorityLimit = new RateLimit();
    private final RateLimit version2Limit = new RateLimit();
    private VirtualRouterConfig config;
    private List<IpAddress> addresses;
    private AddressSet addressSet;

    PeerWatch(EventStream events, Counters<Counter> counters, PeerTable peers, VirtualRouterConfig config) {
        this.events = events;
        this.counters = counters;
        this.peers = peers;
        this.config = config;
        this.addresses = addressesOf(config);
        this.addressSet = new AddressSet(addresses);
    }

    void configure(VirtualRouterConfig config) {
        this.config = config;
        this.addresses = addressesOf(config);
        this.addressSet = new AddressSet(addresses);
    }

    private static List<IpAddress> addressesOf(VirtualRouterConfig config) {
        return config.addresses().stream().map(VirtualAddress::address).toList();
    }

    /** Takes a message that was verified; {@code priority} is our own, in force. */
    void onAdvertisement(long nowNs, AdvertisementView packet, PeerTable.Entry peer, int priority) {
        compareAddresses(nowNs, packet, peer);
        compareInterval(nowNs, packet, peer);
        comparePriority(nowNs, packet, peer, priority);
        if (config.version() == Version.V2_AND_V3 && packet.version() == 3) {
            lookForVersion2(nowNs, packet, peer);
        }
    }

    /** R-7.1-15: as sets; the order is of no matter (R-5.2.9-03). */
    private void compareAddresses(long nowNs, AdvertisementView packet, PeerTable.Entry peer) {
        boolean differs = !packet.announcesExactly(addressSet);
        if (differs) {
            counters.increment(Counter.ADDRESS_LIST_ERRORS);
        }
        if (peer.addressListMismatch.begins(nowNs, differs, addressListLimit)) {
            events.emit(new VrrpEvent.AddressListMismatch(
                    events.id(), events.next(), peer.source(), peer.addresses(), addresses));
        }
    }

    /** R-7.1-14. */
    private void compareInterval(long nowNs, AdvertisementView packet, PeerTable.Entry peer) {
        boolean differs = packet.maxAdverIntervalCs() != config.advertisementIntervalCs(packet.version());
        if (differs) {
            counters.increment(Counter.INTERVAL_ERRORS);
        }
        if (peer.intervalMismatch.begins(nowNs, differs, intervalLimit)) {
            events.emit(new VrrpEvent.IntervalMismatch(
                    events.id(),
                    events.next(),
                    peer.source(),
                    Duration.ofMillis(10L * packet.maxAdverIntervalCs()),
                    config.advertisementInterval()));
        }
    }

    /** R-8.3.2-02 and R-8.3.2-04. */
    private void comparePriority(long nowNs, AdvertisementView packet, PeerTable.Entry peer, int priority) {
        boolean owner = packet.priority() == VirtualRouterConfig.OWNER_PRIORITY;
        boolean same = packet.priority() == priority;
        boolean secondOwner = owner
                && (same
                        || peers.hasSecondOwner(
                                peer, nowNs - 4 * config.advertisementInterval().toNanos()));
        if (peer.duplicateOwner.begins(nowNs, secondOwner, duplicateOwnerLimit)) {
            events.emit(new VrrpEvent.DuplicateOwner(events.id(), events.next(), peer.source()));
        }
        if (peer.samePriority.begins(nowNs, same && !owner, samePriorityLimit)) {
            events.emit(new VrrpEvent.SamePriority(events.id(), events.next(), peer.source(), priority));
        }
    }

    /** R-8.4.2-07. */
    private void lookForVersion2(long nowNs, AdvertisementView packet, PeerTable.Entry peer) {
        boolean missing = peer.count() >= ENOUGH_TO_HAVE_SENT_VERSION_2 && !peers.sends(2, packet, Long.MIN_VALUE);
        if (peer.version2Missing.begins(nowNs, missing, version2Limit)) {
            events.emit(new VrrpEvent.Version2Missing(events.id(), events.next(), peer.source()));
        }
    }
}
