package io.github.vrrp4j.examples.node.config;

import java.time.Duration;

/** Limits of what is done outside the protocol. */
final class Timeouts {
    private static final Duration MIN = Duration.ofMillis(10);
    private static final Duration MAX = Duration.ofHours(1);

    private Timeouts() {}

    /** The value of a key, 10ms..1h. */
    static Duration read(Entries entries, String key, Duration otherwise, Problems problems) {
        return read(entries, key, otherwise, MAX, problems);
    }

    /** The value of a key, 10ms up to a limit. */
    static Duration read(Entries entries, String key, Duration otherwise, Duration max, Problems problems) {
        Scalars scalars = new Scalars(problems);
        return entries.get(key)
                .flatMap(node -> scalars.text(key, node)
                        .flatMap(written -> scalars.checked(node, written, () -> parse(key, written, max))))
                .orElse(otherwise);
    }

    private static Duration parse(String key, String written, Duration max) {
        Duration duration = DurationText.parse(written);
        if (duration.compareTo(MIN) < 0 || duration.compareTo(max) > 0) {
            throw new IllegalArgumentException(key + " " + written + " is not in 10ms.." + DurationText.format(max));
        }
        return duration;
    }
}
