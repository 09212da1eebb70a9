package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Verdict;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.packet.VirtualRoute;
import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.protocol.State;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Something that happened in a {@link VrrpRouter}. The text of each is the line that the router logs, keys first. */
public sealed interface VrrpEvent {

    /**
     * What kind of event it is, for programs: {@code addresses-acquired} of {@link AddressesAcquired}, and so the name of
     * each in lower case with hyphens. Allocates; any thread.
     */
    default String name() {
        StringBuilder name = new StringBuilder();
        String type = getClass().getSimpleName();
        for (int i = 0; i < type.length(); i++) {
            char each = type.charAt(i);
            if (Character.isUpperCase(each) && i > 0) {
                name.append('-');
            }
            name.append(Character.toLowerCase(each));
        }
        return name.toString();
    }

    /** An event of one virtual router. */
    sealed interface OfVirtualRouter extends VrrpEvent {

        /** The virtual router. */
        VirtualRouterId id();

        /** 1 for the first event of this virtual router, then rising by one: a gap means that events were dropped. */
        long sequence();
    }

    /**
     * The state changed.
     *
     * @param from the state it left
     * @param to the state it took
     * @param cause why
     */
    record Transition(VirtualRouterId id, long sequence, State from, State to, Cause cause) implements OfVirtualRouter {
        @Override
        public String toString() {
            return id + " " + from + "->" + to + " cause=" + cause;
        }
    }

    /**
     * Every virtual address is on the host. The neighbours were told too, unless {@link AnnouncementFailed} follows. Comes
     * again when other addresses were configured; otherwise it alternates with {@link AddressesReleased}, so that a state
     * left and taken again before the host had followed is not told.
     *
     * @param addresses all of them
     */
    record AddressesAcquired(VirtualRouterId id, long sequence, List<VirtualAddress> addresses)
            implements OfVirtualRouter {
        @Override
        public String toString() {
            return id + " addresses acquired: " + joined(addresses);
        }
    }

    /**
     * No virtual address is on the host any more. Follows {@link AddressesAcquired}; what was refused before that was told
     * is removed without a word.
     *
     * @param addresses all of them
     */
    record AddressesReleased(VirtualRouterId id, long sequence, List<VirtualAddress> addresses)
            implements OfVirtualRouter {
        @Override
        public String toString() {
            return id + " addresses released: " + joined(addresses);
        }
    }

    /**
     * Something that the MASTER holds was not on the host any more, and was put back: somebody else took it away. The
     * addresses are announced again.
     *
     * @param addresses those that were missing
     * @param routes those that were missing
     */
    record AddressesRepaired(
            VirtualRouterId id, long sequence, List<VirtualAddress> addresses, List<VirtualRoute> routes)
            implements OfVirtualRouter {
        /** Copies the lists. */
        public AddressesRepaired {
            addresses = List.copyOf(addresses);
            routes = List.copyOf(routes);
        }

        @Override
        public String toString() {
            return id + " put back what somebody else removed:"
                    + (addresses.isEmpty() ? "" : " addresses " + addresses)
                    + (routes.isEmpty() ? "" : " routes " + routes);
        }
    }

    /**
     * The host could not add or remove a virtual address.
     *
     * @param error what the system said
     * @param attempt 1 for the first
     * @param retryIn how long until the next attempt; null if this was the last
     */
    record AddressFailed(
            VirtualRouterId id,
            long sequence,
            IOException error,
            int attempt,
            @Nullable Duration retryIn) implements OfVirtualRouter {
        @Override
        public String toString() {
            return id + " address failed, attempt " + attempt + ": " + error.getMessage()
                    + (retryIn == null ? "; giving up" : "; again in " + retryIn.toMillis() + " ms");
        }
    }

    /**
     * The addresses are on the host, but the neighbours could not be told.
     *
     * @param error what the system said
     */
    record AnnouncementFailed(VirtualRouterId id, long sequence, IOException error) implements OfVirtualRouter {
        @Override
        public String toString() {
            return id + " announcement failed: " + error.getMessage();
        }
    }

    /**
     * An advertisement could not be sent. Told for the first failure and then every ten seconds at most.
     *
     * @param error what the system said
     * @param failures how many there have been since the start
     */
    record SendFailed(VirtualRouterId id, long sequence, IOException error, long failures) implements OfVirtualRouter {
        @Override
        public String toString() {
            return id + " advertisement not sent: " + error.getMessage() + "; failures so far " + failures;
        }
    }

    /**
     * Nobody ran this MASTER for so long that a BACKUP may have taken over (a pause of the JVM, the machine or the
     * process).
     *
     * @param silent the time since its last advertisement
     */
    record Stalled(VirtualRouterId id, long sequence, Duration silent) implements OfVirtualRouter {
        @Override
        public String toString() {
            return id + " stalled: sent nothing for " + silent.toMillis() + " ms";
        }
    }

