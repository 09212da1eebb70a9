/**
 * The router: runs any number of virtual routers over a {@link io.github.vrrp4j.spi.Network} on one loop, and tells
 * listeners what happens.
 *
 * <p>What may live here: the joining of state machines to the outside, threads, statistics, events. The only package that
 * logs. No rule of the protocol, which belongs to {@link io.github.vrrp4j.protocol}, and nothing of an operating system.
 *
 * <p>A packet goes {@code Transport} - {@code AdvertisementReceiver} (verify, find by VRID) - {@code RunningVirtualRouter} -
 * {@code VirtualRouter} - its {@code Actions}. A timer goes {@code Loop} - {@code RunningVirtualRouter} -
 * {@code VirtualRouter} - the same {@code Actions}. No arrow leads back.
 */
@NullMarked
package io.github.vrrp4j.router;

import org.jspecify.annotations.NullMarked;
