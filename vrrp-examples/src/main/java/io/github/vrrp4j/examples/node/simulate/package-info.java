/**
 * The command that runs random faults on a simulated LAN.
 *
 * <p>What may live here: what the command takes, how seeds are shared among threads, and how the outcome is told. What a
 * seed does and what is checked stands in {@link io.github.vrrp4j.simulation.RandomFaults}.
 */
@NullMarked
package io.github.vrrp4j.examples.node.simulate;

import org.jspecify.annotations.NullMarked;
