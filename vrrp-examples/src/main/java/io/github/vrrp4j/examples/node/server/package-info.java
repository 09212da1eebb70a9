/**
 * A server whose cost is bounded whatever its clients do: one thread for all connections, one request for each.
 *
 * <p>What may live here: accepting, reading, writing, limits and deadlines. What requests mean is the business of a
 * {@link io.github.vrrp4j.examples.node.server.Protocol}: {@link io.github.vrrp4j.examples.node.control} and {@link
 * io.github.vrrp4j.examples.node.http}.
 */
@NullMarked
package io.github.vrrp4j.examples.node.server;

import org.jspecify.annotations.NullMarked;
