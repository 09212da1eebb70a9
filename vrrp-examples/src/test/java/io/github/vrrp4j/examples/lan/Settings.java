package io.github.vrrp4j.examples.lan;

/**
 * How a router takes part.
 *
 * @param priority 1..254, or 255 for the owner
 * @param intervalMs its advertisement interval in milliseconds, a multiple of 10
 * @param preempts Preempt_Mode
 * @param version {@code 3}, {@code 2} or {@code 2+3}; keepalived takes the first of them
 */
record Settings(int priority, int intervalMs, boolean preempts, String version) {

    static Settings of(int priority, int intervalMs) {
        return new Settings(priority, intervalMs, true, "3");
    }

    Settings version(String version) {
        return new Settings(priority, intervalMs, preempts, version);
    }
}
