/**
 * How late a BACKUP takes over when its MASTER is killed: the node of this project and keepalived, measured side by side.
 *
 * <p>What may live here: the network namespaces, the processes in them, what a capture sees of them, and {@link
 * io.github.vrrp4j.benchmarks.takeover.TakeoverComparison}, which runs the rounds and writes the table. Nothing here links
 * to the code it measures: it starts what users start, and looks at the wire.
 */
@NullMarked
package io.github.vrrp4j.benchmarks.takeover;

import org.jspecify.annotations.NullMarked;
