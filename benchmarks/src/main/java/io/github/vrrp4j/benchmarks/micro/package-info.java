/**
 * JMH measurements of the steps between a packet and a decision.
 *
 * <p>What may live here: benchmarks without I/O, and {@link io.github.vrrp4j.benchmarks.micro.MicroBenchmarks}, which runs
 * them all and writes the table. Every benchmark measures time; allocation comes from JMH's gc profiler.
 */
@NullMarked
package io.github.vrrp4j.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
