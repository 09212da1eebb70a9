/**
 * rtnetlink (rtnetlink(7)): interfaces, their addresses, and routes.
 *
 * <p>What may live here: code that writes and reads netlink messages as bytes, without native calls and so on any
 * operating system, and the one socket class that exchanges them with the kernel.
 */
@NullMarked
package io.github.vrrp4j.netlink.route;

import org.jspecify.annotations.NullMarked;
