package io.github.vrrp4j.simulation;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.router.VirtualRouterId;
import io.github.vrrp4j.router.VirtualRouterStatus;
import io.github.vrrp4j.router.VrrpEvent;
import io.github.vrrp4j.router.VrrpRouter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks after every turn of every router on a {@link SimulatedLan} what must hold whatever the faults:
 *
 * <ul>
 *   <li>an advertisement with a priority above 0 leaves a virtual router only while it is MASTER, the first one just before
 *       it says that it became MASTER; one with priority 0 only as it stops being MASTER because it resigns; one of each version
 *       where it speaks both, and to each unicast peer where it has some;
 *   <li>additions and removals of a virtual address alternate, beginning with an addition; only after the host refused one
 *       may it come again;
 *   <li>a MASTER's host holds every virtual address and no other virtual router's host does, unless the host has refused
 *       the last attempt, which was ten seconds ago at most by its own clock;
 *   <li>an address is announced only by a host that holds it;
 *   <li>each transition starts from the state in which the last one ended.
 * </ul>
 *
 * <p>The first violation ends the run: {@link SimulatedLan#run} throws a {@link ViolationException}. For routers that do
 * their address work on the thread of the LAN and with the address manager of their host, as {@link
 * SimulatedHost#startRouter} makes them. Of a host whose process was killed nothing is asked until its next start.
 */
public final class Invariants implements LanObserver {

    private final SimulatedLan lan;
    private final Map<SimulatedHost, List<RouterWatch>> watches = new HashMap<>();
    private long transitions;
    private @Nullable ViolationException violation;

    private Invariants(SimulatedLan lan) {
        this.lan = lan;
    }

    /** Begins to check a LAN on which no router has started yet; those that run already are not checked. */
    public static Invariants watch(SimulatedLan lan) {
        Invariants invariants = new Invariants(lan);
        lan.observe(invariants);
        return invariants;
    }

    /** The transitions of all virtual routers so far. */
    long transitions() {
        return transitions;
    }

    /** The state of the only virtual router of a host; INITIALIZE if there is none. */
    State state(SimulatedHost host) {
        List<RouterWatch> ofHost = watches.get(host);
        return ofHost == null || ofHost.isEmpty()
                ? State.INITIALIZE
                : ofHost.get(0).state();
    }

    @Override
    public void started(SimulatedHost host) {
        watches.put(host, new ArrayList<>(1));
    }

    @Override
    public void ended(SimulatedHost host) {
        watches.remove(host);
    }

    @Override
    public void turnEnded(SimulatedHost host) {
        List<RouterWatch> ofHost = watches.get(host);
        if (ofHost != null) {
            for (int i = 0; i < ofHost.size(); i++) {
                ofHost.get(i).turnEnded();
            }
        }
        if (violation != null) {
            throw violation;
        }
    }

    @Override
    public void sent(SimulatedHost from, SimulatedPacket packet) {
        RouterWatch watch = watch(from, packet.family(), packet.vrid());
        if (watch != null) {
            watch.sent(packet.version(), packet.destination(), packet.priority());
        }
    }

    @Override
    public void reported(SimulatedHost host, VrrpEvent event) {
        if (event instanceof VrrpEvent.Transition transition) {
            transitions++;
            RouterWatch watch = watch(host, transition.id());
            if (watch != null) {
                if (transition.to() == State.MASTER) {
                    learnAddresses(host);
                }
                watch.transition(transition.from(), transition.to());
            }
        }
    }

    @Override
    public void addressAdded(SimulatedHost host, VirtualAddress address) {
        AddressWatch watch = watch(host, address);
        if (watch != null) {
            watch.changed();
        }
    }

    @Override
    public void addressRemoved(SimulatedHost host, VirtualAddress address) {
        AddressWatch watch = watch(host, address);
        if (watch != null) {
            watch.changed();
        }
    }

    @Override
    public void addressRefused(SimulatedHost host, VirtualAddress address, boolean adding, String text) {
        AddressWatch watch = watch(host, address);
        if (watch != null) {
            watch.refused();
        }
    }

    @Override
    public void announced(SimulatedHost from, IpAddress address) {
        if (!from.holds(address)) {
            violated(from, "to hold " + address + " when it announces it", "that it does not");
        }
    }

    private @Nullable RouterWatch watch(SimulatedHost host, VirtualRouterId id) {
        return watch(host, id.family(), id.vrid());
    }

    /** Null if the host started before the checks did. */
    private @Nullable RouterWatch watch(SimulatedHost host, AddressFamily family, int vrid) {
        List<RouterWatch> ofHost = watches.get(host);
        if (ofHost == null) {
            return null;
        }
        for (int i = 0; i < ofHost.size(); i++) {
            if (ofHost.get(i).is(family, vrid)) {
                return ofHost.get(i);
            }
        }
        RouterWatch added = new RouterWatch(this, host, family, vrid);
        ofHost.add(added);
        return added;
    }

    /** Null for an address of no virtual router yet: a leftover, removed before the virtual router is added. */
    private @Nullable AddressWatch watch(SimulatedHost host, VirtualAddress address) {
        AddressWatch known = knownWatch(host, address);
        if (known == null && watches.containsKey(host)) {
            learnAddresses(host);
            known = knownWatch(host, address);
        }
        return known;
    }

    private @Nullable AddressWatch knownWatch(SimulatedHost host, VirtualAddress address) {
        List<RouterWatch> ofHost = watches.getOrDefault(host, List.of());
        for (int i = 0; i < ofHost.size(); i++) {
            AddressWatch watch = ofHost.get(i).address(address);
            if (watch != null) {
                return watch;
            }
        }
        return null;
    }

    private void learnAddresses(SimulatedHost host) {
        for (VirtualRouterStatus status : host.router().map(VrrpRouter::status).orElse(List.of())) {
            RouterWatch watch = watch(host, status.id());
            if (watch != null) {
                watch.addresses(status.addresses());
            }
        }
    }

    /** Notes the first violation; it is thrown at the end of the turn. */
    void violated(SimulatedHost host, String expected, String found) {
        if (violation == null) {
            violation = new ViolationException(lan, host + " " + expected, found);
        }
    }
}
