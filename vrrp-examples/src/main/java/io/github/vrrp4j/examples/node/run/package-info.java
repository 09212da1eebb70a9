/**
 * Running virtual routers in the foreground of a process: start, signals, exit status, log lines.
 *
 * <p>What may live here: what a process around a {@link io.github.vrrp4j.router.VrrpRouter} needs, and
 * its reload; not what the file means.
 */
@NullMarked
package io.github.vrrp4j.examples.node.run;

import org.jspecify.annotations.NullMarked;
