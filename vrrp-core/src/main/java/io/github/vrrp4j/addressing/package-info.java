/**
 * Address managers that need no kernel: a command or an HTTP API that moves an address, none at all, and several as one.
 *
 * <p>What may live here: implementations of {@link io.github.vrrp4j.spi.AddressManager} on the JDK alone.
 */
@NullMarked
package io.github.vrrp4j.addressing;

import org.jspecify.annotations.NullMarked;
