package io.github.vrrp4j.examples.node.demo;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of a promise.
 *
 * @param event at which it was to be kept
 * @param promise null for a fact that is no outage
 * @param outage what the client saw; null for a fact
 * @param text of a fact, what was to be so; of an outage, where the promise comes from
 */
record Result(
        String event, @Nullable Promise promise, @Nullable Duration outage, String text, boolean kept) {}
