/**
 * What a router needs from outside: packets in and out, addresses on interfaces, announcements to neighbours, and time.
 *
 * <p>What may live here: interfaces and their contracts. {@link io.github.vrrp4j.spi.Network} bundles them; vrrp-netlink
 * implements it for Linux and the simulation package does in memory.
 */
@NullMarked
package io.github.vrrp4j.spi;

import org.jspecify.annotations.NullMarked;
