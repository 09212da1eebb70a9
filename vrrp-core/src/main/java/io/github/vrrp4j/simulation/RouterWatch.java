package io.github.vrrp4j.simulation;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.protocol.State;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@link Invariants} know of one virtual router of one process. */
final class RouterWatch {

    /** What it sends one advertisement of at a time. */
    private record Stream(int version, IpAddress destination) {}

    private final Invariants invariants;
    private final SimulatedHost host;
    private final AddressFamily family;
    private final int vrid;
    private final List<AddressWatch> addresses = new ArrayList<>(1);

    private State state = State.INITIALIZE;

    /** Where it advertised, and has yet to say in this turn that it became MASTER. */
    private final Set<Stream> claims = new HashSet<>();

    /** Where it sent priority 0, and has yet to say in this turn that it is MASTER no more. */
    private final Set<Stream> resigns = new HashSet<>();

    private long refusals;

    RouterWatch(Invariants invariants, SimulatedHost host, AddressFamily family, int vrid) {
        this.invariants = invariants;
        this.host = host;
        this.family = family;
        this.vrid = vrid;
    }

    boolean is(AddressFamily otherFamily, int otherVrid) {
        return vrid == otherVrid && family == otherFamily;
    }

    State state() {
        return state;
    }

    @Nullable
    AddressWatch address(VirtualAddress address) {
        for (int i = 0; i < addresses.size(); i++) {
            if (addresses.get(i).address().equals(address)) {
                return addresses.get(i);
            }
        }
        return null;
    }

    void addresses(List<VirtualAddress> all) {
        if (addresses.isEmpty()) {
            all.forEach(address -> addresses.add(new AddressWatch(this, host, address)));
        }
    }

    void sent(int version, IpAddress destination, int priority) {
        if (priority == 0) {
            if (state != State.MASTER) {
                violated("to send priority 0 only as MASTER", state.toString());
            }
            if (!resigns.add(new Stream(version, destination))) {
                violated("to send nothing after priority 0", "priority 0");
            }
        } else if (!resigns.isEmpty()) {
            violated("to send nothing after priority 0", "priority " + priority);
        } else if (state != State.MASTER) {
            if (!claims.add(new Stream(version, destination))) {
                violated("to advertise only as MASTER", state + " with priority " + priority);
            }
        }
    }

    void transition(State from, State to) {
        if (from != state) {
            violated("a transition from " + state, "one from " + from + " to " + to);
        }
        state = to;
        if (to == State.MASTER) {
            claims.clear();
        } else if (from == State.MASTER) {
            resigns.clear();
        }
    }

    void turnEnded() {
        if (!claims.isEmpty()) {
            violated("to advertise only as MASTER", state.toString());
        }
        if (!resigns.isEmpty()) {
            violated("to stop being MASTER when it has sent priority 0", state.toString());
        }
        for (int i = 0; i < addresses.size(); i++) {
            addresses.get(i).turnEnded(state == State.MASTER);
        }
    }

    long refusals() {
        return refusals;
    }

    void refused() {
        refusals++;
    }

    void violated(String expected, String found) {
        invariants.violated(host, expected, found);
    }
}
