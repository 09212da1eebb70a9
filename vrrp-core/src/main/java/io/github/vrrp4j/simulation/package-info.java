/**
 * A LAN in memory and in virtual time, on which real {@link io.github.vrrp4j.router.VrrpRouter}s run: for tests of this
 * library, for tests of what is built upon it, and to see VRRP at work where there is no root.
 *
 * <p>What may live here: stand-ins for network, host and time, and faults. No rule of the protocol. The same seed and the
 * same calls give the same run, to the nanosecond.
 */
@NullMarked
package io.github.vrrp4j.simulation;

import org.jspecify.annotations.NullMarked;
