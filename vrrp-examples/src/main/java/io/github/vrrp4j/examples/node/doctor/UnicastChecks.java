package io.github.vrrp4j.examples.node.doctor;

import io.github.vrrp4j.netlink.InterfaceState;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.protocol.UnicastPeers;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The addresses that advertisements are told to come from and go to. */
final class UnicastChecks {
    private static final String SOURCE = "source-address";
    private static final String PEER = "unicast-peer";

    private UnicastChecks() {}

    /** The unicast peers; none of a virtual router that multicasts. */
    static List<IpAddress> peers(VirtualRouterConfig config) {
        UnicastPeers peers = config.unicastPeers();
        return peers == null ? List.of() : peers.addresses();
    }

    /**
     * Whether this host has the source addresses, and none of the peers' addresses.
     *
     * @param states all interfaces of the host
     */
    static List<Finding> judge(WatchedInterface watched, Collection<InterfaceState> states) {
        List<Finding> findings = new ArrayList<>();
        for (VirtualRouterConfig config : watched.virtualRouters()) {
            String subject = watched.subject(config.family(), config.vrid());
            IpAddress source = config.host().sourceAddress();
            if (source != null) {
                findings.add(source(watched, subject, source, states));
            }
            for (IpAddress peer : peers(config)) {
                if (isHeld(watched, peer, states, true)) {
                    findings.add(Finding.fail(
                            PEER,
                            subject,
                            peer + " is an address of this host, not of another router",
                            "ip address show; then take it out of unicast-peers in the file"));
                }
            }
        }
        return findings;
    }

    private static Finding source(
            WatchedInterface watched, String subject, IpAddress source, Collection<InterfaceState> states) {
        if (isHeld(watched, source, states, false)) {
            return Finding.ok(SOURCE, subject, source + " is on this host");
        }
        boolean tentative = isHeld(watched, source, states, true);
        return Finding.fail(
                SOURCE,
                subject,
                tentative
                        ? source + " is not usable: it is checked for duplicates, or another host has it (dadfailed)"
                        : source + " is not on "
                                + (source.isIpv6LinkLocal() ? watched.name() : "any interface of this host"),
                tentative
                        ? "ip -6 address show; try again when it does not say tentative any more"
                        : "ip address add " + source + "/PREFIXLEN dev " + watched.name()
                                + "; or write another source-address into the file, or none");
    }

    /** A link-local address counts on the interface alone. */
    private static boolean isHeld(
            WatchedInterface watched, IpAddress address, Collection<InterfaceState> states, boolean evenTentative) {
        return states.stream()
                .filter(state -> !address.isIpv6LinkLocal() || state.name().equals(watched.name()))
                .flatMap(state -> state.addresses().stream())
                .anyMatch(each -> each.address().equals(address)
                        && (evenTentative || address.family() == AddressFamily.IPV4 || !each.tentative()));
    }

    /**
     * Whether a peer that another host has answers.
     *
     * @param problem why nobody could be asked; null if that was possible
     * @param claims who claimed which address on the interface
     */
    static Finding answer(
            WatchedInterface watched,
            VirtualRouterConfig config,
            IpAddress peer,
            @Nullable String problem,
            Map<IpAddress, Set<MacAddress>> claims) {
        String subject = watched.subject(config.family(), config.vrid());
        if (!watched.isOnLink(peer)) {
            return Finding.ok(PEER, subject, peer + " is not on the link of " + watched.name() + ", and not asked");
        }
        if (problem != null) {
            return Finding.warn(
                    PEER,
                    subject,
                    peer + " was not asked: " + problem,
                    "./vrrp doctor; again when the findings above are mended");
        }
        Set<MacAddress> answers = claims.getOrDefault(peer, Set.of());
        return answers.isEmpty()
                ? Finding.warn(
                        PEER,
                        subject,
                        peer + " is on the link, and does not answer "
                                + (peer.family() == AddressFamily.IPV4 ? "ARP" : "Neighbor Solicitations"),
                        "ping -c 1 " + peer + (peer.isIpv6LinkLocal() ? "%" + watched.name() : "")
                                + "; look whether that host runs, and has this address")
                : Finding.ok(
                        PEER,
                        subject,
                        peer + " answers, "
                                + answers.stream()
                                        .map(MacAddress::toString)
                                        .sorted()
                                        .collect(Collectors.joining(" and ")));
    }
}
