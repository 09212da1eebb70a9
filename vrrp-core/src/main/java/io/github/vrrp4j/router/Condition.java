package io.github.vrrp4j.router;

/** Something that is told when it begins, not while it lasts, and if it comes and goes, not too often. For one thread. */
final class Condition {

    private final RateLimit limit = new RateLimit();
    private boolean told;

    /** Whether it has to be told now. */
    boolean begins(long nowNs, boolean holds) {
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
