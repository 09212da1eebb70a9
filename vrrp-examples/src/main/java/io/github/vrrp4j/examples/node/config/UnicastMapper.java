package io.github.vrrp4j.examples.node.config;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.protocol.HostConfig;
import io.github.vrrp4j.protocol.UnicastPeers;
import io.github.vrrp4j.protocol.Version;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The keys of one virtual router that say where its advertisements go and come from. */
final class UnicastMapper {
    private static final String SOURCE_ADDRESS = "source-address";
    private static final String UNICAST_PEERS = "unicast-peers";
    private static final String MIN_HOP_LIMIT = "min-hop-limit";

    /** In the order in which a message lists them. */
    static final List<String> KEYS = List.of(SOURCE_ADDRESS, UNICAST_PEERS, MIN_HOP_LIMIT);

    private static final String EXAMPLE = "write [192.0.2.2, 192.0.2.3], or leave the key out for multicast";

    /** Longer texts are no address, whatever they contain. */
    private static final int MAX_ADDRESS_LENGTH = 64;

    private final Entries entries;
    private final Problems problems;
    private final Scalars scalars;
    private final Version version;
    private final Collection<VirtualAddress> virtual;

    /** Takes what was read before: {@code virtual} are the virtual addresses without mistakes. */
    UnicastMapper(Entries entries, Problems problems, Version version, Collection<VirtualAddress> virtual) {
        this.entries = entries;
        this.problems = problems;
        this.scalars = new Scalars(problems);
        this.version = version;
        this.virtual = virtual;
    }

    /** Reads all keys into the builder; the source address into the {@link HostConfig}, which is returned. */
    HostConfig map(VirtualRouterConfig.Builder builder, HostConfig host) {
        IpAddress source = entries.get(SOURCE_ADDRESS).flatMap(this::source).orElse(null);
        int minHopLimit = entries.get(MIN_HOP_LIMIT).flatMap(this::minHopLimit).orElse(UnicastPeers.MAX_HOP_LIMIT);
        List<IpAddress> peers =
                entries.get(UNICAST_PEERS).map(node -> peers(node, source)).orElse(List.of());
        if (!peers.isEmpty()) {
            builder.unicastPeers(new UnicastPeers(peers, minHopLimit));
        }
        return host.sourceAddress(source);
    }

    private Optional<IpAddress> source(Node node) {
        Optional<IpAddress> source =
                scalars.text(SOURCE_ADDRESS, node).flatMap(written -> address(SOURCE_ADDRESS, node, written));
        Optional<String> wrong = source.flatMap(address -> objection(address, List.of()));
        wrong.ifPresent(text -> problems.at(node, text));
        return wrong.isPresent() ? Optional.empty() : source;
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

    private List<IpAddress> peers(Node node, @Nullable IpAddress source) {
        if (!(node instanceof SequenceNode list)) {
            problems.at(node, UNICAST_PEERS + " is a list; " + EXAMPLE);
            return List.of();
        }
        if (list.getValue().isEmpty()) {
            problems.at(node, UNICAST_PEERS + " is empty; " + EXAMPLE);
            return List.of();
        }
        List<IpAddress> good = new ArrayList<>();
        for (Node element : list.getValue()) {
            Optional<IpAddress> peer = scalars.text("a unicast peer", element)
                    .flatMap(written -> address("unicast peer", element, written));
            if (peer.isPresent()) {
                List<IpAddress> together = new ArrayList<>(good);
                together.add(peer.get());
                Optional<String> wrong = objection(source, together);
                wrong.ifPresentOrElse(text -> problems.at(element, text), () -> good.add(peer.get()));
                if (wrong.isPresent() && together.size() > UnicastPeers.MAX_PEERS) {
                    break; // every further one would be told the same
                }
            }
        }
        return good;
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
    private Optional<String> objection(@Nullable IpAddress source, List<IpAddress> peers) {
        if (virtual.isEmpty()) {
            return Optional.empty();
        }
        try {
            VirtualRouterConfig.Builder builder = VirtualRouterConfig.builder(1).version(version);
            virtual.forEach(builder::address);
            builder.unicastPeers(peers.isEmpty() ? null : UnicastPeers.of(peers))
                    .host(HostConfig.DEFAULT.sourceAddress(source))
                    .build();
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
