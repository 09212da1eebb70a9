/**
 * Network namespaces for tests.
 *
 * <p>What may live here: what a test of any module needs to run programs in namespaces of its own. Nothing of it knows
 * VRRP.
 */
@NullMarked
package io.github.vrrp4j.netlink.testing;

import org.jspecify.annotations.NullMarked;
