/**
 * Commands of the host that are told what becomes of a virtual router.
 *
 * <p>What may live here: which command is told of what, and how one that is slow is dealt with. Running a program is the
 * work of {@link io.github.vrrp4j.command}.
 */
@NullMarked
package io.github.vrrp4j.examples.node.hooks;

import org.jspecify.annotations.NullMarked;
