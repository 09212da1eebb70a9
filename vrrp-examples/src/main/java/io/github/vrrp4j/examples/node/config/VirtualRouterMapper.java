package io.github.vrrp4j.examples.node.config;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.InterfaceName;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.protocol.HostConfig;
import io.github.vrrp4j.protocol.Version;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.RouterConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The tree of one virtual router to its configuration. */
final class VirtualRouterMapper {
    private static final String INTERFACE = "interface";
    private static final String VRID = "vrid";
    private static final String VERSION = "version";
    private static final String PRIORITY = "priority";
    private static final String ADVERTISEMENT_INTERVAL = "advertisement-interval";
    private static final String PREEMPT_MODE = "preempt-mode";
    private static final String PREEMPT_DELAY = "preempt-delay";
    private static final String HOLD_DOWN = "hold-down";
    private static final String ANSWERS_LOSERS = "answers-losers";
    private static final String OWNER_LISTENS = "owner-listens";
    private static final String CHECKSUM = "checksum";
    private static final String STRICT_CHECKSUM = "strict-checksum";
    private static final String VIRTUAL_MAC = "virtual-mac";
    private static final String ACCEPT_MODE = "accept-mode";
    private static final String LINK_DOWN_DELAY = "link-down-delay";
    private static final String LINK_UP_DELAY = "link-up-delay";
    private static final String ANNOUNCEMENTS = "announcements";
    private static final String ADDRESSES = "addresses";
    private static final String EXCLUDED_ADDRESSES = "excluded-addresses";
    private static final String ROUTES = "routes";
    private static final Set<String> KEYS = keys(
            INTERFACE,
            VRID,
            VERSION,
            PRIORITY,
            ADVERTISEMENT_INTERVAL,
            PREEMPT_MODE,
            PREEMPT_DELAY,
            HOLD_DOWN,
            ANSWERS_LOSERS,
            OWNER_LISTENS,
            CHECKSUM,
            STRICT_CHECKSUM,
            VIRTUAL_MAC,
            ACCEPT_MODE,
            LINK_DOWN_DELAY,
            LINK_UP_DELAY,
            ANNOUNCEMENTS,
            ADDRESSES,
            EXCLUDED_ADDRESSES,
            ROUTES,
            "name");

    private static final Map<String, Version> VERSIONS =
            Map.of("2", Version.V2, "3", Version.V3, "2+3", Version.V2_AND_V3);

    private static final Map<String, ChecksumForm> CHECKSUM_FORMS =
            Map.of("pseudo-header", ChecksumForm.PSEUDO_HEADER, "message-only", ChecksumForm.MESSAGE_ONLY);

    private final Entries entries;
    private final Problems problems;
    private final Scalars scalars;
    private Version version = Version.V3;
    private HostConfig host = HostConfig.DEFAULT;

    private VirtualRouterMapper(MappingNode mapping, Problems problems) {
        this.entries = new Entries(mapping, KEYS, problems);
        this.problems = problems;
        this.scalars = new Scalars(problems);
    }

    /**
     * What could be read of one virtual router, mistakes or not, for the checks across several.
     *
     * @param interfaceNode where the interface name stands
     * @param vridNode where the VRID stands
     * @param addresses the addresses without mistakes, by where they stand, then the excluded ones
     * @param entry the whole, if nothing is wrong with it
     * @param name for people
     */
    record Read(
            Optional<Node> interfaceNode,
            Optional<String> interfaceName,
            Optional<Node> vridNode,
            Optional<Integer> vrid,
            Map<Node, VirtualAddress> addresses,
            Optional<RouterConfig.Entry> entry,
            Optional<String> name) {

        /** IPv4 unless the first address says otherwise. */
        AddressFamily family() {
            return addresses.values().stream()
                    .findFirst()
                    .map(virtual -> virtual.address().family())
                    .orElse(AddressFamily.IPV4);
        }
    }

    /** Reads one element of the list; empty if it is no mapping. */
    static Optional<Read> map(Node node, Problems problems) {
        if (!(node instanceof MappingNode mapping)) {
            problems.at(node, "a virtual router is a mapping; start it with '- interface: eth0'");
            return Optional.empty();
        }
        return Optional.of(new VirtualRouterMapper(mapping, problems).read());
    }

