/**
 * What a node tells over HTTP: metrics, health, status. Nothing can be changed here.
 *
 * <p>What may live here: the few words of HTTP that this takes, and the metrics. How many clients may cost how much is the
 * business of {@link io.github.vrrp4j.examples.node.server}.
 */
@NullMarked
package io.github.vrrp4j.examples.node.http;

import org.jspecify.annotations.NullMarked;
