package io.github.vrrp4j.router;

/** Says yes at once and then once in ten seconds at most. For one thread. */
final class RateLimit {

    private static final long INTERVAL_NS = 10_000_000_000L;

    private boolean used;
    private long lastNs;

    boolean permits(long nowNs) {
        if (used && nowNs - lastNs < INTERVAL_NS) {
            return false;
        }
        used = true;
        lastNs = nowNs;
        return true;
    }
}
