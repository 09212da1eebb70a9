package io.github.vrrp4j.examples.embedding.jmx;

import io.github.vrrp4j.router.HealthStatus;
import io.github.vrrp4j.router.Peer;
import io.github.vrrp4j.router.VirtualRouterStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** {@link VirtualRouterStatus} as JMX can carry it; what is null there is an empty text here. Immutable. */
public final class VirtualRouterInfo {

    private final VirtualRouterStatus status;

    VirtualRouterInfo(VirtualRouterStatus status) {
        this.status = status;
    }

    /** The interface it advertises on. */
    public String getInterfaceName() {
        return status.id().interfaceName();
    }

    /** {@code ipv4} or {@code ipv6}. */
    public String getFamily() {
        return status.id().family().name().toLowerCase(Locale.ROOT);
    }

    /** 1..255. */
    public int getVrid() {
        return status.id().vrid();
    }

    /** INITIALIZE, BACKUP or MASTER. */
    public String getState() {
        return status.state().name();
    }

    /** Why it is in that state. */
    public String getLastCause() {
        return Objects.toString(status.lastCause(), "");
    }

    /** RFC 8347 {@code last-event}. */
    public String getLastEvent() {
        return status.lastEvent().toString();
    }

    /** RFC 8347 {@code new-master-reason}. */
    public String getNewMasterReason() {
        return status.newMasterReason().toString();
    }

    /** For how long, in milliseconds. */
    public long getInStateForMs() {
        return status.inStateFor().toMillis();
    }

    /** The configured one. */
    public int getPriority() {
        return status.config().priority();
    }

    /** The one in force. */
    public int getEffectivePriority() {
        return status.priority();
    }

    /** The configured interval, in milliseconds. */
    public long getAdvertisementIntervalMs() {
        return status.config().advertisementInterval().toMillis();
    }

    /** Master_Adver_Interval, in milliseconds. */
    public long getMasterAdverIntervalMs() {
        return status.masterAdverInterval().toMillis();
    }

    /** Skew_Time, in nanoseconds. */
    public long getSkewTimeNs() {
        return status.skewTime().toNanos();
    }

    /** Master_Down_Interval, in nanoseconds. */
    public long getMasterDownIntervalNs() {
        return status.masterDownInterval().toNanos();
    }

    /** RFC 8347 {@code last-adv-source}. */
    public String getLastAdvSource() {
        return Objects.toString(status.lastAdvSource(), "");
    }

    /** The virtual addresses. */
    public List<String> getAddresses() {
        return texts(status.addresses());
    }

    /** Whether all of them are on this host. */
    public boolean isAddressesHeld() {
        return status.addressesHeld();
    }

    /** What keeps it in INITIALIZE. */
    public List<String> getFaults() {
        return texts(status.faults());
    }

    /** Each tracked check: {@code web healthy: text}. */
    public List<String> getHealth() {
        return status.health().stream().map(VirtualRouterInfo::text).toList();
    }

    /** The group that it moves with. */
    public String getGroup() {
        return Objects.toString(status.group(), "");
    }

    /** How long it goes on to prefer every other router, in milliseconds. */
    public long getRelinquishedForMs() {
        return status.relinquishedFor().toMillis();
    }

    /** For how long it has been counting, in milliseconds. */
    public long getCountedForMs() {
        return status.countedFor().toMillis();
    }

    /** What was counted, by the names of RFC 8347. */
    public Map<String, Long> getStatistics() {
        return VrrpManagement.byName(status.statistics());
    }

    /** The packets for it that were discarded, by verdict. */
    public Map<String, Long> getDiscardedPackets() {
        return VrrpManagement.byName(status.discarded());
    }

    /** Who else advertises with its VRID: {@code 192.0.2.2 priority 100, 40 ms ago}. */
    public List<String> getPeers() {
        return status.peers().stream().map(VirtualRouterInfo::text).toList();
    }

    private static String text(HealthStatus health) {
        String known = health.healthy() == null ? "unknown" : health.healthy() ? "healthy" : "unhealthy";
        return health.tracked().check() + " " + known + (health.text().isEmpty() ? "" : ": " + health.text());
    }

    private static String text(Peer peer) {
        return peer.source() + " priority " + peer.priority() + ", "
                + peer.lastSeenAgo().toMillis() + " ms ago";
    }

    private static List<String> texts(Iterable<?> values) {
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(value.toString()));
        return List.copyOf(texts);
    }
}
