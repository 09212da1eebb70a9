/**
 * The whole node on a LAN of network namespaces, against keepalived(8), FRR and itself.
 *
 * <p>What may live here: the LAN, the programs on it, a capture of it, and tests that judge the node by what its
 * neighbours, the kernel and its log see.
 */
@NullMarked
package io.github.vrrp4j.examples.lan;

import org.jspecify.annotations.NullMarked;
