package io.github.vrrp4j.router;

/**
 * Notices that a virtual router becomes MASTER again and again (R-2.5-01): the usual reason is an interval so short that
 * queues delay advertisements longer than a BACKUP waits. For one thread.
 */
final class FlapWatch {

    /** More often than faults and people do it. */
    static final int TIMES = 4;

    static final long WITHIN_NS = 30_000_000_000L;

    private final RateLimit limit = new RateLimit();

    /** When it became MASTER the last few times, the oldest next in turn to be replaced. */
    private final long[] timesNs = new long[TIMES];

    private int count;

    /** It became MASTER; says whether that is to be told. */
    boolean flaps(long nowNs) {
        timesNs[count % TIMES] = nowNs;
        count++;
        return count >= TIMES && nowNs - timesNs[count % TIMES] <= WITHIN_NS && limit.permits(nowNs);
    }
}
