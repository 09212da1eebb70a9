/**
 * How late a BACKUP takes over when its MASTER is killed, resigns or loses its interface: the node of this project and keepalived, measured side by side.
 *
 * <p>What may live here: the network namespaces, the processes in them, what a capture and the
 * kernel tell of them, and {@link
 * io.github.vrrp4j.benchmarks.takeover.TakeoverComparison}, which runs the rounds and writes the table. Nothing here links
 * to the code it measures: it starts what users start, and looks at the wire.
 */
@NullMarked
package io.github.vrrp4j.benchmarks.takeover;

import org.jspecify.annotations.NullMarked;
