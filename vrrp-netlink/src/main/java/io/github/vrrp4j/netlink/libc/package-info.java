/**
 * The C library, bound through jnr-ffi: functions, errno, and memory that both sides see.
 *
 * <p>What may live here: declarations of functions, numbers of the Linux headers, and thin wrappers that turn a failed
 * call into an exception. Nothing else in this module calls jnr-ffi. Layouts are those of 64-bit Linux.
 */
@NullMarked
package io.github.vrrp4j.netlink.libc;

import org.jspecify.annotations.NullMarked;
