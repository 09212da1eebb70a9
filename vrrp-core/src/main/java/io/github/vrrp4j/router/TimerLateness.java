package io.github.vrrp4j.router;

import java.time.Duration;

/**
 * How much later than due a router fired its timers, since it was made. What it is due to: the operating system, garbage
 * collection, and the turn of the loop that was going on.
 *
 * @param timers how many fired
 * @param total of all
 * @param max of one
 */
public record TimerLateness(long timers, Duration total, Duration max) {}
