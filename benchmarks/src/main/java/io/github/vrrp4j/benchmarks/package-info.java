/**
 * Measurements that are repeated by one command, {@code benchmarks/run}, and end in {@code benchmarks/RESULTS.md}.
 *
 * <p>What may live here: what the measurements share, that is the host they ran on and the file of results. The
 * measurements have packages of their own.
 */
@NullMarked
package io.github.vrrp4j.benchmarks;

import org.jspecify.annotations.NullMarked;
