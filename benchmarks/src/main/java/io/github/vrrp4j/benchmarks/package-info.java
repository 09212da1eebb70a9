/**
 * Measurements that are repeated by one command, {@code benchmarks/run}, and end in {@code benchmarks/RESULTS.md}.
 *
 * <p>What may live here: what the measurements share, that is the host they ran on, the file of results, and the daemons
 * that are measured side by side. The measurements have packages of their own.
 */
@NullMarked
package io.github.vrrp4j.benchmarks;

import org.jspecify.annotations.NullMarked;
