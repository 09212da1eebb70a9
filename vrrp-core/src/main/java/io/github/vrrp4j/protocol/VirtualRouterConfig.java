package io.github.vrrp4j.protocol;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The parameters of one virtual router (RFC 5798 §6.1), valid by construction and immutable.
 *
 * @param vrid the Virtual Router Identifier, 1..255
 * @param priority 1..254 for a router that backs the addresses up, 255 for their owner
 * @param advertisementInterval 10 ms to 40.95 s in steps of 10 ms
 * @param preemptMode whether a BACKUP displaces a MASTER of lower priority; the owner always does
 * @param checksumForm what the checksum of an IPv4 advertisement covers
 * @param strictChecksum whether only {@code checksumForm} is accepted; otherwise both forms are
 * @param addresses 1..255 different virtual addresses of one family, in the order in which they are advertised
 *     (R-5.2.9-03); the first
 *     IPv6 address is link-local
 */
public record VirtualRouterConfig(
        int vrid,
        int priority,
        Duration advertisementInterval,
        boolean preemptMode,
        ChecksumForm checksumForm,
        boolean strictChecksum,
        List<VirtualAddress> addresses) {

    /** The priority of the router that owns the virtual addresses. */
    public static final int OWNER_PRIORITY = 255;

    /** The Priority of RFC 5798 §6.1 when nothing is said. */
    public static final int DEFAULT_PRIORITY = 100;

    /** The Advertisement_Interval of RFC 5798 §6.1 when nothing is said: 100 centiseconds. */
    public static final Duration DEFAULT_ADVERTISEMENT_INTERVAL = Duration.ofSeconds(1);

    private static final Duration CENTISECOND = Duration.ofMillis(10);
    private static final Duration MAX_ADVERTISEMENT_INTERVAL = CENTISECOND.multipliedBy(4095);

    /**
     * Checks every range.
     *
     * @throws IllegalArgumentException saying what is wrong, the value, and what is allowed
     */
    public VirtualRouterConfig {
        requireVrid(vrid);
        requirePriority(priority);
        requireInterval(advertisementInterval);
        addresses = List.copyOf(addresses);
        requireAddresses(addresses);
    }

    /** Starts from the defaults of RFC 5798 §6.1. */
    public static Builder builder(int vrid) {
        return new Builder(vrid);
    }

    static void requireVrid(int vrid) { // R-5.2.3-01
        if (vrid < 1 || vrid > 255) {
            throw new IllegalArgumentException("VRID " + vrid + " is not in 1..255 (RFC 5798 §5.2.3)");
        }
    }

    static void requirePriority(int priority) { // R-5.2.4-01, R-5.2.4-02
        if (priority < 1 || priority > OWNER_PRIORITY) {
            throw new IllegalArgumentException("priority " + priority
                    + " is not in 1..254, or 255 for the owner of the addresses (RFC 5798 §5.2.4)");
        }
    }

    static void requireInterval(Duration interval) { // R-5.2.7-01
        if (interval.compareTo(CENTISECOND) < 0
                || interval.compareTo(MAX_ADVERTISEMENT_INTERVAL) > 0
                || interval.toNanos() % CENTISECOND.toNanos() != 0) {
            throw new IllegalArgumentException("advertisement interval " + text(interval)
                    + " is not in 10ms..40950ms in steps of 10ms (RFC 9568 §5.2.7)");
        }
    }

    /** {@code 41s} or {@code 15ms}: as people write it, and as the message says the range. */
    private static String text(Duration interval) {
        return interval.toSeconds() == 0 && interval.toNanos() % 1_000_000 == 0
                ? interval.toMillis() + "ms"
                : interval.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    static void requireAddresses(List<VirtualAddress> addresses) {
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("a virtual router needs at least one virtual address (RFC 5798 §5.2.5)");
        }
        if (addresses.size() > Advertisement.MAX_ADDRESSES) {
            throw new IllegalArgumentException(addresses.size() + " virtual addresses are more than the "
                    + Advertisement.MAX_ADDRESSES + " that one advertisement can carry (RFC 5798 §5.2.5)");
        }
        AddressFamily family = addresses.get(0).address().family();
        Set<IpAddress> seen = new HashSet<>();
        for (VirtualAddress virtual : addresses) {
            if (virtual.address().family() != family) { // R-5.2.9-01
                throw new IllegalArgumentException("IPv4 and IPv6 addresses in one virtual router ("
                        + addresses.get(0) + ", " + virtual + "): configure one for each, the VRID may be the same"
                        + " (RFC 5798 §5.2.9)");
            }
            if (!seen.add(virtual.address())) {
                throw new IllegalArgumentException("virtual address " + virtual.address() + " stands twice");
            }
        }
        if (family == AddressFamily.IPV6 && !addresses.get(0).address().isIpv6LinkLocal()) { // R-5.2.9-02
            throw new IllegalArgumentException("the first IPv6 virtual address " + addresses.get(0)
                    + " is not link-local, fe80::/10 (RFC 9568 §5.2.9)");
        }
    }

    /** The family of the virtual addresses. */
    public AddressFamily family() {
        return addresses.get(0).address().family();
    }

    /** The advertisement interval as it stands on the wire: 1..4095 centiseconds. Does not allocate. */
    public int advertisementIntervalCs() {
        return (int) (advertisementInterval.toNanos() / CENTISECOND.toNanos());
    }

    /**
     * Collects the parameters of one virtual router. Each method checks its own value at once, so that whoever reads a
     * configuration can say where the mistake is; {@link #build} checks what concerns several.
     */
    public static final class Builder {
        private final int vrid;
        private final List<VirtualAddress> addresses = new ArrayList<>();
        private int priority = DEFAULT_PRIORITY;
        private Duration advertisementInterval = DEFAULT_ADVERTISEMENT_INTERVAL;
        private boolean preemptMode = true;
        private ChecksumForm checksumForm = ChecksumForm.PSEUDO_HEADER;
        private boolean strictChecksum;

        private Builder(int vrid) {
            requireVrid(vrid);
            this.vrid = vrid;
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
         * 10 ms to 40.95 s in steps of 10 ms; 1 s when not called.
         *
         * @throws IllegalArgumentException if it is out of range or between two steps
         */
        public Builder advertisementInterval(Duration interval) {
            requireInterval(interval);
            this.advertisementInterval = interval;
            return this;
        }

        /** Whether a BACKUP displaces a MASTER of lower priority; true when not called. */
        public Builder preemptMode(boolean preemptMode) {
            this.preemptMode = preemptMode;
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

        /**
         * Makes the configuration.
         *
         * @throws IllegalArgumentException if there is no address, a duplicate, a mixture of families, or an IPv6 list
         *     that does not start with a link-local address
         */
        public VirtualRouterConfig build() {
            return new VirtualRouterConfig(
                    vrid, priority, advertisementInterval, preemptMode, checksumForm, strictChecksum, addresses);
        }
    }
}
