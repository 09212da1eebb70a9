package io.github.vrrp4j.router;

import io.github.vrrp4j.protocol.VirtualRouterConfig;

/** The priority that takes part in the election: of what was configured or set, what checks add, and what was relinquished. */
final class PriorityInForce {

    private static final int HIGHEST = 254;
    private static final int LOWEST = 1;

    private int base;
    private int adjustment;
    private boolean relinquished;

    PriorityInForce(int base) {
        this.base = base;
    }

    void base(int priority) {
        base = priority;
    }

    void adjustment(int sum) {
        adjustment = sum;
    }

    void relinquished(boolean relinquished) {
        this.relinquished = relinquished;
    }

    int value() {
        if (relinquished) {
            return LOWEST;
        }
        if (base == VirtualRouterConfig.OWNER_PRIORITY) {
            return base;
        }
        return Math.max(LOWEST, Math.min(HIGHEST, base + adjustment));
    }
}
