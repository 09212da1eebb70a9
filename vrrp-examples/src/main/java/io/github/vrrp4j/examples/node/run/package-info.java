/**
 * Running virtual routers in the foreground of a process: start, signals, exit status, log lines.
 *
 * <p>What may live here: what a process around a {@link io.github.vrrp4j.router.VrrpRouter} needs. No files, no command
 * line.
 */
@NullMarked
package io.github.vrrp4j.examples.node.run;

import org.jspecify.annotations.NullMarked;
