package io.github.vrrp4j.router;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a check that a virtual router tracks.
 *
 * @param tracked the check, and what it means
 * @param healthy null until its first run is over
 * @param text what the last run found; empty before
 */
public record HealthStatus(TrackedCheck tracked, @Nullable Boolean healthy, String text) {}
