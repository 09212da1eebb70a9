package io.github.vrrp4j.router;

import io.github.vrrp4j.protocol.VirtualRouter;
import io.github.vrrp4j.spi.LinkFault;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a link as far as it counts: a fault only after it has lasted for a while, and its end only after that has.
 * Another fault in place of the first counts at once.
 */
final class LinkDebounce {

    private static final long NEVER = VirtualRouter.NO_DEADLINE;

    private @Nullable LinkFault counted;
    private @Nullable LinkFault seen;
    private long countNs = NEVER;

    /**
     * What the link says now. Call {@link #onDeadline} afterwards.
     *
     * @param downDelay how long a fault has to last
     * @param upDelay how long there has to be none
     */
    void see(long nowNs, @Nullable LinkFault fault, Duration downDelay, Duration upDelay) {
        boolean beginsOrEnds = (fault == null) != (counted == null);
        if (!beginsOrEnds) {
            countNs = Objects.equals(fault, counted) ? NEVER : nowNs;
        } else if ((fault == null) != (seen == null) || countNs == NEVER) {
            countNs = nowNs + (fault == null ? upDelay : downDelay).toNanos();
        }
        seen = fault;
    }

    /** Lets what the link says count at once: there is nothing to wait for before the start. */
    void start(@Nullable LinkFault fault) {
        seen = fault;
        counted = fault;
        countNs = NEVER;
    }

    long deadlineNs() {
        return countNs;
    }

    /** Whether {@link #fault} is another now. */
    boolean onDeadline(long nowNs) {
        if (nowNs < countNs) {
            return false;
        }
        countNs = NEVER;
        counted = seen;
        return true;
    }

    /** What counts. */
    @Nullable
    LinkFault fault() {
        return counted;
    }
}
