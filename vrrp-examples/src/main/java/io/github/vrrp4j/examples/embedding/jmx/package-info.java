/**
 * A router as a managed bean of the platform.
 *
 * <p>What may live here: types that JMX can carry, made of what a router tells of itself. Their getters have the names that JMX
 * asks for.
 */
@NullMarked
package io.github.vrrp4j.examples.embedding.jmx;

import org.jspecify.annotations.NullMarked;
