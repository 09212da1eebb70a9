/**
 * The Linux network as vrrp-core uses it. {@link io.github.vrrp4j.netlink.LinuxNetwork#open} is the way in.
 *
 * <p>What may live here: what an embedder names, that is the factory with its life cycle and the exceptions it meets.
 * Sockets, rtnetlink and the binding to the C library live in the closed packages below.
 */
@NullMarked
package io.github.vrrp4j.netlink;

import org.jspecify.annotations.NullMarked;
