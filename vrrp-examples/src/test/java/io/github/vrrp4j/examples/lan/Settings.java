package io.github.vrrp4j.examples.lan;

/**
 * How a router takes part.
 *
 * @param priority 1..254, or 255 for the owner
 * @param intervalMs its advertisement interval in milliseconds, a multiple of 10
 * @param preempts Preempt_Mode
 */
record Settings(int priority, int intervalMs, boolean preempts) {

    static Settings of(int priority, int intervalMs) {
        return new Settings(priority, intervalMs, true);
    }
}
