package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Verdict;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.protocol.LastEvent;
import io.github.vrrp4j.protocol.NewMasterReason;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One virtual router at one moment; what is counted and the peers may be newer by the packet that is just handled.
 * Immutable.
 *
 * @param id which one
 * @param config how it is configured
 * @param state its state
 * @param lastCause why it is in that state; null before the first transition
 * @param inStateFor how long it has been in that state
 * @param upFor how long ago it left INITIALIZE last (RFC 8347 {@code up-datetime}, as a duration); zero while it is in
 *     INITIALIZE
 * @param priority the priority in force, 1..255; it differs from the configured one after {@link VrrpRouter#priority}
 * @param source where it advertises from, its primary address; null while a fault of the link leaves it without one
 * @param lastAdvSource RFC 8347 {@code last-adv-source}: who sent the last valid advertisement; null if none came yet
 * @param masterAdverInterval Master_Adver_Interval: the one learned last, and from a start on until then our own as it was
 *     at the start
 * @param skewTime Skew_Time, exact
 * @param masterDownInterval Master_Down_Interval, exact
 * @param addressesHeld whether the host is known to hold every one of them; a MASTER whose host refused one says false
 * @param faults what keeps it in INITIALIZE; empty if nothing does
 * @param health of the checks that it tracks
 * @param group the name of its group; null if it has none
 * @param relinquishedFor how long it goes on to prefer every other router, after {@link VrrpRouter#relinquish}; otherwise zero
 * @param countedFor for how long the following have been counted (RFC 8347 {@code discontinuity-datetime}, as a duration)
 * @param statistics a count for every {@link Counter}, since the virtual router was added
 * @param discarded a count for every {@link Verdict} of packets for this VRID whose header passed its checks, since the
 *     virtual router was added; {@link InterfaceStatus} has those whose header did not
 * @param peers who else advertises with this VRID, in the order in which they were first heard; 32 at most: of more,
 *     whoever has been silent for 765 s makes room, or whoever was heard least often
 */
public record VirtualRouterStatus(
        VirtualRouterId id,
        VirtualRouterConfig config,
        State state,
        @Nullable Cause lastCause,
        Duration inStateFor,
        Duration upFor,
        int priority,
        @Nullable IpAddress source,
        @Nullable IpAddress lastAdvSource,
        Duration masterAdverInterval,
        Duration skewTime,
        Duration masterDownInterval,
        boolean addressesHeld,
        Set<Fault> faults,
        List<HealthStatus> health,
        @Nullable String group,
        Duration relinquishedFor,
        Duration countedFor,
        Map<Counter, Long> statistics,
        Map<Verdict, Long> discarded,
        List<Peer> peers) {

    /** RFC 8347 {@code last-event}. */
    public LastEvent lastEvent() {
        return lastCause == null ? LastEvent.NONE : lastCause.lastEvent();
    }

    /** RFC 8347 {@code new-master-reason}. */
    public NewMasterReason newMasterReason() {
        return lastCause == null || state != State.MASTER ? NewMasterReason.NOT_MASTER : lastCause.newMasterReason();
    }

    /** The virtual addresses in the order in which they are advertised. */
    public List<VirtualAddress> addresses() {
        return config.addresses();
    }
}
