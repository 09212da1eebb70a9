package io.github.vrrp4j.protocol;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.ReceiveRules;
import io.github.vrrp4j.packet.VirtualAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one virtual router (RFC 5798 §6.1), valid by construction and immutable.
 *
 * @param vrid the Virtual Router Identifier, 1..255
 * @param version the protocol it speaks; VRRPv2 is for IPv4
 * @param priority 1..254 for a router that backs the addresses up, 255 for their owner
 * @param advertisementInterval VRRPv3: 10 ms to 40.95 s in steps of 10 ms; VRRPv2: 1 s to 255 s in steps of 1 s
 * @param preemptMode whether a BACKUP displaces a MASTER of lower priority; the owner always does
 * @param preemptDelay how long after it first heard a MASTER of lower priority a BACKUP goes on as if {@code preemptMode}
 *     were false, 0 to 1 hour; a MASTER that falls silent or resigns is succeeded without delay (RFC 8347 {@code
 *     preempt/hold-time})
 * @param holdDown how long after a Startup event it only listens, 0 to 1 hour; what it hears meanwhile counts when that
 *     is over
 * @param answersLosers whether a MASTER answers a losing advertisement at once, as RFC 9568 §6.4.3 says; if not, it is
 *     silent as RFC 5798 has it, and so it always is in VRRPv2
 * @param ownerListens whether the owner hears advertisements, so that of two owners one gives way (erratum 8298); if not,
 *     it discards them, as RFC 5798 §7.1 has it
 * @param checksumForm what the checksum of a VRRPv3 advertisement over IPv4 covers
 * @param strictChecksum whether only {@code checksumForm} is accepted; otherwise both forms are
 * @param addresses 1..255 different virtual addresses of one family, in the order in which they are advertised
 *     (R-5.2.9-03); the first IPv6 address is link-local
 * @param unicastPeers where advertisements go and come from instead of the multicast group; null for the group
 * @param host what concerns this host alone
 */
