package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Verdict;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.protocol.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One virtual router at one moment. Immutable.
 *
 * @param id which one
 * @param state its state
 * @param lastCause why it is in that state; null before the first transition
 * @param priority the priority in force, 1..255
 * @param lastAdvSource RFC 8347 {@code last-adv-source}: who sent the last valid advertisement; null if none came yet
 * @param masterAdverInterval Master_Adver_Interval
 * @param skewTime Skew_Time, exact
 * @param masterDownInterval Master_Down_Interval, exact
 * @param addresses the virtual addresses in the order in which they are advertised
 * @param addressesHeld whether the host is known to hold every one of them; a MASTER whose host refused one says false
 * @param statistics a count for every {@link Counter}, since the virtual router was added
 * @param discarded a count for every {@link Verdict} of packets for this VRID whose header passed its checks, since the
 *     virtual router was added; {@link InterfaceStatus} has those whose header did not
 */
public record VirtualRouterStatus(
        VirtualRouterId id,
        State state,
        @Nullable Cause lastCause,
        int priority,
        @Nullable IpAddress lastAdvSource,
        Duration masterAdverInterval,
        Duration skewTime,
        Duration masterDownInterval,
        List<VirtualAddress> addresses,
        boolean addressesHeld,
        Map<Counter, Long> statistics,
        Map<Verdict, Long> discarded) {}
