/**
 * Talking to a node that runs: the control socket, and the commands that ask it.
 *
 * <p>What may live here: the protocol of the socket, at both ends, and what its answers say; {@code docs/control.md}
 * documents it. Nothing here runs on the loop of the router. How many clients may cost how much is the business of {@link
 * io.github.vrrp4j.examples.node.server}.
 */
@NullMarked
package io.github.vrrp4j.examples.node.control;

import org.jspecify.annotations.NullMarked;
