package io.github.vrrp4j.examples.node.config;

import io.github.vrrp4j.netlink.LinuxOptions;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.router.RouterConfig;
import io.github.vrrp4j.router.VirtualRouterId;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The tree of a whole file to a configuration: the list of virtual routers, and what concerns several of them. */
final class NodeConfigMapper {
    static final String VIRTUAL_ROUTERS = "virtual-routers";
    private static final String STATE_DIRECTORY = "state-directory";
    private static final String NO_DIRECTORY = "none";

    private static final String REALTIME_PRIORITY = "realtime-priority";
    private static final String LOCK_MEMORY = "lock-memory";
    private static final int MAX_REALTIME_PRIORITY = 99;

    private final Problems problems = new Problems();
    private final Scalars scalars = new Scalars(problems);
    private final Map<List<Object>, Mark> vridsTaken = new HashMap<>();
    private final Map<Object, Mark> addressesTaken = new HashMap<>();
    private LinuxOptions options = LinuxOptions.DEFAULTS.stateDirectory(NodeConfig.DEFAULT_STATE_DIRECTORY);

    private final Map<String, List<VirtualRouterId>> names = new HashMap<>();
    private @Nullable Path control = NodeConfig.DEFAULT_CONTROL;
    private @Nullable InetSocketAddress http;

    private NodeConfigMapper() {}

    static NodeConfig map(Node root) throws InvalidConfigException {
        var mapper = new NodeConfigMapper();
        List<RouterConfig.Entry> entries = mapper.file(root);
        mapper.problems.throwIfAny();
        return new NodeConfig(
                mapper.options,
                new RouterConfig(entries, List.of(), List.of()),
                mapper.names,
                mapper.control,
                mapper.http);
    }

    private List<RouterConfig.Entry> file(Node root) {
        List<RouterConfig.Entry> entries = new ArrayList<>();
        if (!(root instanceof MappingNode mapping)) {
            problems.at(root, "the file starts with the key " + VIRTUAL_ROUTERS + ": and a list of virtual routers");
            return entries;
        }
        Set<String> known = new LinkedHashSet<>(
                List.of(VIRTUAL_ROUTERS, REALTIME_PRIORITY, LOCK_MEMORY, STATE_DIRECTORY, "control", "http"));
        Entries values = new Entries(mapping, known, problems);
        values.get(REALTIME_PRIORITY)
                .flatMap(
                        node -> scalars.wholeNumber(REALTIME_PRIORITY, node, NodeConfigMapper::requireRealtimePriority))
                .ifPresent(priority -> options = options.realtimePriority(priority));
        values.get(LOCK_MEMORY)
                .flatMap(node -> scalars.bool(LOCK_MEMORY, node))
                .ifPresent(lock -> options = options.lockMemory(lock));
        values.get(STATE_DIRECTORY).ifPresent(this::stateDirectory);
        values.get("control")
                .flatMap(node -> scalars.text("control", node))
                .ifPresent(written -> control = written.equals(NO_DIRECTORY) ? null : Path.of(written));
        values.get("http").flatMap(node -> scalars.text("http", node)).ifPresent(written -> {
            int colon = written.lastIndexOf(':');
            http = new InetSocketAddress(
                    colon < 0 ? "127.0.0.1" : written.substring(0, colon),
                    Integer.parseInt(written.substring(colon + 1)));
        });
        values.required(VIRTUAL_ROUTERS, VIRTUAL_ROUTERS + ": and below it a list of virtual routers")
                .ifPresent(node -> virtualRouters(node, entries));
        return entries;
    }

    private static void requireRealtimePriority(int priority) {
        if (priority < 1 || priority > MAX_REALTIME_PRIORITY) {
            throw new IllegalArgumentException(REALTIME_PRIORITY + " " + priority
                    + " is not in 1..99 (SCHED_FIFO); leave it out for an ordinary thread");
        }
    }

    private void stateDirectory(Node node) {
        scalars.text(STATE_DIRECTORY, node).ifPresent(written -> {
            if (written.startsWith("/") && written.indexOf(0) < 0) {
                options = options.stateDirectory(Path.of(written));
            } else if (written.equals(NO_DIRECTORY)) {
                options = options.stateDirectory(null);
            } else {
                problems.at(
                        node,
                        STATE_DIRECTORY + " '" + written + "' is not an absolute path; write one like "
                                + NodeConfig.DEFAULT_STATE_DIRECTORY + ", or " + NO_DIRECTORY);
            }
        });
    }

    private void virtualRouters(Node node, List<RouterConfig.Entry> entries) {
        if (!(node instanceof SequenceNode list) || list.getValue().isEmpty()) {
            problems.at(
                    node,
                    VIRTUAL_ROUTERS
                            + " needs a list with at least one virtual router; start each with '- interface: eth0'");
            return;
        }
        for (Node element : list.getValue()) {
            VirtualRouterMapper.map(element, problems).ifPresent(read -> {
                requireFreeVrid(read);
                requireFreeAddresses(read);
                read.entry().ifPresent(entry -> {
                    entries.add(entry);
                    read.name().ifPresent(name -> names.put(name, List.of(entry.id())));
                });
            });
        }
    }

    /** An IPv4 and an IPv6 virtual router may share a VRID on one interface, two of one family may not (RFC 9568 §5.2.9). */
    private void requireFreeVrid(VirtualRouterMapper.Read read) {
        if (read.vrid().isEmpty() || read.interfaceName().isEmpty()) {
            return;
        }
        String interfaceName = read.interfaceName().get();
        AddressFamily family = read.family();
        Node node = read.vridNode().orElseThrow();
        Mark earlier = vridsTaken.putIfAbsent(
                List.of(interfaceName, family, read.vrid().get()),
                node.getStartMark().orElseThrow());
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
}
