package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.IpAddress;
import java.time.Duration;
import java.util.List;

/**
 * Another router that advertises with the VRID of a virtual router, as it was heard last. Immutable. A router that sends
 * both versions is listed once for each.
 *
 * @param source the source address of its advertisements
 * @param version of the protocol, 2 or 3
 * @param priority 0 (it resigned) to 255
 * @param advertisementInterval its Max Advertise Interval, or Adver Int in VRRPv2
 * @param checksumForm what its checksums cover
 * @param addresses in the order in which it advertised them when the set of them last changed
 * @param firstSeenAgo how long ago its first advertisement came, since it is listed
 * @param lastSeenAgo how long ago its last advertisement came
 * @param count its advertisements since then
 */
public record Peer(
        IpAddress source,
        int version,
        int priority,
        Duration advertisementInterval,
        ChecksumForm checksumForm,
        List<IpAddress> addresses,
        Duration firstSeenAgo,
        Duration lastSeenAgo,
        long count) {}
