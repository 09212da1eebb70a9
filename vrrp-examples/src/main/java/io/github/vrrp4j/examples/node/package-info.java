/**
 * The standalone node: the {@code vrrp} command.
 *
 * <p>What may live here: the command line, and what every command needs of the process. Reading files is the work of
 * {@link io.github.vrrp4j.examples.node.config} and {@link io.github.vrrp4j.examples.node.keepalived}, checking them that of
 * {@link io.github.vrrp4j.examples.node.check}, running virtual routers that of
 * {@link io.github.vrrp4j.examples.node.run}, the demonstration that of {@link io.github.vrrp4j.examples.node.demo},
 * watching others that of {@link io.github.vrrp4j.examples.node.monitor}, checking the host that of
 * {@link io.github.vrrp4j.examples.node.doctor}, the manual page that of {@link io.github.vrrp4j.examples.node.manual}.
 */
@NullMarked
package io.github.vrrp4j.examples.node;

import org.jspecify.annotations.NullMarked;
