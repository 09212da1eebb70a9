package io.github.vrrp4j.examples.node.config;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.HostConfig;
import io.github.vrrp4j.protocol.UnicastPeers;
import io.github.vrrp4j.protocol.Version;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The keys of one virtual router that say where its advertisements go and come from. */
final class UnicastMapper {
    static final String SOURCE_ADDRESS = "source-address";
    private static final String UNICAST_PEERS = "unicast-peers";
    private static final String MIN_HOP_LIMIT = "min-hop-limit";

    private static final String EXAMPLE = "write [192.0.2.2, 192.0.2.3], or leave the key out for multicast";

    /** Longer texts are no address, whatever they contain. */
    private static final int MAX_ADDRESS_LENGTH = 64;

    private final Entries entries;
    private final Problems problems;
    private final Scalars scalars;
    private final Version version;
    private final AddressSets virtual;
    private final Map<AddressFamily, IpAddress> sources = new EnumMap<>(AddressFamily.class);
    private final Map<AddressFamily, List<IpAddress>> peers = new EnumMap<>(AddressFamily.class);
    private int minHopLimit = UnicastPeers.MAX_HOP_LIMIT;

    /** Takes what was read before: {@code virtual} has the addresses without mistakes. */
    UnicastMapper(Entries entries, Problems problems, Version version, AddressSets virtual) {
        this.entries = entries;
        this.problems = problems;
        this.scalars = new Scalars(problems);
        this.version = version;
        this.virtual = virtual;
    }

    /** Reads all keys, and reports what is wrong. */
    void read() {
        entries.get(SOURCE_ADDRESS).ifPresent(this::sources);
        entries.get(MIN_HOP_LIMIT).flatMap(this::minHopLimit).ifPresent(least -> minHopLimit = least);
        entries.get(UNICAST_PEERS).ifPresent(this::peers);
    }

    /** Where the advertisements of one family come from; null for the interface's own address. */
    @Nullable
    IpAddress source(AddressFamily family) {
        return sources.get(family);
    }

    /** Where the advertisements of one family go; null for multicast. */
    @Nullable
    UnicastPeers peers(AddressFamily family) {
        List<IpAddress> ofFamily = peersOf(family);
        return ofFamily.isEmpty() ? null : new UnicastPeers(ofFamily, minHopLimit);
    }

    private List<IpAddress> peersOf(AddressFamily family) {
        return peers.getOrDefault(family, List.of());
    }

    private void sources(Node node) {
        List<Node> elements = node instanceof SequenceNode list ? list.getValue() : List.of(node);
        if (elements.isEmpty()) {
            problems.at(node, SOURCE_ADDRESS + " is empty; write 192.0.2.1, or leave the key out");
        }
        for (Node element : elements) {
            Optional<IpAddress> source =
                    scalars.text(SOURCE_ADDRESS, element).flatMap(written -> address(SOURCE_ADDRESS, element, written));
            source.ifPresent(address -> objection(address, address, List.of())
                    .ifPresentOrElse(text -> problems.at(element, text), () -> source(element, address)));
        }
    }

    private void source(Node node, IpAddress address) {
        IpAddress earlier = sources.putIfAbsent(address.family(), address);
        if (earlier != null) {
            problems.at(
                    node,
                    SOURCE_ADDRESS + " " + address + " is the second of its family, after " + earlier
                            + "; keep one of them");
        }
    }

    private Optional<Integer> minHopLimit(Node node) {
        if (entries.get(UNICAST_PEERS).isEmpty()) {
            problems.at(
                    node,
                    MIN_HOP_LIMIT + " is for " + UNICAST_PEERS
                            + " alone; multicast is accepted with 255 only (RFC 5798 §5.1.1.3)");
            return Optional.empty();
        }
        List<IpAddress> any = List.of(IpAddress.parse("192.0.2.2"));
        return scalars.wholeNumber(MIN_HOP_LIMIT, node, value -> new UnicastPeers(any, value));
    }

    private void peers(Node node) {
        if (!(node instanceof SequenceNode list)) {
            problems.at(node, UNICAST_PEERS + " is a list; " + EXAMPLE);
            return;
        }
        if (list.getValue().isEmpty()) {
            problems.at(node, UNICAST_PEERS + " is empty; " + EXAMPLE);
            return;
        }
        boolean allGood = true;
        for (Node element : list.getValue()) {
            Optional<IpAddress> peer = scalars.text("a unicast peer", element)
                    .flatMap(written -> address("unicast peer", element, written));
            if (peer.isEmpty()) {
                allGood = false;
                continue;
            }
            IpAddress address = peer.get();
            List<IpAddress> together = new ArrayList<>(peersOf(address.family()));
            together.add(address);
            Optional<String> wrong = objection(address, sources.get(address.family()), together);
            if (wrong.isEmpty()) {
                peers.put(address.family(), together);
                continue;
            }
            allGood = false;
            problems.at(element, wrong.get());
            if (together.size() > UnicastPeers.MAX_PEERS) {
                break; // every further one would be told the same
            }
        }
        if (allGood) {
            requireAPeerOfEachFamily(node);
        }
    }

    /** The other family would be multicast, where probably nobody hears it. */
    private void requireAPeerOfEachFamily(Node node) {
        for (AddressFamily family : virtual.families()) {
            if (peersOf(family).isEmpty()) {
                problems.at(
                        node,
                        UNICAST_PEERS + " has no " + family + " address, and addresses has: name the peers of both"
                                + " families, or write a virtual router for each");
            }
        }
    }

    private Optional<IpAddress> address(String what, Node node, String written) {
        if (written.length() > MAX_ADDRESS_LENGTH) {
            problems.at(node, what + " '" + written.substring(0, MAX_ADDRESS_LENGTH) + "...' is not an IP address");
            return Optional.empty();
        }
        try {
            return Optional.of(IpAddress.parse(written));
        } catch (IllegalArgumentException e) {
            problems.at(node, what + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    /** What the configuration itself says against these; nothing while the virtual addresses are not known. */
    private Optional<String> objection(IpAddress about, @Nullable IpAddress source, List<IpAddress> peers) {
        if (virtual.families().isEmpty()) {
            return Optional.empty();
        }
        AddressFamily family = virtual.families().contains(about.family())
                ? about.family()
                : virtual.families().iterator().next();
        try {
            VirtualRouterConfig.Builder builder = VirtualRouterConfig.builder(1).version(version);
            virtual.virtual(family).forEach(builder::address);
            builder.unicastPeers(peers.isEmpty() ? null : UnicastPeers.of(peers))
                    .host(HostConfig.DEFAULT.sourceAddress(source))
                    .build();
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
