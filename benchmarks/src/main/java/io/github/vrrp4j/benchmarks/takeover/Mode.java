package io.github.vrrp4j.benchmarks.takeover;

import io.github.vrrp4j.benchmarks.Daemon;
import io.github.vrrp4j.benchmarks.lan.Lan;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a MASTER ends, and when its BACKUP is due. */
enum Mode {
    /** It falls silent. */
    SIGKILL {
        @Override
        void end(Daemon master, Lan lan) {
            master.kill();
        }

        @Override
        long dueNs(long endNs, long lastAdvertisementNs) {
            return lastAdvertisementNs + MASTER_DOWN_INTERVAL_NS;
        }
    },

    /** It resigns: the BACKUP would be due from the signal on if the MASTER took no time. */
    SIGTERM {
        @Override
        void end(Daemon master, Lan lan) {
            master.terminate();
        }

        @Override
        long dueNs(long endNs, long lastAdvertisementNs) {
            return endNs + SKEW_TIME_NS;
        }
    },

    /** It cannot resign any more: no frame leaves its interface. */
    LINK_DOWN {
        @Override
        void end(Daemon master, Lan lan) throws IOException, InterruptedException {
            lan.setMasterDown();
        }

        @Override
        long dueNs(long endNs, long lastAdvertisementNs) {
            return lastAdvertisementNs + MASTER_DOWN_INTERVAL_NS;
        }
    };

    /** The Skew_Time of priority 100 at 100 ms: (256 - 100) / 256 * 100 ms (RFC 5798 §6.1). */
    private static final long SKEW_TIME_NS = 60_937_500;

    /** The Master_Down_Interval of priority 100 at 100 ms: 3 * 100 ms + Skew_Time (RFC 5798 §6.1). */
    private static final long MASTER_DOWN_INTERVAL_NS = 360_937_500;

    /** Does it to the MASTER; does not wait for the consequences. */
    abstract void end(Daemon master, Lan lan) throws IOException, InterruptedException;

    /**
     * When the BACKUP has to become MASTER.
     *
     * @param endNs when {@link #end} was called
     * @param lastAdvertisementNs the last advertisement of the MASTER, but for one of priority 0
     */
    abstract long dueNs(long endNs, long lastAdvertisementNs);

    /** As people write it. */
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one of that {@link #text}. */
    static Mode of(String text) {
        return Arrays.stream(values())
                .filter(mode -> mode.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no takeover '" + text + "'; choose one of "
                        + Arrays.stream(values()).map(Mode::text).collect(Collectors.joining(", "))));
    }
}
