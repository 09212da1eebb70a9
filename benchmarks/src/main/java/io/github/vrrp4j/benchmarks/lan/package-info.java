/**
 * Two hosts and a bridge in network namespaces, and what is seen there.
 *
 * <p>What may live here: what several measurements of single frames need; which frames matter is said by each of them.
 */
@NullMarked
package io.github.vrrp4j.benchmarks.lan;

import org.jspecify.annotations.NullMarked;
