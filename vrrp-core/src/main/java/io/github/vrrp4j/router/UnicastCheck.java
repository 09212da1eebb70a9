package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.AdvertisementView;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Verdict;
import io.github.vrrp4j.protocol.UnicastPeers;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import org.jspecify.annotations.Nullable;

/**
 * The checks that depend on whether a virtual router has unicast peers: destination, source and hop limit, in this order. On
 * the loop; does not allocate but to tell of a mix-up.
 */
final class UnicastCheck {

    private final EventStream events;
    private final IpAddress group;
    private final RateLimit mismatchLimit = new RateLimit();
    private @Nullable UnicastPeers peers;

    UnicastCheck(EventStream events, VirtualRouterConfig config) {
        this.events = events;
        this.group = config.family().vrrpGroup();
        this.peers = config.unicastPeers();
    }

    void configure(VirtualRouterConfig config) {
        peers = config.unicastPeers();
    }

    Verdict verify(long nowNs, AdvertisementView packet) {
        boolean multicast = packet.isTo(group);
        UnicastPeers listed = peers;
        if (multicast != (listed == null)) { // R-7.1-17
            if (mismatchLimit.permits(nowNs)) {
                events.emit(new VrrpEvent.DestinationMismatch(events.id(), events.next(), packet.source(), multicast));
            }
            return Verdict.DESTINATION_MISMATCH;
        }
        if (listed == null) {
            return Verdict.VALID;
        }
        if (!isFromOneOf(listed, packet)) {
            return Verdict.UNKNOWN_PEER;
        }
        return packet.hopLimit() < listed.minHopLimit() ? Verdict.IP_TTL_ERROR : Verdict.VALID;
    }

    private static boolean isFromOneOf(UnicastPeers listed, AdvertisementView packet) {
        for (int i = 0; i < listed.addresses().size(); i++) {
            if (packet.isFrom(listed.addresses().get(i))) {
                return true;
            }
        }
        return false;
    }
}