public record VirtualRouterConfig(
        int vrid,
        Version version,
        int priority,
        Duration advertisementInterval,
        boolean preemptMode,
        Duration preemptDelay,
        Duration holdDown,
        boolean answersLosers,
        boolean ownerListens,
        ChecksumForm checksumForm,
        boolean strictChecksum,
        List<VirtualAddress> addresses,
        @Nullable UnicastPeers unicastPeers,
        HostConfig host) {

    /** The priority of the router that owns the virtual addresses. */
    public static final int OWNER_PRIORITY = 255;

    /** The Priority of RFC 5798 §6.1 when nothing is said. */
    public static final int DEFAULT_PRIORITY = 100;

    /** The Advertisement_Interval of RFC 5798 §6.1 when nothing is said: 100 centiseconds. */
    public static final Duration DEFAULT_ADVERTISEMENT_INTERVAL = Duration.ofSeconds(1);

    private static final Duration MAX_DELAY = Duration.ofHours(1);
    private static final int MS_PER_CENTISECOND = 10;

    /**
     * Checks every range.
     *
     * @throws IllegalArgumentException saying what is wrong, the value, and what is allowed
     */
    public VirtualRouterConfig {
        requireVrid(vrid);
        requirePriority(priority);
        requireInterval(version, advertisementInterval);
        requireDelay("preempt delay", preemptDelay);
        requireDelay("hold-down", holdDown);
        addresses = List.copyOf(addresses);
        AddressRules.check(version, addresses, unicastPeers, host);
    }

    /** Starts from the defaults of RFC 5798 §6.1. */
    public static Builder builder(int vrid) {
        return new Builder(vrid);
    }

    /** Starts from these parameters, to change some of them. */
    public Builder toBuilder() {
        Builder builder = new Builder(vrid)
                .version(version)
                .priority(priority)
                .advertisementInterval(advertisementInterval)
                .preemptMode(preemptMode)
                .preemptDelay(preemptDelay)
                .holdDown(holdDown)
                .answersLosers(answersLosers)
                .ownerListens(ownerListens)
                .checksumForm(checksumForm)
                .strictChecksum(strictChecksum)
                .unicastPeers(unicastPeers)
                .host(host);
        addresses.forEach(builder::address);
        return builder;
    }

    static void requireVrid(int vrid) { // R-5.2.3-01
        if (vrid < 1 || vrid > 255) {
            throw new IllegalArgumentException("VRID " + vrid + " is not in 1..255 (RFC 5798 §5.2.3)");
        }
    }

    /**
     * Checks that a priority is one that a virtual router can have.
     *
     * @throws IllegalArgumentException if it is not in 1..255
     */
    public static void requirePriority(int priority) { // R-5.2.4-01, R-5.2.4-02
        if (priority < 1 || priority > OWNER_PRIORITY) {
            throw new IllegalArgumentException("priority " + priority
                    + " is not in 1..254, or 255 for the owner of the addresses (RFC 5798 §5.2.4)");
        }
    }

    static void requireInterval(Version version, Duration interval) { // R-5.2.7-01
        int stepMs = version.intervalStepMs();
        if (interval.compareTo(Duration.ofMillis(version.minIntervalMs())) < 0
                || interval.compareTo(Duration.ofMillis(version.maxIntervalMs())) > 0
                || interval.toNanos() % Duration.ofMillis(stepMs).toNanos() != 0) {
            throw new IllegalArgumentException("advertisement interval " + text(interval)
                    + (version == Version.V2
                            ? " is not in 1s..255s in steps of 1s (RFC 3768 §5.3.7)"
                            : " is not in 10ms..40950ms in steps of 10ms (RFC 9568 §5.2.7)"));
        }
    }

    static void requireDelay(String what, Duration delay) {
        if (delay.isNegative() || delay.compareTo(MAX_DELAY) > 0) {
            throw new IllegalArgumentException(what + " " + text(delay) + " is not in 0s..1h");
        }
    }

    /** {@code 41s} or {@code 15ms}: as people write it, and as the message says the range. */
    static String text(Duration interval) {
        return interval.toSeconds() == 0 && interval.toNanos() % 1_000_000 == 0
                ? interval.toMillis() + "ms"
                : interval.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    /** The virtual addresses, then the excluded ones: all that the MASTER's host has. */
    public List<VirtualAddress> hostAddresses() {
        if (host.excludedAddresses().isEmpty()) {
            return addresses;
        }
        List<VirtualAddress> all = new ArrayList<>(addresses);
        all.addAll(host.excludedAddresses());
        return List.copyOf(all);
    }

    /** The Accept_Mode in force: the owner always accepts (RFC 5798 §6.1). */
    public boolean accepts() {
        return host.acceptMode() || priority == OWNER_PRIORITY;
    }

    /** The family of the virtual addresses. */
    public AddressFamily family() {
        return addresses.get(0).address().family();
    }

    /** Whether an address is one of the virtual addresses or the excluded ones, whatever its prefix length. */
    public boolean contains(IpAddress address) {
        return AddressRules.contains(addresses, address) || AddressRules.contains(host.excludedAddresses(), address);
    }

    /** The advertisement interval in centiseconds: 1..4095, or 100..25500 for VRRPv2. Does not allocate. */
    public int advertisementIntervalCs() {
        return (int) (advertisementInterval.toMillis() / MS_PER_CENTISECOND);
    }

    /**
     * The advertisement interval that a message of that version tells, in centiseconds: VRRPv2 counts whole seconds, rounded
     * up (R-8.4.2-03). Does not allocate.
     *
     * @param version 2 or 3
     */
    public int advertisementIntervalCs(int version) {
        int intervalCs = advertisementIntervalCs();
        return version == Advertisement.VERSION_2 ? (intervalCs + 99) / 100 * 100 : intervalCs;
    }

    /** What is accepted from the wire on behalf of this virtual router. */
    public ReceiveRules receiveRules() {
        ChecksumForm required = strictChecksum ? checksumForm : null;
        return switch (version) {
            case V2 -> new ReceiveRules(true, false, null, true);
            case V3 -> new ReceiveRules(false, true, required, true);
            case V2_AND_V3 -> new ReceiveRules(true, true, required, true);
        };
    }

    /**
     * Collects the parameters of one virtual router. Each method checks its own value at once, so that whoever reads a
     * configuration can say where the mistake is; {@link #build} checks what concerns several.
     */
    public static final class Builder {
        private final int vrid;
        private final List<VirtualAddress> addresses = new ArrayList<>();
        private Version version = Version.V3;
        private int priority = DEFAULT_PRIORITY;
        private Duration advertisementInterval = DEFAULT_ADVERTISEMENT_INTERVAL;
        private boolean preemptMode = true;
        private Duration preemptDelay = Duration.ZERO;
        private Duration holdDown = Duration.ZERO;
        private boolean answersLosers = true;
        private boolean ownerListens = true;
        private ChecksumForm checksumForm = ChecksumForm.PSEUDO_HEADER;
        private boolean strictChecksum;
        private @Nullable UnicastPeers unicastPeers;
        private HostConfig host = HostConfig.DEFAULT;

        private Builder(int vrid) {
            requireVrid(vrid);
            this.vrid = vrid;
        }

        /** The protocol it speaks; VRRPv3 when not called. Comes before {@link #advertisementInterval}, whose range it sets. */
        public Builder version(Version version) {
            this.version = version;
            return this;
        }

        /**
         * 1..254, or 255 for the owner; 100 when not called.
         *
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder priority(int priority) {
            requirePriority(priority);
            this.priority = priority;
            return this;
        }

        /**
         * 10 ms to 40.95 s in steps of 10 ms, or 1 s to 255 s in steps of 1 s for VRRPv2; 1 s when not called.
         *
         * @throws IllegalArgumentException if it is out of range or between two steps
         */
        public Builder advertisementInterval(Duration interval) {
            requireInterval(version, interval);
            this.advertisementInterval = interval;
            return this;
        }

        /** Whether a BACKUP displaces a MASTER of lower priority; true when not called. */
        public Builder preemptMode(boolean preemptMode) {
            this.preemptMode = preemptMode;
            return this;
        }

        /**
         * How long a MASTER of lower priority is heard before it is displaced: 0 to 1 hour; 0 when not called.
         *
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder preemptDelay(Duration delay) {
            requireDelay("preempt delay", delay);
            this.preemptDelay = delay;
            return this;
        }

        /**
         * How long it only listens after a Startup event: 0 to 1 hour; 0 when not called.
         *
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder holdDown(Duration duration) {
            requireDelay("hold-down", duration);
            this.holdDown = duration;
            return this;
        }

        /** Whether a MASTER answers a losing advertisement at once; true when not called. */
        public Builder answersLosers(boolean answers) {
            this.answersLosers = answers;
            return this;
        }

        /** Whether the owner hears advertisements; true when not called. */
        public Builder ownerListens(boolean listens) {
            this.ownerListens = listens;
            return this;
        }

        /** What the checksum of an IPv4 advertisement covers; the pseudo-header too when not called. */
        public Builder checksumForm(ChecksumForm form) {
            this.checksumForm = form;
            return this;
        }

        /** Whether IPv4 advertisements with the other checksum form are discarded; false when not called. */
        public Builder strictChecksum(boolean strict) {
            this.strictChecksum = strict;
            return this;
        }

        /**
         * Adds a virtual address behind those added before, as {@link VirtualAddress#parse} reads it.
         *
         * @throws IllegalArgumentException if the text is no address
         */
        public Builder address(String address) {
            return address(VirtualAddress.parse(address));
        }

        /** Adds a virtual address behind those added before. */
        public Builder address(VirtualAddress address) {
            addresses.add(address);
            return this;
        }

        /** Where advertisements go and come from instead of the multicast group; the group when not called, or with null. */
        public Builder unicastPeers(@Nullable UnicastPeers peers) {
            this.unicastPeers = peers;
            return this;
        }

        /** What concerns this host alone; {@link HostConfig#DEFAULT} when not called. */
        public Builder host(HostConfig host) {
            this.host = host;
            return this;
        }

        /**
         * Makes the configuration.
         *
         * @throws IllegalArgumentException if there is no address, a duplicate, a mixture of families, an IPv6 list that
         *     does not start with a link-local address, or something that the version does not allow
         */
        public VirtualRouterConfig build() {
            return new VirtualRouterConfig(
                    vrid,
                    version,
                    priority,
                    advertisementInterval,
                    preemptMode,
                    preemptDelay,
                    holdDown,
                    answersLosers,
                    ownerListens,
                    checksumForm,
                    strictChecksum,
                    addresses,
                    unicastPeers,
                    host);
        }
    }
}
