/**
 * Runs programs of the host, without a shell, each in a process group of its own that does not outlive its timeout.
 *
 * <p>What may live here: the running of a program and what came of it; not what it is run for.
 */
@NullMarked
package io.github.vrrp4j.command;

import org.jspecify.annotations.NullMarked;
