/**
 * The state directory: what each process may have on its host, written down before it is there, so that the next one can
 * remove what a process that was killed has left.
 *
 * <p>What may live here: the files, their text and their locks. Nothing of it knows addresses, routes or rtnetlink: whoever
 * puts something on the host gives it a {@link io.github.vrrp4j.netlink.state.Holding}, and a
 * {@link io.github.vrrp4j.netlink.state.Remover} for its kind.
 */
@NullMarked
package io.github.vrrp4j.netlink.state;

import org.jspecify.annotations.NullMarked;
