package io.github.vrrp4j.examples.node.hooks;

import io.github.vrrp4j.command.Command;
import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.router.Fault;
import io.github.vrrp4j.router.VirtualRouterId;
import io.github.vrrp4j.router.VrrpEvent;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one virtual router's events mean, and what its commands are told of them. */
final class Telling {

    private static final String FAULT = "FAULT";
    private static final String EVENT = "VRRP_EVENT";

    /** What a command is given behind its own arguments. */
    private static final List<String> APPENDED =
            List.of("VRRP_INTERFACE", "VRRP_FAMILY", "VRRP_VRID", "VRRP_STATE", "VRRP_PRIORITY");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(interface|family|vrid|name|state|priority|event)}");

    /** Of a transition to INITIALIZE that something wrong is behind; the others stop it or start it anew. */
    private static final Set<Cause> FAULTS = EnumSet.of(
            Cause.INTERFACE_DOWN,
            Cause.NO_PRIMARY_ADDRESS,
            Cause.ADDRESS_REFUSED,
            Cause.UNHEALTHY,
            Cause.GROUP,
            Cause.MAINTENANCE);

    private final VirtualRouterId id;
    private String state = State.INITIALIZE.name();
    private String previousState = "";
    private String cause = "";
    private int priority;

    Telling(VirtualRouterId id) {
        this.id = id;
    }

    /** The calls that an event makes necessary, in order; none if nobody is to be told. */
    List<HookCall> on(VrrpEvent.OfVirtualRouter event, @Nullable HookedVirtualRouter target) {
        boolean moved = follow(event);
        return target == null ? List.of() : calls(event, moved, target);
    }

    private List<HookCall> calls(VrrpEvent.OfVirtualRouter event, boolean moved, HookedVirtualRouter target) {
        HookCommands commands = target.commands();
        List<Hook> hooks = Stream.of(hookOfState(), Hook.ON_EVENT)
                .filter(hook -> moved || !hook.tellsState())
                .filter(hook -> !commands.of(hook).isEmpty())
                .toList();
        if (hooks.isEmpty()) {
            return List.of();
        }
        Map<String, String> facts = facts(event, target);
        return hooks.stream().map(hook -> call(hook, facts, commands)).toList();
    }

    private Hook hookOfState() {
        return switch (state) {
            case "MASTER" -> Hook.ON_MASTER;
            case "BACKUP" -> Hook.ON_BACKUP;
            case FAULT -> Hook.ON_FAULT;
            default -> Hook.ON_STOP;
        };
    }

    /** Whether there is a new state to tell. */
    private boolean follow(VrrpEvent.OfVirtualRouter event) {
        if (event instanceof VrrpEvent.Transition transition) {
            boolean faulty = transition.to() == State.INITIALIZE && FAULTS.contains(transition.cause());
            String from = transition.from() == State.INITIALIZE
                    ? state
                    : transition.from().name();
            return move(from, faulty ? FAULT : transition.to().name(), transition.cause());
        }
        if (event instanceof VrrpEvent.FaultBegan began
                && began.fault() != Fault.UNCHECKED // which every start with a check has for a moment
                && state.equals(State.INITIALIZE.name())) {
            return move(state, FAULT, null); // in another state, a transition follows
        }
        if (event instanceof VrrpEvent.CurrentStatus current) {
            priority = current.status().priority();
            boolean faulty = current.status().state() == State.INITIALIZE
                    && current.status().faults().stream().anyMatch(fault -> fault != Fault.UNCHECKED);
            String now = faulty ? FAULT : current.status().state().name();
            return !now.equals(state) && move("", now, current.status().lastCause());
        }
        if (event instanceof VrrpEvent.PriorityChanged changed) {
            priority = changed.to();
        }
        return false;
    }

    private boolean move(String from, String to, @Nullable Cause why) {
        previousState = from;
        state = to;
        cause = why == null ? "" : why.name();
        return true;
    }

    private static HookCall call(Hook hook, Map<String, String> facts, HookCommands commands) {
        return new HookCall(
                hook,
                commands.of(hook).stream()
                        .map(command -> filled(command, hook, facts, commands.appendArguments()))
                        .toList(),
                commands.timeout());
    }

    private static Command filled(Command command, Hook hook, Map<String, String> facts, boolean appendArguments) {
        List<String> arguments = new ArrayList<>(command.arguments());
        arguments.subList(1, arguments.size()).replaceAll(argument -> fill(argument, facts));
        if (appendArguments) {
            APPENDED.forEach(fact -> arguments.add(facts.getOrDefault(fact, "")));
            if (hook == Hook.ON_EVENT) {
                arguments.add(facts.getOrDefault(EVENT, ""));
            }
        }
        Map<String, String> environment = new HashMap<>(command.environment());
        environment.putAll(facts);
        return command.arguments(arguments).environment(environment);
    }

    private static String fill(String argument, Map<String, String> facts) {
        return PLACEHOLDER.matcher(argument).replaceAll(found -> {
            String fact = "VRRP_" + found.group(1).toUpperCase(Locale.ROOT);
            return Matcher.quoteReplacement(facts.getOrDefault(fact, found.group()));
        });
    }

    private Map<String, String> facts(VrrpEvent.OfVirtualRouter event, HookedVirtualRouter target) {
        Map<String, String> facts = new HashMap<>();
        facts.put("VRRP_INTERFACE", id.interfaceName());
        facts.put("VRRP_FAMILY", id.family().name().toLowerCase(Locale.ROOT));
        facts.put("VRRP_VRID", Integer.toString(id.vrid()));
        facts.put("VRRP_NAME", target.name());
        facts.put("VRRP_STATE", state);
        facts.put("VRRP_PREVIOUS_STATE", previousState);
        facts.put("VRRP_CAUSE", cause);
        facts.put("VRRP_PRIORITY", Integer.toString(priority == 0 ? target.priority() : priority));
        facts.put(
                "VRRP_ADDRESSES",
                target.addresses().stream().map(Object::toString).collect(Collectors.joining(" ")));
        facts.put(EVENT, name(event));
        facts.put("VRRP_EVENT_TEXT", event.toString().replace('\0', ' '));
        facts.put("VRRP_SEQUENCE", Long.toString(event.sequence()));
        return facts;
    }

    /** {@code addresses-acquired} of {@code AddressesAcquired}. */
    private static String name(VrrpEvent event) {
        return event.name();
    }
}
