package io.github.vrrp4j.router;

import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.Network;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What all virtual routers of one router share.
 *
 * @param network they use
 * @param addressManager that holds their addresses
 * @param addressExecutor where it is called
 * @param taskExecutor where checks and hooks run
 * @param loop runs a command in the next turn
 * @param events takes what happens
 * @param hook called before addresses come and go; null if there is none
 */
record RouterContext(
        Network network,
        AddressManager addressManager,
        Executor addressExecutor,
        Executor taskExecutor,
        Consumer<Runnable> loop,
        EventDispatcher events,
        Hooks.@Nullable Configured hook) {}
