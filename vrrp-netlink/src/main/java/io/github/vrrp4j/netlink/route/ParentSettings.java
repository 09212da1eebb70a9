package io.github.vrrp4j.netlink.route;

import io.github.vrrp4j.netlink.route.LinkDetails.Ipv4Settings;
import io.github.vrrp4j.spi.Placement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The settings of an interface that other interfaces with virtual MAC addresses stand on, for as long as one of them does:
 *
 * <ul>
 *   <li>{@code arp_ignore=1}: it answers ARP for its own addresses alone. Otherwise it would answer for the virtual ones too,
 *       with its own MAC address (R-8.1.2-01).
 *   <li>{@code arp_announce=2}: it asks with addresses of its own alone. Otherwise an answer to a client from a virtual address
 *       would begin with an ARP request that teaches the neighbours the virtual address with the MAC address of the interface.
 * </ul>
 *
 * <p>Higher values stay. The originals are saved once and given back, where the value is still ours, when the last virtual
 * router is gone. Safe for use by any thread.
 */
final class ParentSettings {

    private static final int ARP_IGNORE = 1;
    private static final int ARP_ANNOUNCE = 2;

    private static final class Parent {
        private final Set<Placement> users = new HashSet<>();
        private final List<InterfaceSysctl> changed = new ArrayList<>();
    }

    private final Links links;
    private final HostCleanup cleanup;
    private final HostRecord record;
    private final Map<Integer, Parent> parents = new HashMap<>();

    ParentSettings(Links links, HostCleanup cleanup, HostRecord record) {
        this.links = links;
        this.cleanup = cleanup;
        this.record = record;
    }

    /** Makes sure that the interface has the settings until {@link #release}. */
    synchronized void require(Placement user, LinkDetails link) throws IOException {
        releaseFrom(user, link.index());
        Parent parent = parents.computeIfAbsent(link.index(), index -> new Parent());
        parent.users.add(user);
        raise(parent, link, "arp_ignore", Ipv4Settings.ARP_IGNORE, ARP_IGNORE);
        raise(parent, link, "arp_announce", Ipv4Settings.ARP_ANNOUNCE, ARP_ANNOUNCE);
    }

    private void raise(Parent parent, LinkDetails link, String setting, int number, int value) throws IOException {
        int now = link.ipv4Settings().get(number);
        if (now >= value) {
            return;
        }
        InterfaceSysctl change = new InterfaceSysctl(link.name(), link.index(), setting, now, value);
        if (parent.changed.stream().noneMatch(earlier -> earlier.setting().equals(setting))) {
            record.sysctl(change);
            parent.changed.add(change);
        }
        links.configureIpv4(link, Map.of(number, value));
    }

    /** The virtual router is gone. */
    synchronized void release(Placement user) throws IOException {
        releaseFrom(user, 0);
    }

    private void restore(Parent parent) throws IOException {
        while (!parent.changed.isEmpty()) {
            InterfaceSysctl change = parent.changed.get(0);
            cleanup.restore(change);
            record.sysctlRestored(change);
            parent.changed.remove(0);
        }
    }

    /** From every interface but one: where there is another one now, that with the old index does not come back. */
    private void releaseFrom(Placement user, int exceptIndex) throws IOException {
        for (Map.Entry<Integer, Parent> entry : List.copyOf(parents.entrySet())) {
            Parent parent = entry.getValue();
            if (entry.getKey() == exceptIndex || !parent.users.contains(user)) {
                continue;
            }
            if (parent.users.size() == 1) {
                restore(parent); // before it is forgotten, so that what fails is done when this is called again
                parents.remove(entry.getKey());
            }
            parent.users.remove(user);
        }
    }
}
