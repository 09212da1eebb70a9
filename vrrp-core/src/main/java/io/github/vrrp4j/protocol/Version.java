package io.github.vrrp4j.protocol;

/** Which version of the protocol a virtual router speaks. */
public enum Version {
    /** VRRPv2 alone (RFC 3768): IPv4, intervals of whole seconds, a Skew_Time that does not depend on them. */
    V2(1_000, 255_000, 1_000),

    /** VRRPv3 alone (RFC 5798, RFC 9568). */
    V3(10, 40_950, 10),

    /**
     * Both, over IPv4, while routers are moved from one to the other (R-8.4.2-06): a MASTER sends both, and a BACKUP
     * hears either. Not meant to stay (R-8.4.2-05).
     */
    V2_AND_V3(10, 40_950, 10);

    private final int minIntervalMs;
    private final int maxIntervalMs;
    private final int intervalStepMs;

    Version(int minIntervalMs, int maxIntervalMs, int intervalStepMs) {
        this.minIntervalMs = minIntervalMs;
        this.maxIntervalMs = maxIntervalMs;
        this.intervalStepMs = intervalStepMs;
    }

    /** The shortest advertisement interval in milliseconds. */
    public int minIntervalMs() {
        return minIntervalMs;
    }

    /** The longest advertisement interval in milliseconds. */
    public int maxIntervalMs() {
        return maxIntervalMs;
    }

    /** Every advertisement interval is a whole number of these milliseconds. */
    public int intervalStepMs() {
        return intervalStepMs;
    }

    /** Whether it sends VRRPv2, and so is for IPv4 alone. */
    public boolean sendsV2() {
        return this != V3;
    }

    /** Whether it sends VRRPv3. */
    public boolean sendsV3() {
        return this != V2;
    }
}
