/**
 * Sockets that carry VRRP, ARP and Neighbor Advertisements, and the wait for packets and deadlines.
 *
 * <p>What may live here: one class per socket or descriptor and the transport that joins them. No rtnetlink messages, no
 * protocol rules, no threads.
 */
@NullMarked
package io.github.vrrp4j.netlink.socket;

import org.jspecify.annotations.NullMarked;
