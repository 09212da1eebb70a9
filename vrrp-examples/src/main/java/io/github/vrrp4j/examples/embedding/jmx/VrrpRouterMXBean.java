package io.github.vrrp4j.examples.embedding.jmx;

import java.util.List;
import java.util.Map;

/** What a router tells of itself through JMX. Each attribute is as it is when it is read. */
public interface VrrpRouterMXBean {

    /** Every virtual router, in the order in which they were added. */
    List<VirtualRouterInfo> getVirtualRouters();

    /** The packets that each interface discarded, by verdict: {@code eth0 ipv4}. */
    Map<String, Map<String, Long>> getDiscardedPackets();

    /** RFC 8347 {@code checksum-errors} of all interfaces. */
    long getChecksumErrors();

    /** RFC 8347 {@code version-errors} of all interfaces. */
    long getVersionErrors();

    /** RFC 8347 {@code vrid-errors} of all interfaces. */
    long getVridErrors();

    /** RFC 8347 {@code ip-ttl-errors} of all interfaces. */
    long getIpTtlErrors();

    /** How many timers fired. */
    long getTimers();

    /** How much later than due they fired, all together, in nanoseconds. */
    long getTimerLatenessTotalNs();

    /** How much later than due one fired, at most, in nanoseconds. */
    long getTimerLatenessMaxNs();
}
