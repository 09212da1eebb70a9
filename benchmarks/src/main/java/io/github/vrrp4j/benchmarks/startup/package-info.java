/**
 * How soon a router advertises after it was started, and what memory it then has, beside keepalived.
 *
 * <p>What may live here: what starts the node of an installed tree with and without its archive of classes, and
 * keepalived, and reads their memory from the kernel.
 */
@NullMarked
package io.github.vrrp4j.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
