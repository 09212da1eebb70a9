package io.github.vrrp4j.examples.node.doctor;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.ReceiveRules;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.protocol.UnicastPeers;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Who advertises on an interface, and whether that gets along with the file. */
final class AdvertisementChecks {
    private static final String ADVERTISEMENTS = "advertisements";
    private static final int MAX_VRID = 255;

    private final WatchedInterface watched;
    private final AddressFamily family;
    private final Heard heard;
    private final String listened;
    private final List<Finding> findings = new ArrayList<>();

    private AdvertisementChecks(WatchedInterface watched, AddressFamily family, Heard heard, Duration listened) {
        this.watched = watched;
        this.family = family;
        this.heard = heard;
        this.listened = HeardRouter.interval((int) (listened.toMillis() / 10));
    }

    /**
     * Judges one family on one interface.
     *
     * @param listened for how long
     */
    static List<Finding> judge(WatchedInterface watched, AddressFamily family, Heard heard, Duration listened) {
        AdvertisementChecks checks = new AdvertisementChecks(watched, family, heard, listened);
        checks.discarded();
        List<VirtualRouterConfig> configured = watched.virtualRouters().stream()
                .filter(each -> each.family() == family)
                .toList();
        configured.forEach(checks::configured);
        checks.others(configured);
        return checks.findings;
    }

    private void discarded() {
        if (!heard.discarded().isEmpty()) {
            String counts = new TreeMap<>(heard.discarded())
                    .entrySet().stream()
                            .map(entry -> entry.getValue() + " " + entry.getKey())
                            .collect(Collectors.joining(", "));
            findings.add(Finding.warn(
                    ADVERTISEMENTS,
                    watched.name(),
                    "packets that every receiver discards: " + counts,
                    "./vrrp monitor --interface " + watched.name() + "; it shows who sends them"));
        }
    }

    private void configured(VirtualRouterConfig config) {
        String subject = watched.subject(family, config.vrid());
        List<HeardRouter> heardThere = heard.routers().stream()
                .filter(router -> concerns(config, router))
                .toList();
        if (heardThere.isEmpty()) {
            String who = config.unicastPeers() == null ? "nobody" : "none of its peers";
            findings.add(Finding.ok(ADVERTISEMENTS, subject, who + " advertises it, listened for " + listened));
        }
        heardThere.forEach(router -> peer(subject, config, router));
    }

    /** With unicast peers, only what they send to this host; otherwise only what goes to the group. */
    private static boolean concerns(VirtualRouterConfig config, HeardRouter router) {
        UnicastPeers peers = config.unicastPeers();
        return router.vrid() == config.vrid()
                && router.unicast() == (peers != null)
                && (peers == null || peers.contains(router.source()));
    }

    private void peer(String subject, VirtualRouterConfig config, HeardRouter router) {
        List<IpAddress> addresses =
                config.addresses().stream().map(VirtualAddress::address).toList();
        if (!router.advertises(addresses)) {
            int free = freeVrid();
            findings.add(Finding.fail(
                    ADVERTISEMENTS,
                    subject,
                    "VRID collision: " + router + "; the file says "
                            + addresses.stream().map(IpAddress::toString).collect(Collectors.joining(", ")),
                    "vrid: " + (free == 0 ? "another one" : free) + "; write that into the file, on every host of this"
                            + " virtual router, or the same addresses on both sides if it is meant to be one"));
            return;
        }
        if (!isAccepted(config, router.version())) {
            if (heardInAcceptedVersion(config, router)) {
                return; // it speaks both
            }
            findings.add(Finding.warn(
                    ADVERTISEMENTS,
                    subject,
                    "a peer of another version, which the file does not accept: " + router,
                    "version: 2+3; write that into the file, or let all speak the same version"));
            return;
        }
        if (router.intervalCs() != config.advertisementIntervalCs(router.version())) {
            findings.add(Finding.warn(
                    ADVERTISEMENTS,
                    subject,
                    "a peer with another advertisement interval than the file's "
                            + HeardRouter.interval(config.advertisementIntervalCs()) + ": " + router,
                    "advertisement-interval: " + HeardRouter.interval(router.intervalCs())
                            + "; write that into the file, or change it at the peer"));
            return;
        }
        findings.add(Finding.ok(ADVERTISEMENTS, subject, "a peer: " + router));
    }

    private static boolean isAccepted(VirtualRouterConfig config, int version) {
        ReceiveRules rules = config.receiveRules();
        return version == 2 ? rules.version2() : rules.version3();
    }

    private boolean heardInAcceptedVersion(VirtualRouterConfig config, HeardRouter router) {
        return heard.routers().stream()
                .anyMatch(each -> each.vrid() == router.vrid()
                        && each.source().equals(router.source())
                        && isAccepted(config, each.version()));
    }

    /** The first VRID behind the ones in use; 0 if there is none. */
    private int freeVrid() {
        return IntStream.rangeClosed(1, MAX_VRID)
                .filter(vrid -> heard.routers().stream().noneMatch(each -> each.vrid() == vrid)
                        && watched.virtualRouters().stream()
                                .noneMatch(each -> each.family() == family && each.vrid() == vrid))
                .findFirst()
                .orElse(0);
    }

    private void others(List<VirtualRouterConfig> configured) {
        List<HeardRouter> others = heard.routers().stream()
                .filter(router -> configured.stream().noneMatch(each -> concerns(each, router)))
                .toList();
        others.forEach(router ->
                findings.add(Finding.ok(ADVERTISEMENTS, watched.subject(family, router.vrid()), router.toString())));
        if (configured.isEmpty() && others.isEmpty()) {
            findings.add(Finding.ok(
                    ADVERTISEMENTS,
                    watched.name() + (family == AddressFamily.IPV6 ? " family=ipv6" : ""),
                    "nobody advertises, listened for " + listened));
        }
    }
}
