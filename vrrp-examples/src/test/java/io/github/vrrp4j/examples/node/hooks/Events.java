package io.github.vrrp4j.examples.node.hooks;

import io.github.vrrp4j.command.Command;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.Fault;
import io.github.vrrp4j.router.VirtualRouterId;
import io.github.vrrp4j.router.VirtualRouterStatus;
import io.github.vrrp4j.router.VrrpEvent;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happens to a virtual router, as its router tells it. */
final class Events {

    static final VirtualRouterId ID = new VirtualRouterId("eth0", AddressFamily.IPV4, 51);

    private static final VirtualAddress ADDRESS = VirtualAddress.parse("192.0.2.10/24");

    private final VirtualRouterId id;
    private long sequence;

    Events(VirtualRouterId id) {
        this.id = id;
    }

    /** Hooks with a command each; null stands for none. */
    static HookCommands commands(
            @Nullable Command onMaster,
            @Nullable Command onBackup,
            @Nullable Command onFault,
            @Nullable Command onEvent,
            Duration timeout,
            boolean collapse) {
        Map<Hook, List<Command>> commands = new EnumMap<>(Hook.class);
        put(commands, Hook.ON_MASTER, onMaster);
        put(commands, Hook.ON_BACKUP, onBackup);
        put(commands, Hook.ON_FAULT, onFault);
        put(commands, Hook.ON_EVENT, onEvent);
        return new HookCommands(commands, true, timeout, collapse);
    }

    private static void put(Map<Hook, List<Command>> commands, Hook hook, @Nullable Command command) {
        if (command != null) {
            commands.put(hook, List.of(command));
        }
    }

    VrrpEvent master() {
        return transition(State.BACKUP, State.MASTER, Cause.MASTER_DOWN_TIMER);
    }

    VrrpEvent backup() {
        return transition(State.MASTER, State.BACKUP, Cause.HIGHER_PRIORITY);
    }

    VrrpEvent transition(State from, State to, Cause cause) {
        return new VrrpEvent.Transition(id, ++sequence, from, to, cause);
    }

    VrrpEvent faultBegan(Fault fault) {
        return new VrrpEvent.FaultBegan(id, ++sequence, fault, "");
    }

    VrrpEvent priority(int to) {
        return new VrrpEvent.PriorityChanged(id, ++sequence, 100, to);
    }

    VrrpEvent acquired() {
        return new VrrpEvent.AddressesAcquired(id, ++sequence, List.of(ADDRESS));
    }

    VrrpEvent removed() {
        return new VrrpEvent.Removed(id, ++sequence);
    }

    VrrpEvent current(State state, int priority, Fault... faults) {
        VirtualRouterStatus status = new VirtualRouterStatus(
                id,
                VirtualRouterConfig.builder(id.vrid()).address(ADDRESS).build(),
                state,
                Cause.STARTUP,
                Duration.ZERO,
                Duration.ZERO,
                priority,
                null,
                null,
                Duration.ofSeconds(1),
                Duration.ZERO,
                Duration.ofSeconds(3),
                state == State.MASTER,
                Set.of(faults),
                List.of(),
                null,
                Duration.ZERO,
                Duration.ZERO,
                Map.of(),
                Map.of(),
                List.of());
        return new VrrpEvent.CurrentStatus(id, sequence, status);
    }
}
