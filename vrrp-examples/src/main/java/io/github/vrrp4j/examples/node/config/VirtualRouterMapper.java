package io.github.vrrp4j.examples.node.config;

import io.github.vrrp4j.examples.node.hooks.HookCommands;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.InterfaceName;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.packet.VirtualRoute;
import io.github.vrrp4j.protocol.HostConfig;
import io.github.vrrp4j.protocol.Version;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.RouterConfig;
import io.github.vrrp4j.router.TrackedCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** The tree of one entry of the list to its virtual router, or to the two of both families. */
final class VirtualRouterMapper {
    private static final String NAME = "name";
    private static final String INTERFACE = "interface";
    private static final String VRID = "vrid";
    private static final String VERSION = "version";
    private static final String CHECKSUM = "checksum";
    private static final String ANNOUNCEMENTS = "announcements";
    private static final String ROUTES = "routes";
    private static final String HEALTH_CHECKS = "health-checks";
    private static final String HOOKS = "hooks";

    private static final Map<String, Version> VERSIONS =
            Map.of("2", Version.V2, "3", Version.V3, "2+3", Version.V2_AND_V3);

    private static final Map<String, ChecksumForm> CHECKSUM_FORMS =
            Map.of("pseudo-header", ChecksumForm.PSEUDO_HEADER, "message-only", ChecksumForm.MESSAGE_ONLY);

    private final Entries entries;
    private final Problems problems;
    private final Scalars scalars;
    private final AddressSets addresses;

    /** What was set without objection, for the builder of each family. */
    private final List<Consumer<VirtualRouterConfig.Builder>> settings = new ArrayList<>();

    /** Every setter of the builder checks its own value; with a VRID in range, only they can object. */
    private final VirtualRouterConfig.Builder probe = VirtualRouterConfig.builder(1);

    private Version version = Version.V3;
    private int priority = VirtualRouterConfig.DEFAULT_PRIORITY;
    private HostConfig host = HostConfig.DEFAULT;

    private VirtualRouterMapper(MappingNode mapping, Problems problems) {
        this.entries = new Entries(mapping, Schema.VIRTUAL_ROUTER, problems);
        this.problems = problems;
        this.scalars = new Scalars(problems);
        this.addresses = new AddressSets(problems);
    }

    /**
     * What could be read of one entry, mistakes or not, for the checks across several.
     *
     * @param name its name and where that stands
     * @param vridNode where the VRID stands
     * @param families of its addresses; IPv4 if there is none without a mistake
     * @param addresses the addresses without mistakes, by where they stand, then the excluded ones
     * @param sourceNode where the source address stands
     * @param virtualRouters one for each family; empty if something that they need is wrong
     * @param hooks its own, or else those of the file
     */
    record Read(
            Optional<Map.Entry<String, Node>> name,
            Optional<String> interfaceName,
            Optional<Node> vridNode,
            Optional<Integer> vrid,
            Set<AddressFamily> families,
            Map<Node, VirtualAddress> addresses,
            Optional<Node> sourceNode,
            List<RouterConfig.Entry> virtualRouters,
            Optional<HookCommands> hooks) {}

    /**
     * Reads one element of the list; empty if it is no mapping.
     *
     * @param checks what may be tracked
     * @param hooks those of an entry without its own
     */
    static Optional<Read> map(Node node, Problems problems, TrackedChecksMapper checks, Optional<HookCommands> hooks) {
        if (!(node instanceof MappingNode mapping)) {
            problems.at(node, "a virtual router is a mapping; start it with '- interface: eth0'");
            return Optional.empty();
        }
        return Optional.of(new VirtualRouterMapper(mapping, problems).read(checks, hooks));
    }

