package io.github.vrrp4j.router;

import static java.util.Objects.requireNonNull;

import io.github.vrrp4j.packet.AddressSet;
import io.github.vrrp4j.packet.AdvertisementView;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.IpAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Who advertises with the VRID of one virtual router, in every state. Written on the loop, without allocation while
 * nobody comes and nobody changes; read by any thread.
 */
final class PeerTable {

    /** Against a flood of forged sources: more routers than any virtual router has. */
    static final int MAX_PEERS = 32;

    /** Longer than a MASTER of any interval is silent: three times 255 s, and who has not been heard since is gone. */
    private static final long GONE_NS = 765_000_000_000L;

    /** What is the same in every advertisement of a peer, until it is configured anew. */
    private record Facts(
            int priority, int intervalCs, ChecksumForm checksumForm, List<IpAddress> addresses, AddressSet set) {

        private static Facts of(AdvertisementView packet) {
            List<IpAddress> addresses = IntStream.range(0, packet.addrCount())
                    .mapToObj(packet::address)
                    .toList();
            return new Facts(
                    packet.priority(),
                    packet.maxAdverIntervalCs(),
                    requireNonNull(packet.checksumForm()),
                    addresses,
                    new AddressSet(addresses));
        }

        private boolean hold(AdvertisementView packet) {
            return packet.priority() == priority
                    && packet.maxAdverIntervalCs() == intervalCs
                    && packet.checksumForm() == checksumForm
                    && packet.announcesExactly(set);
        }
    }

    /** One peer, and which of its peculiarities were told. */
    static final class Entry {
        final Condition addressListMismatch = new Condition();
        final Condition intervalMismatch = new Condition();
        final Condition duplicateOwner = new Condition();
        final Condition samePriority = new Condition();
        final Condition version2Missing = new Condition();

        private final IpAddress source;
        private final int version;
        private final long firstSeenNs;
        private volatile long lastSeenNs;
        private volatile long count;
        private volatile Facts facts;

        private Entry(long nowNs, AdvertisementView packet) {
            this.source = packet.source();
            this.version = packet.version();
            this.firstSeenNs = nowNs;
            this.lastSeenNs = nowNs;
            this.count = 1;
            this.facts = Facts.of(packet);
        }

        IpAddress source() {
            return source;
        }

        List<IpAddress> addresses() {
            return facts.addresses();
        }

        long count() {
            return count;
        }

        @SuppressWarnings("NonAtomicVolatileUpdate") // the loop alone writes
        private void heard(long nowNs, AdvertisementView packet) {
            lastSeenNs = nowNs;
            count++;
            if (!facts.hold(packet)) {
                facts = Facts.of(packet);
            }
        }

        private Peer snapshot(long nowNs) {
            Facts now = facts;
            return new Peer(
                    source,
                    version,
                    now.priority(),
                    Duration.ofMillis(10L * now.intervalCs()),
                    now.checksumForm(),
                    now.addresses(),
                    Duration.ofNanos(Math.max(0, nowNs - firstSeenNs)),
                    Duration.ofNanos(Math.max(0, nowNs - lastSeenNs)),
                    count);
        }
    }

    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    /** Takes a message that was verified. */
    Entry onAdvertisement(long nowNs, AdvertisementView packet) {
        Entry entry = find(packet, packet.version());
        if (entry == null) {
            if (entries.size() == MAX_PEERS) {
                entries.remove(dispensable(nowNs));
            }
            Entry peer = new Entry(nowNs, packet);
            entries.add(peer);
            return peer;
        }
        entry.heard(nowNs, packet);
        return entry;
    }

    /** Whether the sender of this packet was also heard in another version, since {@code sinceNs}. */
    boolean sends(int version, AdvertisementView packet, long sinceNs) {
        Entry entry = find(packet, version);
        return entry != null && entry.lastSeenNs >= sinceNs;
    }

    private @Nullable Entry find(AdvertisementView packet, int version) {
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (entry.version == version && packet.isFrom(entry.source)) {
                return entry;
            }
        }
        return null;
    }

    /**
     * Who makes room: whoever was heard longest ago, if it is gone. Otherwise this is a flood, and whoever was heard least
     * often, so that forged sources displace each other and not the routers that advertise all the time.
     */
    private Entry dispensable(long nowNs) {
        Entry oldest = entries.get(0);
        Entry rarest = oldest;
        for (Entry entry : entries) {
            oldest = entry.lastSeenNs < oldest.lastSeenNs ? entry : oldest;
            rarest = entry.count < rarest.count ? entry : rarest;
        }
        return nowNs - oldest.lastSeenNs > GONE_NS ? oldest : rarest;
    }

    /** Whether two other routers advertise as owner of the addresses, each heard since {@code sinceNs}. */
    boolean hasSecondOwner(Entry owner, long sinceNs) {
        for (int i = 0; i < entries.size(); i++) {
            Entry other = entries.get(i);
            if (other.facts.priority() == owner.facts.priority()
                    && other.lastSeenNs >= sinceNs
                    && !other.source.equals(owner.source)) {
                return true;
            }
        }
        return false;
    }

    /** For any thread. */
    List<Peer> snapshot(long nowNs) {
        return entries.stream().map(entry -> entry.snapshot(nowNs)).toList();
    }
}
