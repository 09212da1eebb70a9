/**
 * The commands that look at a configuration file and start nothing.
 *
 * <p>What may live here: their options and their output. What a file means is the work of
 * {@link io.github.vrrp4j.examples.node.config}.
 */
@NullMarked
package io.github.vrrp4j.examples.node.check;

import org.jspecify.annotations.NullMarked;