    /**
     * Something began to keep the virtual router in INITIALIZE; a transition follows if it was in another state.
     *
     * @param fault what
     * @param text what exactly, and how to mend it; empty if nothing more is known
     */
    record FaultBegan(VirtualRouterId id, long sequence, Fault fault, String text) implements OfVirtualRouter {
        @Override
        public String toString() {
            return id + " fault began: " + fault + (text.isEmpty() ? "" : ": " + text);
        }
    }

    /**
     * Something keeps the virtual router in INITIALIZE no longer; a transition follows if nothing else does.
     *
     * @param fault what
     */
    record FaultEnded(VirtualRouterId id, long sequence, Fault fault) implements OfVirtualRouter {
        @Override
        public String toString() {
            return id + " fault ended: " + fault;
        }
    }

    /**
     * The state as it is when a listener subscribes; what happened before is in it, what follows is not.
     *
     * @param sequence of the last event before
     * @param status everything that is known
     */
    record CurrentStatus(VirtualRouterId id, long sequence, VirtualRouterStatus status) implements OfVirtualRouter {
        @Override
        public String toString() {
            return id + " is " + status.state() + (status.faults().isEmpty() ? "" : " faults=" + status.faults());
        }
    }

    /**
     * A check that the virtual router tracks changed, or gave its first result.
     *
     * @param check its name
     * @param healthy what it is now
     * @param text what its last run found
     */
    record HealthChanged(VirtualRouterId id, long sequence, String check, boolean healthy, String text)
            implements OfVirtualRouter {
        @Override
        public String toString() {
            return id + " check " + check + (healthy ? " is healthy" : " is unhealthy")
                    + (text.isEmpty() ? "" : ": " + text);
        }
    }

    /**
     * The priority in force changed.
     *
     * @param from what it was
     * @param to what it is
     */
    record PriorityChanged(VirtualRouterId id, long sequence, int from, int to) implements OfVirtualRouter {
        @Override
        public String toString() {
            return id + " priority " + from + "->" + to;
        }
    }

    /**
     * Neighbours, or whoever routes the addresses to this MASTER, may look for them elsewhere: another MASTER was heard, or
     * this one was not run for some time. The addresses are asserted and announced again.
     */
    record ReassertNeeded(VirtualRouterId id, long sequence) implements OfVirtualRouter {
        @Override
        public String toString() {
            return id + " asserts its addresses again";
        }
    }

    /**
     * A {@link TransitionHook} threw, or was not over at its deadline.
     *
     * @param hook {@code beforeAcquire} or {@code beforeRelease}
     * @param text what happened
     */
    record HookFailed(VirtualRouterId id, long sequence, String hook, String text) implements OfVirtualRouter {
        @Override
        public String toString() {
            return id + " hook " + hook + ": " + text;
        }
    }

    /**
     * The virtual router was removed; no other event follows.
     */
    record Removed(VirtualRouterId id, long sequence) implements OfVirtualRouter {
        @Override
        public String toString() {
            return id + " removed";
        }
    }

    /**
     * The virtual router becomes MASTER again and again (RFC 9568 §2.5): most often because its interval is shorter than
     * what queues on the way delay an advertisement. Told every ten seconds at most.
     *
     * @param times how often at least
     * @param within in what time
     */
    record Flapping(VirtualRouterId id, long sequence, int times, Duration within) implements OfVirtualRouter {
        @Override
        public String toString() {
            return id + " flapping: became MASTER " + times + " times within " + within.toSeconds()
                    + " s; is the advertisement interval too short?";
        }
    }

    /**
     * Another router goes on advertising while this one is MASTER: both hold the addresses. Told with its second
     * advertisement, since one is what a MASTER sends when it gives way, and ten seconds after the last such event at the
     * earliest; {@link OtherMasterGone} follows.
     *
     * @param source who
     * @param priority its priority
     * @param overlap how long it has gone on
     */
    record OtherMaster(VirtualRouterId id, long sequence, IpAddress source, int priority, Duration overlap)
            implements OfVirtualRouter {
        @Override
        public String toString() {
            return id + " another MASTER: " + source + " priority " + priority + ", for " + overlap.toMillis() + " ms";
        }
    }

    /**
     * The other MASTER gave way or fell silent, or this router is MASTER no longer.
     *
     * @param source who
     * @param overlap for how long both were MASTER, as far as this router heard
     */
    record OtherMasterGone(VirtualRouterId id, long sequence, IpAddress source, Duration overlap)
            implements OfVirtualRouter {
        @Override
        public String toString() {
            return id + " other MASTER gone: " + source + ", two for " + overlap.toMillis() + " ms";
        }
    }

    /**
     * A peer advertises other virtual addresses. Told when it begins, but of all peers of the virtual router together not
     * before ten seconds after the last such event; and so are the other things that are told of peers.
     *
     * @param source the peer
     * @param theirs what it advertises, in its order
     * @param ours what this router has, in its order
     */
    record AddressListMismatch(
            VirtualRouterId id, long sequence, IpAddress source, List<IpAddress> theirs, List<IpAddress> ours)
            implements OfVirtualRouter {
        @Override
        public String toString() {
            return id + " address list mismatch: " + source + " has " + joined(theirs) + ", here " + joined(ours);
        }
    }

