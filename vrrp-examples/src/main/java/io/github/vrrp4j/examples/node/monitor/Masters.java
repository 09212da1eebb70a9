package io.github.vrrp4j.examples.node.monitor;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who is master of which virtual router, from the advertisements that a listener saw. Packets that a receiver discards
 * change nothing.
 *
 * <p>Of several that advertise at once the winner of RFC 9568 §6.4.3 counts: higher priority, then higher address. A loser
 * takes over when the winner resigned, or was silent for three of its intervals, the least after which a backup may.
 */
final class Masters {

    /** What is known of a master. */
    enum State {
        /** It advertises. */
        MASTER,

        /** Its last advertisement had priority 0. */
        RESIGNED,

        /** Nothing for as long as the slowest backup, the one with priority 1, would wait. */
        SILENT
    }

    /**
     * The master of one virtual router.
     *
     * @param place interface or file, and VLAN
     * @param priority of its last advertisement; 0 if it resigned
     * @param intervalCs its advertisement interval in centiseconds
     * @param lastSeen the time of its last advertisement
     */
    record Row(
            String place,
            AddressFamily family,
            int vrid,
            IpAddress address,
            int priority,
            int intervalCs,
            Instant lastSeen,
            State state) {}

    private record Key(String place, AddressFamily family, int vrid) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::place).thenComparing(Key::family).thenComparingInt(Key::vrid);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * What was last heard of a master.
     *
     * @param down the Master_Down_Interval of a backup with priority 1
     */
    private record Last(Row row, Duration interval, Duration down) {}

    private static final Duration CENTISECOND = Duration.ofMillis(10);

    /** Master_Down_Interval is three intervals and Skew_Time (RFC 5798 §6.1). */
    private static final int INTERVALS_OF_MASTER_DOWN = 3;

    private static final int PRIORITY_STEPS = 256;
    private static final int LOWEST_PRIORITY = 1;

    private final Map<Key, Last> masters = new TreeMap<>();

    /** Takes a packet into account; true if a master changed, resigned, or came back. */
    boolean onPacket(VrrpPacket packet) {
        Integer version = packet.version();
        Integer vrid = packet.vrid();
        Integer priority = packet.priority();
        Integer intervalCs = packet.maxAdverIntervalCs();
        if (packet.verdict() != Verdict.VALID
                || version == null
                || vrid == null
                || priority == null
                || intervalCs == null) {
            return false;
        }
        Key key = new Key(packet.place(), packet.family(), vrid);
        Last last = masters.get(key);
        boolean same = last != null && last.row().address().equals(packet.source());
        if (!same && (priority == 0 || (last != null && !gives(last, packet.time(), priority, packet.source())))) {
            return false;
        }
        Duration interval = CENTISECOND.multipliedBy(intervalCs);
        // Skew_Time is a part of the interval, in VRRPv2 of a second.
        Duration skew = (version == 2 ? Duration.ofSeconds(1) : interval)
                .multipliedBy(PRIORITY_STEPS - LOWEST_PRIORITY)
                .dividedBy(PRIORITY_STEPS);
        State state = priority == 0 ? State.RESIGNED : State.MASTER;
        Row row = new Row(
                key.place(), key.family(), key.vrid(), packet.source(), priority, intervalCs, packet.time(), state);
        masters.put(
                key,
                new Last(
                        row,
                        interval,
                        interval.multipliedBy(INTERVALS_OF_MASTER_DOWN).plus(skew)));
        return !same || last == null || last.row().state() != state;
    }

    /** Whether a master gives way to somebody else who advertises. */
    private static boolean gives(Last last, Instant time, int priority, IpAddress source) {
        Row row = last.row();
        if (row.state() != State.MASTER) {
            return true;
        }
        Duration silence = Duration.between(row.lastSeen(), time);
        if (silence.compareTo(last.interval().multipliedBy(INTERVALS_OF_MASTER_DOWN)) >= 0) {
            return true;
        }
        return priority > row.priority() || (priority == row.priority() && source.compareTo(row.address()) > 0);
    }

    /** Marks the masters that are silent; true if there are any that were not before. */
    boolean onTime(Instant now) {
        boolean changed = false;
        for (Map.Entry<Key, Last> entry : masters.entrySet()) {
            Last last = entry.getValue();
            Row row = last.row();
            boolean silent = Duration.between(row.lastSeen(), now).compareTo(last.down()) > 0;
            if (silent && row.state() == State.MASTER) {
                entry.setValue(new Last(silent(row), last.interval(), last.down()));
                changed = true;
            }
        }
        return changed;
    }

    private static Row silent(Row row) {
        return new Row(
                row.place(),
                row.family(),
                row.vrid(),
                row.address(),
                row.priority(),
                row.intervalCs(),
                row.lastSeen(),
                State.SILENT);
    }

    /** All that were seen, ordered by place, family and VRID. */
    List<Row> rows() {
        return masters.values().stream().map(Last::row).toList();
    }
}
