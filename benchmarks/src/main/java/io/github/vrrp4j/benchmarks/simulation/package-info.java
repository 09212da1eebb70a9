/**
 * How much virtual time the simulated LAN goes through in a second.
 *
 * <p>What may live here: measurements of the simulation as a whole, on every processor, and what writes their table.
 */
@NullMarked
package io.github.vrrp4j.benchmarks.simulation;

import org.jspecify.annotations.NullMarked;
