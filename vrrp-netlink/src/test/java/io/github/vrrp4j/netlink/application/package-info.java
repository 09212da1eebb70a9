/**
 * The library as applications see it.
 *
 * <p>What may live here: tests that use nothing but what the modules export, from a package that is none of theirs.
 */
@NullMarked
package io.github.vrrp4j.netlink.application;

import org.jspecify.annotations.NullMarked;
