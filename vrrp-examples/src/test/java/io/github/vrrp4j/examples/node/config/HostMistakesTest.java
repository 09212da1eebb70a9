package io.github.vrrp4j.examples.node.config;

import static io.github.vrrp4j.examples.node.config.Mistakes.route;
import static io.github.vrrp4j.examples.node.config.Mistakes.with;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes in routes, excluded addresses and unicast. */
class HostMistakesTest {
    @TempDir
    Path directory;

    /** Each row: what it shows, the file, and the one problem it has. */
    static Stream<Arguments> mistakes() {
        return Stream.of(
                with("routes no list", "routes: 5", 4, 13, "routes is a list; write [{to: 203.0.113.0/24"),
                with("route no mapping", "routes: [203.0.113.0/24]", 4, 14, "a route is a mapping; write {to: 203.0"),
                with("route to nowhere", "routes: [{via: 192.0.2.1}]", 4, 14, "the key 'to' is missing; add a line"),
                route("route to a name", "to: everywhere", 19, "'everywhere' is not an IP address"),
                route("route to half a network", "to: 203.0.113.0/x", 19, "'203.0.113.0/x' is not a network; write it"),
                route("route with host bits", "to: 203.0.113.1/24", 19, "write 203.0.113.0/24"),
                route(
                        "route too long",
                        "to: 203.0.113.0/33",
                        19,
                        "prefix length 33 of route 203.0.113.0 is not in 0..32"),
                route("next hop", "to: default, via: gateway", 33, "'gateway' is not an IP address"),
                route(
                        "next hop of the other family",
                        "to: 203.0.113.0/24, via: 'fe80::1'",
                        40,
                        "via fe80::1 is not of the family of the destination 203.0.113.0"),
                route(
                        "metric",
                        "to: default, metric: 4294967296",
                        36,
                        "metric 4294967296 of a route is not in 0..4294967295"),
                route("metric negative", "to: default, metric: -1", 36, "metric '-1' is not a whole number"),
                route("table", "to: default, table: main", 35, "table 'main' is not a whole number"),
                route("protocol", "to: default, protocol: 256", 38, "protocol 256 of a route is not in 1..255"),
                route(
                        "scope of a route",
                        "to: default, scope: site",
                        35,
                        "scope 'site' is unknown; write global, link"),
                with("route twice", "routes: [{to: default}, {to: default}]", 4, 29, "0.0.0.0/0 stands twice"),
                with(
                        "no unicast peers",
                        "unicast-peers: []",
                        4,
                        20,
                        "unicast-peers is empty; write [192.0.2.2, 192.0.2.3], or leave the key out for multicast"),
                with(
                        "one unicast peer",
                        "unicast-peers: 192.0.2.2",
                        4,
                        20,
                        "unicast-peers is a list; write [192.0.2.2"),
                with("nothing for a list", "unicast-peers:", 4, 19, "unicast-peers is a list; write [192.0.2.2"),
                with("own peer", "unicast-peers: [192.0.2.2, 192.0.2.10]", 4, 32, "192.0.2.10 is a virtual address"),
                with(
                        "the source as a peer",
                        "source-address: 192.0.2.1\n    unicast-peers: [192.0.2.1]",
                        5,
                        21,
                        "unicast peer 192.0.2.1 is the source address of this router itself"),
                with("peer of the other family", "unicast-peers: [fe80::1]", 4, 21, "unicast peer fe80::1 is not IPV4"),
                with("peer stands twice", "unicast-peers: [192.0.2.2, 192.0.2.2]", 4, 32, "stands twice"),
                with("multicast peer", "unicast-peers: [224.0.0.18]", 4, 21, "224.0.0.18 is not a unicast address"),
                with(
                        "peer with a prefix length",
                        "unicast-peers: [192.0.2.2/24]",
                        4,
                        21,
                        "unicast peer: '192.0.2.2/24'"),
                with(
                        "hop limit without peers",
                        "min-hop-limit: 254",
                        4,
                        20,
                        "min-hop-limit is for unicast-peers alone; multicast is accepted with 255 only"),
                with(
                        "hop limit of 0",
                        "unicast-peers: [192.0.2.2]\n    min-hop-limit: 0",
                        5,
                        20,
                        "least hop limit 0 is not in 1..255"),
                with(
                        "source of the other family",
                        "source-address: fe80::1",
                        4,
                        21,
                        "source address fe80::1 is not IPV4"),
                with(
                        "virtual source",
                        "source-address: 192.0.2.10",
                        4,
                        21,
                        "192.0.2.10 is a virtual address, which moves"),
                with("key is a list", "? [a]\n    : b", 4, 7, "a key is a word here"),
                with("priority a list", "priority: [5]", 4, 15, "priority is a list or a mapping here"),
                with("excluded no list", "excluded-addresses: 192.0.2.11", 4, 25, "excluded-addresses is a list"),
                with("excluded twice", "excluded-addresses: [192.0.2.10/32]", 4, 26, "192.0.2.10 stands twice"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void aMistakeIsToldWithItsPositionAndHowToMendIt(
            String name, String yaml, int line, int column, List<String> fragments) {
        Mistakes.assertTheOnly(new ConfigFiles(directory).problems(yaml), line, column, fragments);
    }
}
