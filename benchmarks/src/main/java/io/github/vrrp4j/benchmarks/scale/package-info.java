/**
 * Many virtual routers on one interface: the node of this project and keepalived, measured one after the other in one run.
 *
 * <p>What may live here: the network namespaces, the configuration files, what the kernel counts of packets and processor
 * time, and {@link io.github.vrrp4j.benchmarks.scale.ScaleComparison}, which runs the rounds and writes the tables. Nothing
 * here links to the code it measures, and nothing listens to its packets: the counters are the kernel's own.
 */
@NullMarked
package io.github.vrrp4j.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
