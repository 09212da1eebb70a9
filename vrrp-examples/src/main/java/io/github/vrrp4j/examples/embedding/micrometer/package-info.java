/**
 * The counters and states of a router as Micrometer meters.
 *
 * <p>What may live here: meters made of what a router tells of itself. Nothing of the node uses it, and Micrometer is not among
 * the node's libraries.
 */
@NullMarked
package io.github.vrrp4j.examples.embedding.micrometer;

import org.jspecify.annotations.NullMarked;
