package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.AdvertisementEncoder;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.protocol.UnicastPeers;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.Link;
import io.github.vrrp4j.spi.NanoClock;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends the advertisements of one virtual router, in each version that it speaks, to the group or to each of its unicast
 * peers. On the loop; does not allocate.
 */
final class Advertiser {

    private final Link link;
    private final NanoClock clock;
    private final EventStream events;
    private final Counters<Counter> counters;
    private final IpAddress group;
    private final @Nullable MacAddress virtualMac;
    private final RateLimit failureLimit = new RateLimit();

    private VirtualRouterConfig config;

    /** Where each advertisement goes; null for the group. */
    private @Nullable List<IpAddress> peers;

    private @Nullable AdvertisementEncoder version3;
    private @Nullable AdvertisementEncoder version2;

    Advertiser(Link link, NanoClock clock, EventStream events, Counters<Counter> counters, VirtualRouterConfig config) {
        this.link = link;
        this.clock = clock;
        this.events = events;
        this.counters = counters;
        this.config = config;
        this.group = config.family().vrrpGroup();
        this.virtualMac =
                config.host().virtualMac() ? MacAddress.ofVirtualRouter(config.family(), config.vrid()) : null;
        configure(config);
    }

    void configure(VirtualRouterConfig config) {
        UnicastPeers unicastPeers = config.unicastPeers();
        this.config = config;
        this.peers = unicastPeers == null ? null : unicastPeers.addresses();
        this.version3 = config.version().sendsV3() ? encoder(Advertisement.VERSION_3, config) : null;
        this.version2 = config.version().sendsV2() ? encoder(Advertisement.VERSION_2, config) : null;
    }

    private static AdvertisementEncoder encoder(int version, VirtualRouterConfig config) {
        List<IpAddress> addresses =
                config.addresses().stream().map(VirtualAddress::address).toList();
        return new AdvertisementEncoder(version, config.vrid(), addresses);
    }

    /** The octets of the longest message that a virtual router of this configuration sends. */
    static int maxMessageLength(VirtualRouterConfig config) {
        int longerVersion = config.version().sendsV2() ? Advertisement.VERSION_2 : Advertisement.VERSION_3;
        return encoder(longerVersion, config).length();
    }

    /** Sends one advertisement, or one of each version (R-8.4.2-01). */
    void send(int priority) {
        if (version3 != null) {
            send(version3, priority);
        }
        if (version2 != null) {
            send(version2, priority);
        }
    }

    private void send(AdvertisementEncoder encoder, int priority) {
        List<IpAddress> destinations = peers;
        if (destinations == null) {
            send(encoder, priority, group);
            return;
        }
        for (int i = 0; i < destinations.size(); i++) {
            send(encoder, priority, destinations.get(i));
        }
    }

    /** Written for each destination, since the checksum covers it. One that fails keeps no other from being sent to. */
    private void send(AdvertisementEncoder encoder, int priority, IpAddress destination) {
        try {
            int length = encoder.encode(
                    link.sendBuffer(),
                    0,
                    priority,
                    config.advertisementIntervalCs(),
                    config.checksumForm(),
                    link.source(),
                    destination);
            if (peers != null) {
                link.sendTo(destination, length);
            } else if (virtualMac == null) {
                link.send(length);
            } else {
                link.send(length, virtualMac); // R-7.2-03
            }
        } catch (IOException e) {
            onFailure(e);
            return;
        } catch (RuntimeException e) { // or the machine would not come to the other effects of its transition
            onFailure(new IOException("link: " + e, e));
            return;
        }
        counters.increment(Counter.ADVERTISEMENT_SENT);
        if (priority == 0) {
            counters.increment(Counter.PRIORITY_ZERO_PKTS_SENT);
        }
    }

    private void onFailure(IOException error) {
        long failures = counters.increment(Counter.SEND_FAILURES);
        boolean known = link.fault() != null; // the virtual router is told of that, and tells it
        if (!known && failureLimit.permits(clock.nanoTime())) {
            events.emit(new VrrpEvent.SendFailed(events.id(), events.next(), error, failures));
        }
    }
}
