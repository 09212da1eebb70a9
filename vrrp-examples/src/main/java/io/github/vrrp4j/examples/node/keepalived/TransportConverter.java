package io.github.vrrp4j.examples.node.keepalived;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Where the advertisements of one instance go and come from. */
final class TransportConverter {
    static final Set<String> KEYWORDS =
            Set.of("mcast_src_ip", "unicast_src_ip", "unicast_peer", "mcast_dst_ip", "track_src_ip");

    private static final Set<String> GROUPS = Set.of("224.0.0.18", "ff02::12");

    private final Block block;
    private final RouterText router;
    private final Notes notes;

    TransportConverter(Block block, RouterText router, Notes notes) {
        this.block = block;
        this.router = router;
        this.notes = notes;
    }

    void convert(boolean strict) {
        block.last("mcast_dst_ip")
                .filter(line -> !GROUPS.contains(line.argument(0)))
                .ifPresent(line -> notes.error(line, "another group than the standard's is not supported"));
        Optional<Statement> source = block.last("unicast_src_ip").or(() -> block.last("mcast_src_ip"));
        source.ifPresent(line -> router.put("source-address", Yaml.scalar(line.argument(0)), line.place()));
        block.last("track_src_ip")
                .ifPresent(
                        line -> notes.ignored(line, "whether it can send from its source address is always watched"));
        block.last("unicast_peer").ifPresent(line -> {
            if (strict) {
                notes.error(line, "strict mode forbids unicast; take vrrp_strict out, or the peers");
            }
            peers();
        });
    }

    private void peers() {
        List<Statement> lines = block.all("unicast_peer").stream()
                .flatMap(statement -> statement.block().stream())
                .toList();
        Statement first = block.all("unicast_peer").get(0);
        if (lines.isEmpty()) {
            notes.error(first, "no peer stands here; keepalived would fall back to multicast, or stay in fault");
            return;
        }
        List<Item> peers = new ArrayList<>();
        Set<Integer> limits = new TreeSet<>();
        for (Statement line : lines) {
            peers.add(new Item(Yaml.scalar(line.keyword()), line.place()));
            limits.add(minTtl(line).orElse(1));
        }
        router.put("unicast-peers", peers);
        int least = limits.iterator().next();
        if (limits.size() > 1) {
            notes.note(first, "there is one min-hop-limit for all peers: the least, " + least);
        } else if (least <= 1) {
            notes.note(first, "like keepalived, takes any TTL from the peers; min-hop-limit 255 is safer on one link");
        }
        router.put("min-hop-limit", Integer.toString(Math.max(least, 1)), first.place());
    }

    private OptionalInt minTtl(Statement line) {
        OptionalInt min = OptionalInt.empty();
        List<String> words = line.arguments();
        for (int i = 0; i < words.size(); i += 2) {
            String value = i + 1 < words.size() ? words.get(i + 1) : "";
            switch (words.get(i)) {
                case "min_ttl" -> {
                    Optional<Integer> ttl = Values.integer(line, value, notes);
                    min = ttl.isPresent() ? OptionalInt.of(ttl.get()) : min;
                }
                case "max_ttl" -> {
                    if (!value.equals("255")) {
                        notes.ignored(line, "max_ttl: only the least TTL is checked; a nearer sender is no stranger");
                    }
                }
                default -> notes.error(line, "'" + words.get(i) + "' is no option of a peer");
            }
        }
        return min;
    }
}
