package io.github.vrrp4j.examples.node.config;

import io.github.vrrp4j.examples.node.hooks.HookCommands;
import io.github.vrrp4j.netlink.LinuxOptions;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.router.Group;
import io.github.vrrp4j.router.MonitoredCheck;
import io.github.vrrp4j.router.RouterConfig;
import io.github.vrrp4j.router.VirtualRouterId;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The tree of a whole file to a configuration: the list of virtual routers, and what concerns several of them. */
final class NodeConfigMapper {
    static final String VIRTUAL_ROUTERS = "virtual-routers";
    private static final String HEALTH_CHECKS = "health-checks";
    private static final String GROUPS = "groups";
    private static final String HOOKS = "hooks";
    private static final String ADDRESS_MANAGERS = "address-managers";

    private final Problems problems = new Problems();
    private final Map<List<Object>, Mark> vridsTaken = new HashMap<>();
    private final Map<Object, Mark> addressesTaken = new HashMap<>();

    private NodeConfigMapper() {}

    static NodeConfig map(Node root) throws InvalidConfigException {
        return written(root).config();
    }

    static ConfigFile.Written written(Node root) throws InvalidConfigException {
        if (!(root instanceof MappingNode mapping)) {
            throw new InvalidConfigException(Problem.at(
                    root, "the file starts with the key " + VIRTUAL_ROUTERS + ": and a list of virtual routers"));
        }
        NodeConfigMapper mapper = new NodeConfigMapper();
        NodeConfig config = mapper.file(mapping);
        return new ConfigFile.Written(config, mapper.problems.commands());
    }

    private NodeConfig file(MappingNode mapping) throws InvalidConfigException {
        Entries entries = new Entries(mapping, Schema.FILE, problems);
        ProcessMapper process = new ProcessMapper(entries, problems);
        LinuxOptions options = process.options();
        Duration closeTimeout = process.closeTimeout();
        Path control = process.control();
        InetSocketAddress http = process.http();
        List<AddressManagerConfig> managers = entries.get(ADDRESS_MANAGERS)
                .map(node -> new AddressManagersMapper(problems).map(ADDRESS_MANAGERS, node))
                .orElse(List.of(new AddressManagerConfig.Kernel()));
        Optional<HookCommands> hooks = entries.get(HOOKS).flatMap(node -> HooksMapper.map(HOOKS, node, problems));
        Map<String, Names.Named> checks = entries.get(HEALTH_CHECKS)
                .map(node -> new Names(problems).map(HEALTH_CHECKS, node, "{web: {tcp: '127.0.0.1:80'}}"))
                .orElse(Map.of());
        List<MonitoredCheck> monitored = new ArrayList<>();
        checks.forEach((name, check) ->
                HealthCheckMapper.map(name, check.value(), problems).ifPresent(monitored::add));

        TrackedChecksMapper tracked =
                new TrackedChecksMapper(problems, checks, entries.probablyMeantAnyOf(List.of(HEALTH_CHECKS)));
        List<VirtualRouterMapper.Read> reads = entries.required(
                        VIRTUAL_ROUTERS, VIRTUAL_ROUTERS + ": and below it a list of virtual routers")
                .map(node -> virtualRouters(node, tracked, hooks))
                .orElse(List.of());
        Map<String, VirtualRouterMapper.Read> byName = byName(reads);
        List<Group> groups = new GroupsMapper(problems, byName).map(GROUPS, entries.get(GROUPS), reads);
        problems.throwIfAny();
        return new NodeConfig(
                options,
                router(reads, monitored, groups),
                ids(byName),
                control,
                http,
                hooks(reads),
                managers,
                closeTimeout);
    }

    private List<VirtualRouterMapper.Read> virtualRouters(
            Node node, TrackedChecksMapper tracked, Optional<HookCommands> hooks) {
        List<VirtualRouterMapper.Read> reads = new ArrayList<>();
        if (!(node instanceof SequenceNode list) || list.getValue().isEmpty()) {
            problems.at(
                    node,
                    VIRTUAL_ROUTERS
                            + " needs a list with at least one virtual router; start each with '- interface: eth0'");
            return reads;
        }
        for (Node element : list.getValue()) {
            VirtualRouterMapper.map(element, problems, tracked, hooks).ifPresent(read -> {
                requireFreeVrid(read);
                requireFreeAddresses(read);
                requireSameSource(read, reads);
                reads.add(read);
            });
        }
        return reads;
    }

