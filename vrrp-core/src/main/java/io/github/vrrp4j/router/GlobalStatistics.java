package io.github.vrrp4j.router;

import static java.util.Objects.requireNonNull;

import io.github.vrrp4j.packet.Verdict;
import java.util.List;

/**
 * What a router discarded on all its interfaces, whatever the VRID: RFC 8347 {@code /vrrp/statistics}. Immutable.
 *
 * @param checksumErrors {@code checksum-errors}
 * @param versionErrors {@code version-errors}: unknown versions, and those that the virtual router does not speak
 * @param vridErrors {@code vrid-errors}: VRIDs that are not configured on the interface for the family
 * @param ipTtlErrors {@code ip-ttl-errors}
 */
public record GlobalStatistics(long checksumErrors, long versionErrors, long vridErrors, long ipTtlErrors) {

    static GlobalStatistics of(List<InterfaceStatus> interfaces) {
        return new GlobalStatistics(
                sum(interfaces, Verdict.CHECKSUM_ERROR),
                sum(interfaces, Verdict.VERSION_ERROR),
                sum(interfaces, Verdict.VRID_ERROR),
                sum(interfaces, Verdict.IP_TTL_ERROR));
    }

    private static long sum(List<InterfaceStatus> interfaces, Verdict verdict) {
        return interfaces.stream()
                .mapToLong(status -> requireNonNull(status.discarded().get(verdict)))
                .sum();
    }
}
