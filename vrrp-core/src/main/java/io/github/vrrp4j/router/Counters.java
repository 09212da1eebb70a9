package io.github.vrrp4j.router;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** A count for each constant of an enum: counting does not allocate; for any thread. */
final class Counters<E extends Enum<E>> {

    private final Class<E> type;
    private final Map<E, AtomicLong> values;

    Counters(Class<E> type) {
        this.type = type;
        this.values = new EnumMap<>(type);
        for (E what : type.getEnumConstants()) {
            values.put(what, new AtomicLong());
        }
    }

    /** Counts one more and returns the new count. */
    long increment(E what) {
        return requireNonNull(values.get(what)).incrementAndGet();
    }

    Map<E, Long> snapshot() {
        Map<E, Long> snapshot = new EnumMap<>(type);
        values.forEach((what, value) -> snapshot.put(what, value.get()));
        return Collections.unmodifiableMap(snapshot);
    }
}
