package io.github.vrrp4j.router;

/** Something about one peer that is told when it begins, not while it lasts. For one thread. */
final class Condition {

    private boolean told;

    /**
     * Whether it has to be told now.
     *
     * @param limit of all peers together, so that a flood of forged peers does not make a flood of events; what it forbids is
     *     told later, if it still holds
     */
    boolean begins(long nowNs, boolean holds, RateLimit limit) {
        if (!holds) {
            told = false;
            return false;
        }
        if (told || !limit.permits(nowNs)) {
            return false;
        }
        told = true;
        return true;
    }
}
