/**
 * A LAN in memory and in virtual time, on which real {@link io.github.vrrp4j.router.VrrpRouter}s run: for tests of this
 * library, for tests of what is built upon it, and to see VRRP at work where there is no root.
 *
 * <p>{@link io.github.vrrp4j.simulation.SimulatedLan} is the network. {@link io.github.vrrp4j.simulation.Invariants} check
 * what happens on it, and {@link io.github.vrrp4j.simulation.RandomFaults} thinks of what may happen.
 *
 * <p>What may live here: stand-ins for network, host and time, faults, and checks that know routers only from outside. No
 * rule that a router needs to work. The same seed and the same calls give the same run, to the nanosecond, on every machine.
 */
@NullMarked
package io.github.vrrp4j.simulation;

import org.jspecify.annotations.NullMarked;