    private Read read(TrackedChecksMapper checks, Optional<HookCommands> hooksOfFile) {
        Optional<Map.Entry<String, Node>> name = entries.get(NAME)
                .flatMap(node -> scalars.text(NAME, node)
                        .filter(written -> new Names(problems).isName(NAME, node, written))
                        .map(written -> Map.entry(written, node)));
        Optional<String> interfaceName =
                entries.required(INTERFACE, "interface: eth0").flatMap(this::interfaceName);
        Optional<Node> vridNode = entries.required(VRID, "vrid: 51");
        Optional<Integer> vrid =
                vridNode.flatMap(node -> scalars.wholeNumber(VRID, node, VirtualRouterConfig::builder));
        parameters();
        addresses.read(entries, version);
        List<VirtualRoute> routes = entries.get(ROUTES)
                .map(node -> new RouteMapper(problems).map(ROUTES, node))
                .orElse(List.of());
        UnicastMapper unicast = new UnicastMapper(entries, problems, version, addresses);
        unicast.read();
        List<TrackedCheck> tracked = entries.get(HEALTH_CHECKS)
                .map(node -> checks.map(HEALTH_CHECKS, node, priority))
                .orElse(List.of());
        Optional<HookCommands> hooks = entries.get(HOOKS)
                .map(node -> HooksMapper.map(HOOKS, node, problems))
                .orElse(hooksOfFile);

        List<RouterConfig.Entry> virtualRouters = new ArrayList<>();
        if (interfaceName.isPresent() && vrid.isPresent()) {
            for (AddressFamily family : addresses.families()) {
                VirtualRouterConfig config = config(vrid.get(), family, routes, unicast);
                virtualRouters.add(new RouterConfig.Entry(interfaceName.get(), config, tracked));
            }
        }
        Set<AddressFamily> families =
                addresses.families().isEmpty() ? Set.of(AddressFamily.IPV4) : addresses.families();
        return new Read(
                name,
                interfaceName,
                vridNode,
                vrid,
                families,
                addresses.all(),
                entries.get(UnicastMapper.SOURCE_ADDRESS),
                virtualRouters,
                hooks);
    }

    /** All that is the same for both families. */
    private void parameters() {
        entries.get(VERSION)
                .flatMap(node -> scalars.choice(VERSION, node, VERSIONS, "3, 2 or 2+3"))
                .ifPresent(chosen -> version = chosen);
        set(builder -> builder.version(version)); // before the interval, whose range depends on it
        entries.get("priority")
                .flatMap(
                        node -> scalars.wholeNumber("priority", node, value -> set(builder -> builder.priority(value))))
                .ifPresent(value -> priority = value);
        duration("advertisement-interval", value -> set(builder -> builder.advertisementInterval(value)));
        bool("preempt-mode", value -> set(builder -> builder.preemptMode(value)));
        duration("preempt-delay", value -> set(builder -> builder.preemptDelay(value)));
        duration("hold-down", value -> set(builder -> builder.holdDown(value)));
        bool("answers-losers", value -> set(builder -> builder.answersLosers(value)));
        bool("owner-listens", value -> set(builder -> builder.ownerListens(value)));
        entries.get(CHECKSUM)
                .flatMap(node -> scalars.choice(CHECKSUM, node, CHECKSUM_FORMS, "pseudo-header or message-only"))
                .ifPresent(form -> set(builder -> builder.checksumForm(form)));
        bool("strict-checksum", value -> set(builder -> builder.strictChecksum(value)));
        bool("virtual-mac", virtualMac -> host = host.virtualMac(virtualMac));
        bool("accept-mode", acceptMode -> host = host.acceptMode(acceptMode));
        duration("link-down-delay", delay -> host = host.linkDelays(delay, host.linkUpDelay()));
        duration("link-up-delay", delay -> host = host.linkDelays(host.linkDownDelay(), delay));
        entries.get(ANNOUNCEMENTS)
                .ifPresent(
                        node -> host = host.announcements(new AnnouncementsMapper(problems).map(ANNOUNCEMENTS, node)));
    }

    /** Whoever is told of an objection sees that it concerns what was just set. */
    private void set(Consumer<VirtualRouterConfig.Builder> setting) {
        setting.accept(probe);
        settings.add(setting);
    }

    /** A route belongs to the virtual router of its family, or to the only one. */
    private VirtualRouterConfig config(
            int vrid, AddressFamily family, List<VirtualRoute> routes, UnicastMapper unicast) {
        VirtualRouterConfig.Builder builder = VirtualRouterConfig.builder(vrid);
        settings.forEach(setting -> setting.accept(builder));
        addresses.virtual(family).forEach(builder::address);
        boolean only = addresses.families().size() == 1;
        List<VirtualRoute> own = routes.stream()
                .filter(route -> only || route.destination().family() == family)
                .toList();
        return builder.unicastPeers(unicast.peers(family))
                .host(host.excludedAddresses(addresses.excluded(family))
                        .routes(own)
                        .sourceAddress(unicast.source(family)))
                .build();
    }

    private Optional<String> interfaceName(Node node) {
        return scalars.text(INTERFACE, node)
                .filter(name -> scalars.checked(node, "", () -> {
                            InterfaceName.require(INTERFACE, name);
                            return name;
                        })
                        .isPresent());
    }

    private void bool(String key, Consumer<Boolean> setter) {
        entries.get(key).flatMap(node -> scalars.bool(key, node)).ifPresent(setter);
    }

    private void duration(String key, Consumer<Duration> setter) {
        entries.get(key).ifPresent(node -> scalars.duration(key, node, setter));
    }
}