    private Read read() {
        Optional<Node> interfaceNode = entries.required(INTERFACE, "interface: eth0");
        Optional<String> interfaceName = interfaceNode.flatMap(this::interfaceName);
        Optional<Node> vridNode = entries.required(VRID, "vrid: 51");
        Optional<Integer> vrid =
                vridNode.flatMap(node -> scalars.wholeNumber(VRID, node, VirtualRouterConfig::builder));

        // Every setter of the builder checks its own value; with a VRID in range, only they can object.
        VirtualRouterConfig.Builder builder = VirtualRouterConfig.builder(vrid.orElse(1));
        entries.get(VERSION)
                .ifPresent(node -> choice(VERSION, node, VERSIONS, "3, 2 or 2+3", chosen -> version = chosen));
        builder.version(version); // before the interval, whose range depends on it
        entries.get(PRIORITY).ifPresent(node -> scalars.wholeNumber(PRIORITY, node, builder::priority));
        duration(ADVERTISEMENT_INTERVAL, builder::advertisementInterval);
        bool(PREEMPT_MODE, builder::preemptMode);
        duration(PREEMPT_DELAY, builder::preemptDelay);
        duration(HOLD_DOWN, builder::holdDown);
        bool(ANSWERS_LOSERS, builder::answersLosers);
        bool(OWNER_LISTENS, builder::ownerListens);
        entries.get(CHECKSUM)
                .ifPresent(node ->
                        choice(CHECKSUM, node, CHECKSUM_FORMS, "pseudo-header or message-only", builder::checksumForm));
        bool(STRICT_CHECKSUM, builder::strictChecksum);
        bool(VIRTUAL_MAC, virtualMac -> host = host.virtualMac(virtualMac));
        bool(ACCEPT_MODE, acceptMode -> host = host.acceptMode(acceptMode));
        duration(LINK_DOWN_DELAY, delay -> host = host.linkDelays(delay, host.linkUpDelay()));
        duration(LINK_UP_DELAY, delay -> host = host.linkDelays(host.linkDownDelay(), delay));
        entries.get(ANNOUNCEMENTS)
                .ifPresent(
                        node -> host = host.announcements(new AnnouncementsMapper(problems).map(ANNOUNCEMENTS, node)));
        Map<Node, VirtualAddress> addresses = entries.required(ADDRESSES, "addresses: [192.0.2.10/24]")
                .map(this::addresses)
                .orElse(Map.of());
        addresses.values().forEach(builder::address);
        Map<Node, VirtualAddress> excluded = entries.get(EXCLUDED_ADDRESSES)
                .map(node -> notAmong(addresses, new AddressMapper(problems).map(EXCLUDED_ADDRESSES, node)))
                .orElse(Map.of());
        host = host.excludedAddresses(List.copyOf(excluded.values()));
        host = host.routes(entries.get(ROUTES)
                .map(node -> new RouteMapper(problems).map(ROUTES, node))
                .orElse(List.of()));
        UnicastMapper unicast = new UnicastMapper(entries, problems, version, addresses.values());
        builder.host(unicast.map(builder, host));

        boolean complete = interfaceName.isPresent() && vrid.isPresent() && !addresses.isEmpty();
        Optional<RouterConfig.Entry> entry = complete
                ? interfaceName.map(name -> new RouterConfig.Entry(name, builder.build(), List.of()))
                : Optional.empty();
        Map<Node, VirtualAddress> all = new LinkedHashMap<>(addresses);
        all.putAll(excluded);
        return new Read(
                interfaceNode,
                interfaceName,
                vridNode,
                vrid,
                all,
                entry,
                entries.get("name").flatMap(node -> scalars.text("name", node)));
    }

    private Optional<String> interfaceName(Node node) {
        return scalars.text(INTERFACE, node).filter(name -> {
            try {
                InterfaceName.require(INTERFACE, name);
                return true;
            } catch (IllegalArgumentException e) {
                problems.at(node, String.valueOf(e.getMessage()));
                return false;
            }
        });
    }

    private static Set<String> keys(String... own) {
        Set<String> keys = new LinkedHashSet<>(List.of(own));
        keys.addAll(UnicastMapper.KEYS);
        return keys;
    }

    private void bool(String key, Consumer<Boolean> setter) {
        entries.get(key).flatMap(node -> scalars.bool(key, node)).ifPresent(setter);
    }

    private void duration(String key, Consumer<Duration> setter) {
        entries.get(key).ifPresent(node -> scalars.duration(key, node, setter));
    }

    private <T> void choice(String key, Node node, Map<String, T> choices, String allowed, Consumer<T> setter) {
        scalars.text(key, node).ifPresent(written -> {
            T chosen = choices.get(written);
            if (chosen == null) {
                problems.at(node, key + " '" + written + "' is unknown; write " + allowed);
            } else {
                setter.accept(chosen);
            }
        });
    }

    private Map<Node, VirtualAddress> addresses(Node node) {
        if (!(node instanceof SequenceNode list)) {
            problems.at(node, "addresses is a list; write [192.0.2.10/24]");
            return Map.of();
        }
        if (list.getValue().isEmpty()) {
            objection(List.of()).ifPresent(text -> problems.at(node, text + "; write [192.0.2.10/24]"));
            return Map.of();
        }
        return fitting(new AddressMapper(problems).map(ADDRESSES, node));
    }

    /** Those that are neither virtual addresses already nor stand twice. */
    private Map<Node, VirtualAddress> notAmong(Map<Node, VirtualAddress> virtual, Map<Node, VirtualAddress> excluded) {
        Map<Node, VirtualAddress> good = new LinkedHashMap<>();
        Set<IpAddress> seen = new HashSet<>();
        virtual.values().forEach(address -> seen.add(address.address()));
        excluded.forEach((node, address) -> {
            if (seen.add(address.address())) {
                good.put(node, address);
            } else {
                problems.at(node, "excluded address " + address.address() + " stands twice; keep one of them");
            }
        });
        return good;
    }

    /** Those that may stand together: the configuration's own rules, asked one address at a time. */
    private Map<Node, VirtualAddress> fitting(Map<Node, VirtualAddress> readable) {
        Map<Node, VirtualAddress> good = new LinkedHashMap<>();
        for (Map.Entry<Node, VirtualAddress> entry : readable.entrySet()) {
            VirtualAddress candidate = entry.getValue();
            List<VirtualAddress> together = new ArrayList<>(good.values());
            together.add(candidate);
            Optional<String> wrong = objection(together);
            wrong.ifPresentOrElse(text -> problems.at(entry.getKey(), text), () -> good.put(entry.getKey(), candidate));
            if (together.size() > Advertisement.MAX_ADDRESSES) {
                break; // every further one would be told the same
            }
        }
        return good;
    }

    /** What the configuration says against these addresses in one virtual router. */
    private Optional<String> objection(List<VirtualAddress> addresses) {
        VirtualRouterConfig.Builder builder = VirtualRouterConfig.builder(1).version(version);
        addresses.forEach(builder::address);
        try {
            builder.build();
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
