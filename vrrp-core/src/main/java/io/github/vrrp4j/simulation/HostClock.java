package io.github.vrrp4j.simulation;

/** The clock of one host: runs at a rate of its own against the time of the LAN, and never jumps. */
final class HostClock {

    private double rate = 1;
    private long baseLanNs;
    private long baseHostNs;

    double rate() {
        return rate;
    }

    /** Goes on from where it is at another rate. */
    void rate(long nowLanNs, double newRate) {
        baseHostNs = hostNs(nowLanNs);
        baseLanNs = nowLanNs;
        rate = newRate;
    }

    /** What the clock shows at a time of the LAN, not before the last change of rate. */
    long hostNs(long lanNs) {
        long elapsedNs = lanNs - baseLanNs;
        return baseHostNs + (rate == 1 ? elapsedNs : (long) (elapsedNs * rate));
    }

    /**
     * The first time of the LAN, not before the last change of rate, at which the clock shows this or more: what waits for
     * it never finds that it was woken too early. {@link Long#MAX_VALUE} stands for never, in both.
     */
    long lanNs(long hostNs) {
        if (hostNs == Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        long aheadNs = hostNs - baseHostNs;
        if (aheadNs <= 0) {
            return baseLanNs;
        }
        if (rate == 1) {
            return baseLanNs + aheadNs;
        }
        long lanNs = baseLanNs + (long) (aheadNs / rate); // within some nanoseconds of it
        while (hostNs(lanNs) < hostNs) {
            lanNs++;
        }
        while (lanNs > baseLanNs && hostNs(lanNs - 1) >= hostNs) {
            lanNs--;
        }
        return lanNs;
    }
}
