/**
 * Bytes and addresses: the VRRP message, the frames of ARP and Neighbor Discovery around it, the Internet checksum, and
 * the IP and MAC addresses they carry; and what belongs to a virtual address or goes with it on its host, since protocol and
 * spi both speak of that.
 *
 * <p>What may live here: code that turns bytes into values and back. No I/O, no time, no logging, no configuration. A
 * malformed packet gives a {@link io.github.vrrp4j.packet.Verdict}, never an exception.
 */
@NullMarked
package io.github.vrrp4j.packet;

import org.jspecify.annotations.NullMarked;