    /** An IPv4 and an IPv6 virtual router may share a VRID on one interface, two of one family may not (RFC 9568 §5.2.9). */
    private void requireFreeVrid(VirtualRouterMapper.Read read) {
        if (read.vrid().isEmpty() || read.interfaceName().isEmpty()) {
            return;
        }
        String interfaceName = read.interfaceName().get();
        Node node = read.vridNode().orElseThrow();
        Mark earlier = null;
        for (AddressFamily family : read.families()) {
            Mark taken = vridsTaken.putIfAbsent(
                    List.of(interfaceName, family, read.vrid().get()),
                    node.getStartMark().orElseThrow());
            earlier = earlier == null ? taken : earlier;
        }
        if (earlier != null) {
            problems.at(
                    node,
                    "VRID " + read.vrid().get() + " on " + interfaceName
                            + " belongs to another virtual router already, at " + Marks.text(earlier)
                            + "; give each on one interface its own VRID");
        }
    }

    private void requireFreeAddresses(VirtualRouterMapper.Read read) {
        read.addresses().forEach((node, virtual) -> {
            Mark earlier = addressesTaken.putIfAbsent(
                    virtual.address(), node.getStartMark().orElseThrow());
            if (earlier != null) {
                problems.at(
                        node,
                        "virtual address " + virtual.address() + " belongs to another virtual router already, at "
                                + Marks.text(earlier) + "; an address can follow only one");
            }
        });
    }

    /** They share a socket; the first to differ from is enough to tell. */
    private void requireSameSource(VirtualRouterMapper.Read read, List<VirtualRouterMapper.Read> earlier) {
        for (RouterConfig.Entry entry : read.virtualRouters()) {
            for (VirtualRouterMapper.Read other : earlier) {
                Optional<RouterConfig.Entry> first = other.virtualRouters().stream()
                        .filter(each -> !each.agreesOnSource(entry))
                        .findFirst();
                if (first.isPresent()) {
                    Node there = other.sourceNode().orElse(other.vridNode().orElseThrow());
                    problems.at(
                            read.sourceNode().orElse(read.vridNode().orElseThrow()),
                            "the virtual routers of " + entry.interfaceName() + " "
                                    + entry.config().family() + " have one source-address: here it is " + source(entry)
                                    + ", at " + Marks.text(there.getStartMark().orElseThrow()) + " "
                                    + source(first.get())
                                    + "; write the same for each, or leave all out");
                    return;
                }
            }
        }
    }

    private static String source(RouterConfig.Entry entry) {
        return Objects.requireNonNullElse(entry.config().host().sourceAddress(), "none")
                .toString();
    }

    private Map<String, VirtualRouterMapper.Read> byName(List<VirtualRouterMapper.Read> reads) {
        Map<String, VirtualRouterMapper.Read> byName = new LinkedHashMap<>();
        for (VirtualRouterMapper.Read read : reads) {
            read.name().ifPresent(own -> {
                VirtualRouterMapper.Read earlier = byName.putIfAbsent(own.getKey(), read);
                if (earlier != null) {
                    problems.at(
                            own.getValue(),
                            Names.twice(
                                    "the name",
                                    own.getKey(),
                                    earlier.name().orElseThrow().getValue()));
                }
            });
        }
        return byName;
    }

    /** What the router itself refuses has been told already, with its position; if not, then at least so. */
    private static RouterConfig router(
            List<VirtualRouterMapper.Read> reads, List<MonitoredCheck> checks, List<Group> groups)
            throws InvalidConfigException {
        List<RouterConfig.Entry> all =
                reads.stream().flatMap(read -> read.virtualRouters().stream()).toList();
        try {
            return new RouterConfig(all, checks, groups);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigException(Problem.ofFile(String.valueOf(e.getMessage())));
        }
    }

    private static Map<String, List<VirtualRouterId>> ids(Map<String, VirtualRouterMapper.Read> byName) {
        Map<String, List<VirtualRouterId>> ids = new LinkedHashMap<>();
        byName.forEach((name, read) -> ids.put(
                name, read.virtualRouters().stream().map(RouterConfig.Entry::id).toList()));
        return ids;
    }

    private static Map<VirtualRouterId, HookCommands> hooks(List<VirtualRouterMapper.Read> reads) {
        Map<VirtualRouterId, HookCommands> hooks = new LinkedHashMap<>();
        for (VirtualRouterMapper.Read read : reads) {
            read.hooks().ifPresent(commands -> read.virtualRouters().forEach(entry -> hooks.put(entry.id(), commands)));
        }
        return hooks;
    }
}
