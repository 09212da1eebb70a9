/**
 * Rules about the packages of vrrp-core as a whole.
 *
 * <p>What may live here: tests that look at all packages at once.
 */
@NullMarked
package io.github.vrrp4j;

import org.jspecify.annotations.NullMarked;
