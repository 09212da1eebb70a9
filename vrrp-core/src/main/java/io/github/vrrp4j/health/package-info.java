/**
 * Whether something is healthy: the contract of a check, how often it runs, and checks of what services have in common.
 *
 * <p>What may live here: checks that need the JDK alone. What a result means for a virtual router is said in
 * {@link io.github.vrrp4j.router}; checks that need Linux live in vrrp-netlink.
 */
@NullMarked
package io.github.vrrp4j.health;

import org.jspecify.annotations.NullMarked;
