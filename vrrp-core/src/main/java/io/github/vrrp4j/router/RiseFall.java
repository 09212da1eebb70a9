package io.github.vrrp4j.router;

import org.jspecify.annotations.Nullable;

/** Makes a state of single results: so many in a row change it, and the very first one decides at once. */
final class RiseFall {

    private final int rise;
    private final int fall;
    private @Nullable Boolean healthy;
    private int against;

    RiseFall(int rise, int fall) {
        this.rise = rise;
        this.fall = fall;
    }

    /** Begins with this state rather than with none. */
    void start(@Nullable Boolean known) {
        healthy = known;
    }

    /** Takes a result; says whether the state changed. */
    boolean onResult(boolean result) {
        if (healthy == null) {
            healthy = result;
            return true;
        }
        if (result == healthy) {
            against = 0;
            return false;
        }
        against++;
        if (against < (result ? rise : fall)) {
            return false;
        }
        against = 0;
        healthy = result;
        return true;
    }

    /** Null before the first result. */
    @Nullable
    Boolean healthy() {
        return healthy;
    }
}
