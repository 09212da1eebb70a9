package io.github.vrrp4j.examples.node.config;

import io.github.vrrp4j.packet.AddressFamily;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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

    /** So many interfaces are named in a message. */
    private static final int MAX_NAMED = 16;

    private final Set<String> interfaceNames;
    private final Problems problems = new Problems();
    private final Map<List<Object>, Mark> vridsTaken = new HashMap<>();
    private final Map<Object, Mark> addressesTaken = new HashMap<>();
    private @Nullable Path stateDirectory = NodeConfig.DEFAULT_STATE_DIRECTORY;

    private NodeConfigMapper(Collection<String> interfaceNames) {
        this.interfaceNames = new TreeSet<>(interfaceNames);
    }

    static NodeConfig map(Node root, Collection<String> interfaceNames) throws InvalidConfigException {
        var mapper = new NodeConfigMapper(interfaceNames);
        List<NodeConfig.Entry> entries = mapper.file(root);
        mapper.problems.throwIfAny();
        return new NodeConfig(entries, mapper.stateDirectory);
    }

    private List<NodeConfig.Entry> file(Node root) {
        List<NodeConfig.Entry> entries = new ArrayList<>();
        if (!(root instanceof MappingNode mapping)) {
            problems.at(root, "the file starts with the key " + VIRTUAL_ROUTERS + ": and a list of virtual routers");
            return entries;
        }
        Entries keys = new Entries(mapping, new LinkedHashSet<>(List.of(VIRTUAL_ROUTERS, STATE_DIRECTORY)), problems);
        keys.get(STATE_DIRECTORY).ifPresent(this::stateDirectory);
        keys.required(VIRTUAL_ROUTERS, VIRTUAL_ROUTERS + ": and below it a list of virtual routers")
                .ifPresent(node -> virtualRouters(node, entries));
        return entries;
    }

    private void stateDirectory(Node node) {
        new Scalars(problems).text(STATE_DIRECTORY, node).ifPresent(written -> {
            if (written.startsWith("/") && written.indexOf(0) < 0) {
                stateDirectory = Path.of(written);
            } else if (written.equals(NO_DIRECTORY)) {
                stateDirectory = null;
            } else {
                problems.at(
                        node,
                        STATE_DIRECTORY + " '" + written + "' is not an absolute path; write one like "
                                + NodeConfig.DEFAULT_STATE_DIRECTORY + ", or " + NO_DIRECTORY);
            }
        });
    }

    private void virtualRouters(Node node, List<NodeConfig.Entry> entries) {
        if (!(node instanceof SequenceNode list) || list.getValue().isEmpty()) {
            problems.at(
                    node,
                    VIRTUAL_ROUTERS
                            + " needs a list with at least one virtual router; start each with '- interface: eth0'");
            return;
        }
        for (Node element : list.getValue()) {
            VirtualRouterMapper.map(element, problems).ifPresent(read -> {
                requireInterface(read);
                requireFreeVrid(read);
                requireFreeAddresses(read);
                read.entry().ifPresent(entries::add);
            });
        }
    }

    private void requireInterface(VirtualRouterMapper.Read read) {
        read.interfaceName()
                .filter(name -> !interfaceNames.contains(name))
                .ifPresent(name -> problems.at(
                        read.interfaceNode().orElseThrow(),
                        "the interface '" + name + "' does not exist on this host; there are " + namedInterfaces()));
    }

    private String namedInterfaces() {
        if (interfaceNames.isEmpty()) {
            return "none";
        }
        String names = interfaceNames.stream().limit(MAX_NAMED).collect(Collectors.joining(", "));
        int more = interfaceNames.size() - MAX_NAMED;
        return more > 0 ? names + " and " + more + " more" : names;
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
