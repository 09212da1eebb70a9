package io.github.vrrp4j.examples.node.monitor;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A VRRP packet as it is shown. A field is null if the packet is too short for it, or if it has no meaning in the version
 * that the packet claims.
 *
 * @param time of the capture
 * @param place where it was captured: interface or file, and VLAN
 * @param count of the addresses, as the packet says
 * @param maxAdverIntervalCs in centiseconds, also the seconds of VRRPv2
 * @param addresses those of the counted addresses that are in the packet
 */
record VrrpPacket(
        Instant time,
        String place,
        AddressFamily family,
        IpAddress source,
        IpAddress destination,
        @Nullable Integer version,
        @Nullable Integer type,
        @Nullable Integer vrid,
        @Nullable Integer priority,
        @Nullable Integer count,
        @Nullable Integer maxAdverIntervalCs,
        @Nullable ChecksumText checksum,
        List<IpAddress> addresses,
        Verdict verdict) {}
