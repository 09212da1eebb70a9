package io.github.vrrp4j.examples.node.hooks;

import io.github.vrrp4j.packet.VirtualAddress;
import java.util.List;

/**
 * A virtual router and the commands that are told of it.
 *
 * @param name for people; empty for none
 * @param priority its configured priority, told until another is in force
 * @param addresses its virtual addresses
 * @param commands what is told
 */
public record HookedVirtualRouter(String name, int priority, List<VirtualAddress> addresses, HookCommands commands) {

    /** Copies the list. */
    public HookedVirtualRouter {
        addresses = List.copyOf(addresses);
    }
}