    /**
     * A peer advertises another interval. In VRRPv3 it is heard all the same, in VRRPv2 it is not.
     *
     * @param source the peer
     * @param theirs its interval
     * @param ours that of this router
     */
    record IntervalMismatch(VirtualRouterId id, long sequence, IpAddress source, Duration theirs, Duration ours)
            implements OfVirtualRouter {
        @Override
        public String toString() {
            return id + " interval mismatch: " + source + " has " + theirs.toMillis() + " ms, here " + ours.toMillis()
                    + " ms";
        }
    }

    /**
     * A peer speaks a version that this virtual router does not, and was not heard in another lately. Told for the first
     * packet, then every ten seconds at most.
     *
     * @param source the peer
     * @param version 2 or 3
     */
    record VersionMismatch(VirtualRouterId id, long sequence, IpAddress source, int version)
            implements OfVirtualRouter {
        @Override
        public String toString() {
            return id + " version mismatch: " + source + " speaks VRRPv" + version;
        }
    }

    /**
     * Somebody sends unicast where this virtual router is configured for multicast, or the other way round: they do not hear
     * each other, and both may be MASTER. Told for the first packet, then every ten seconds at most.
     *
     * @param source who
     * @param multicast whether that one sends multicast, and this virtual router has unicast peers
     */
    record DestinationMismatch(VirtualRouterId id, long sequence, IpAddress source, boolean multicast)
            implements OfVirtualRouter {
        @Override
        public String toString() {
            return id + " destination mismatch: peer " + source + " sends " + (multicast ? "multicast" : "unicast")
                    + ", this virtual router is configured for " + (multicast ? "unicast" : "multicast")
                    + ": list each other as unicast peers on both, or on neither";
        }
    }

    /**
     * Another router speaks VRRPv3 but no VRRPv2 although this one is configured for both (RFC 9568 §8.4.2).
     *
     * @param source who
     */
    record Version2Missing(VirtualRouterId id, long sequence, IpAddress source) implements OfVirtualRouter {
        @Override
        public String toString() {
            return id + " VRRPv2 missing: " + source + " sends VRRPv3 alone";
        }
    }

    /**
     * A peer has the same priority (RFC 9568 §8.3.2): which of them becomes MASTER depends on their addresses.
     *
     * @param source the peer
     * @param priority the priority of both
     */
    record SamePriority(VirtualRouterId id, long sequence, IpAddress source, int priority) implements OfVirtualRouter {
        @Override
        public String toString() {
            return id + " same priority: " + source + " has " + priority + " too";
        }
    }

    /**
     * More than one router advertises as owner of the addresses (RFC 9568 §8.3.2).
     *
     * @param source one of them
     */
    record DuplicateOwner(VirtualRouterId id, long sequence, IpAddress source) implements OfVirtualRouter {
        @Override
        public String toString() {
            return id + " duplicate owner: " + source + " advertises priority 255, and it is not the only one";
        }
    }

    /**
     * A VRID is in use on the link that is not configured here. Told for the first packet of each, then every ten seconds at
     * most.
     *
     * @param interfaceName where it was heard
     * @param family its IP version
     * @param vrid 1..255
     * @param source who uses it
     */
    record UnknownVrid(String interfaceName, AddressFamily family, int vrid, IpAddress source) implements VrrpEvent {
        @Override
        public String toString() {
            return "if=" + interfaceName + " unknown vrid=" + vrid + " " + family + " from " + source;
        }
    }

    /**
     * A packet was discarded, and none of {@link UnknownVrid}, {@link VersionMismatch} and {@link DestinationMismatch} says
     * why. Told for the first of a verdict on an interface and then every ten seconds at most.
     *
     * @param interfaceName where it arrived
     * @param family its IP version
     * @param verdict the check that it failed
     * @param source its source address
     * @param count how many there have been with this verdict on this interface since the start
     */
    record PacketDiscarded(String interfaceName, AddressFamily family, Verdict verdict, IpAddress source, long count)
            implements VrrpEvent {
        @Override
        public String toString() {
            return "if=" + interfaceName + " packet discarded: " + verdict + " from " + source + "; so far " + count;
        }
    }

    /**
     * Listeners were too slow, or the executor of the listeners refused. Told as soon as a listener can hear it, so before
     * the events that were waiting when others were dropped.
     *
     * @param count the events that were dropped since the last report
     */
    record EventsDropped(long count) implements VrrpEvent {
        @Override
        public String toString() {
            return "events dropped: " + count + ", a listener is too slow";
        }
    }

    /**
     * The loop met a mistake in this library or in an implementation of its service interfaces, and went on. Told for the
     * first and then every ten seconds at most.
     *
     * @param error the mistake
     */
    record LoopFailed(Throwable error) implements VrrpEvent {
        @Override
        public String toString() {
            return "loop failed: " + error;
        }
    }

    private static String joined(List<?> addresses) {
        return addresses.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
