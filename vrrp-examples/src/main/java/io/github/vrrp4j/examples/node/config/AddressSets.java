package io.github.vrrp4j.examples.node.config;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.protocol.Version;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The addresses of one entry of the file, each with the place where it stands: those of one virtual router, or of two. */
final class AddressSets {
    private static final String ADDRESSES = "addresses";
    private static final String EXCLUDED_ADDRESSES = "excluded-addresses";

    private final Map<AddressFamily, Map<Node, VirtualAddress>> virtual = new LinkedHashMap<>();
    private final Map<Node, VirtualAddress> excluded = new LinkedHashMap<>();
    private final Problems problems;

    AddressSets(Problems problems) {
        this.problems = problems;
    }

    /** Reads both lists, and reports what may not stand there. */
    void read(Entries entries, Version version) {
        entries.required(ADDRESSES, "addresses: [192.0.2.10/24]").ifPresent(node -> virtual(node, version));
        entries.get(EXCLUDED_ADDRESSES).ifPresent(this::excluded);
    }

    /** That of the first address first; empty while no address is known. */
    Set<AddressFamily> families() {
        return virtual.keySet();
    }

    /** The virtual addresses of one family. */
    List<VirtualAddress> virtual(AddressFamily family) {
        return List.copyOf(virtual.getOrDefault(family, Map.of()).values());
    }

    /** The excluded addresses that belong to the virtual router of a family: all of them where there is but one. */
    List<VirtualAddress> excluded(AddressFamily family) {
        return excluded.values().stream()
                .filter(address -> virtual.size() == 1 || address.address().family() == family)
                .toList();
    }

    /** All by where they stand: the virtual ones, then the excluded ones. */
    Map<Node, VirtualAddress> all() {
        Map<Node, VirtualAddress> all = new LinkedHashMap<>();
        virtual.values().forEach(all::putAll);
        all.putAll(excluded);
        return all;
    }

    private void virtual(Node node, Version version) {
        if (!(node instanceof SequenceNode list)) {
            problems.at(node, "addresses is a list; write [192.0.2.10/24]");
            return;
        }
        if (list.getValue().isEmpty()) {
            objection(version, List.of()).ifPresent(text -> problems.at(node, text + "; write [192.0.2.10/24]"));
            return;
        }
        Set<AddressFamily> full = EnumSet.noneOf(AddressFamily.class);
        new AddressMapper(problems).map(ADDRESSES, node).forEach((element, address) -> {
            AddressFamily family = address.address().family();
            if (full.contains(family)) {
                return; // every further one would be told the same
            }
            // The configuration's own rules, asked one address at a time.
            List<VirtualAddress> together = new ArrayList<>(virtual(family));
            together.add(address);
            Optional<String> wrong = objection(version, together);
            wrong.ifPresentOrElse(
                    text -> problems.at(element, text),
                    () -> virtual.computeIfAbsent(family, any -> new LinkedHashMap<>())
                            .put(element, address));
            if (together.size() > Advertisement.MAX_ADDRESSES) {
                full.add(family);
            }
        });
    }

    /** What the configuration says against these addresses in one virtual router. */
    private static Optional<String> objection(Version version, List<VirtualAddress> addresses) {
        VirtualRouterConfig.Builder builder = VirtualRouterConfig.builder(1).version(version);
        addresses.forEach(builder::address);
        try {
            builder.build();
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Those that are neither virtual addresses already nor stand twice. */
    private void excluded(Node node) {
        Set<IpAddress> seen = new HashSet<>();
        all().values().forEach(address -> seen.add(address.address()));
        new AddressMapper(problems).map(EXCLUDED_ADDRESSES, node).forEach((element, address) -> {
            if (seen.add(address.address())) {
                excluded.put(element, address);
            } else {
                problems.at(element, "excluded address " + address.address() + " stands twice; keep one of them");
            }
        });
    }
}
