/**
 * The configuration file of the standalone node: YAML text in, checked virtual routers or a list of mistakes out.
 *
 * <p>What may live here: reading the file, and saying where a mistake stands and how to mend it. The ranges themselves
 * stand in {@link io.github.vrrp4j.protocol.VirtualRouterConfig}; nothing here knows sockets, threads or the command line.
 */
@NullMarked
package io.github.vrrp4j.examples.node.config;

import org.jspecify.annotations.NullMarked;
