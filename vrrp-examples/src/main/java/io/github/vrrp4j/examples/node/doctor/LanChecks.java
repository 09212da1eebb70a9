package io.github.vrrp4j.examples.node.doctor;

import io.github.vrrp4j.netlink.InterfaceState;
import io.github.vrrp4j.netlink.LinuxNetwork;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be known only from others on the LAN: who advertises, and who answers. All interfaces at the same time. */
final class LanChecks {
    private static final String ADVERTISEMENTS = "advertisements";

    private final List<WatchedInterface> watched;
    private final Collection<InterfaceState> states;
    private final Duration listen;
    private final List<Place> places = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    LanChecks(List<WatchedInterface> watched, Collection<InterfaceState> states, Duration listen) {
        this.watched = watched;
        this.states = states;
        this.listen = listen;
    }

    /** One family on one interface. */
    private static final class Place {
        final WatchedInterface watched;
        final AddressFamily family;
        final Listener.Ear ear;
        NeighborAnswers.@Nullable Question question;

        @Nullable
        String problem;

        Place(WatchedInterface watched, AddressFamily family, Listener.Ear ear) {
            this.watched = watched;
            this.family = family;
            this.ear = ear;
        }

        List<VirtualAddress> virtualAddresses() {
            return watched.virtualRouters().stream()
                    .filter(each -> each.family() == family)
                    .map(VirtualRouterConfig::addresses)
                    .flatMap(List::stream)
                    .toList();
        }

        List<VirtualRouterConfig> withPeers() {
            return watched.virtualRouters().stream()
                    .filter(each -> each.family() == family && each.unicastPeers() != null)
                    .toList();
        }

        List<HeardRouter> mastersOf(IpAddress address) {
            return ear.heard().routers().stream()
                    .filter(each -> each.priority() != 0 && each.addresses().contains(address))
                    .toList();
        }
    }

    /** What is found where this process may neither listen nor ask. */
    List<Finding> notAllowed() {
        return List.of(Finding.warn(
                ADVERTISEMENTS,
                Finding.HOST,
                "neither listened nor asked who has which address: capabilities are missing",
                "sudo ./vrrp doctor; with the same arguments"));
    }

    /** Listens, then asks. Interfaces that carry no packets are left out. */
    List<Finding> examine() {
        try (LinuxNetwork network = LinuxNetwork.open();
                Listener listener = new Listener(network)) {
            watched.stream()
                    .filter(WatchedInterface::isRunning)
                    .forEach(each -> each.families().forEach(family -> join(listener, each, family)));
            if (!places.isEmpty()) {
                listener.listen(listen);
            }
        } catch (IOException e) {
            findings.add(notListened(Finding.HOST, e));
        }
        places.forEach(place ->
                findings.addAll(AdvertisementChecks.judge(place.watched, place.family, place.ear.heard(), listen)));
        try (NeighborAnswers answers = new NeighborAnswers()) {
            places.forEach(place -> plan(answers, place));
            answers.ask();
        }
        places.forEach(this::judgeAddresses);
        places.forEach(this::judgePeers);
        return findings;
    }

    /** Where the routers that were heard on an interface send from, once each. */
    List<IpAddress> sourcesHeard(WatchedInterface where) {
        return places.stream()
                .filter(place -> place.watched.equals(where))
                .flatMap(place -> place.ear.heard().routers().stream())
                .map(HeardRouter::source)
                .distinct()
                .toList();
    }

    private void join(Listener listener, WatchedInterface place, AddressFamily family) {
        try {
            places.add(new Place(place, family, listener.join(place.name(), family, place.sourceAddress(family))));
        } catch (IOException e) {
            findings.add(notListened(place.name(), e));
        }
    }

    private static Finding notListened(String subject, IOException why) {
        return Finding.fail(
                ADVERTISEMENTS,
                subject,
                "cannot listen: " + why.getMessage(),
                "./vrrp doctor; again when the findings above are mended");
    }

    private void plan(NeighborAnswers answers, Place place) {
        Set<IpAddress> wanted = new LinkedHashSet<>();
        for (VirtualAddress virtual : place.virtualAddresses()) {
            if (!holds(virtual.address())) {
                wanted.add(virtual.address());
                place.mastersOf(virtual.address()).forEach(master -> wanted.add(master.source()));
            }
        }
        for (VirtualRouterConfig config : place.withPeers()) {
            UnicastChecks.peers(config).stream()
                    .filter(peer -> place.watched.isOnLink(peer) && !holds(peer))
                    .forEach(wanted::add);
        }
        InterfaceState state = place.watched.state();
        if (wanted.isEmpty() || state == null || !state.resolvesAddresses()) {
            place.problem = "addresses are not resolved on this interface";
            return;
        }
        IpAddress linkLocal = place.watched.usableLinkLocal();
        try {
            if (place.family == AddressFamily.IPV4) {
                place.question = answers.ipv4(place.watched.name(), wanted);
            } else if (linkLocal != null) {
                place.question = answers.ipv6(place.watched.name(), linkLocal, wanted);
            } else {
                place.problem = "there is no usable link-local address to ask from";
            }
        } catch (IOException e) {
            place.problem = e.getMessage();
        }
    }

    private boolean holds(IpAddress address) {
        return states.stream()
                .flatMap(state -> state.addresses().stream())
                .anyMatch(each -> each.address().equals(address));
    }

    private void judgeAddresses(Place place) {
        for (VirtualAddress virtual : place.virtualAddresses()) {
            IpAddress address = virtual.address();
            NeighborAnswers.Question question = place.question;
            if (holds(address)) {
                findings.add(DuplicateAddressChecks.held(place.watched, virtual, place.mastersOf(address)));
            } else if (question == null || question.problem() != null) {
                findings.add(DuplicateAddressChecks.notAsked(
                        place.watched, address, question == null ? place.problem : question.problem()));
            } else {
                findings.add(DuplicateAddressChecks.judge(
                        place.watched, address, place.mastersOf(address), question.claims()));
            }
        }
    }

    private void judgePeers(Place place) {
        NeighborAnswers.Question question = place.question;
        String problem = question == null ? place.problem : question.problem();
        for (VirtualRouterConfig config : place.withPeers()) {
            for (IpAddress peer : UnicastChecks.peers(config)) {
                if (!holds(peer)) { // told already
                    findings.add(UnicastChecks.answer(
                            place.watched, config, peer, problem, question == null ? Map.of() : question.claims()));
                }
            }
        }
    }
}
