package io.github.vrrp4j.examples.node.config;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.AddressOptions;
import io.github.vrrp4j.packet.AddressScope;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Lists of addresses: each a text, or a mapping that says how it stands on the host. */
final class AddressMapper {
    private static final String ADDRESS = "address";
    private static final String DEVICE = "device";
    private static final String LABEL = "label";
    private static final String SCOPE = "scope";
    private static final String BROADCAST = "broadcast";
    private static final String NOPREFIXROUTE = "noprefixroute";
    private static final String PREFERRED_LIFETIME = "preferred-lifetime";
    static final Map<String, AddressScope> SCOPES =
            Map.of("global", AddressScope.GLOBAL, "link", AddressScope.LINK, "host", AddressScope.HOST);
    static final String SCOPE_NAMES = "global, link or host";

    /** Longer texts are no address with a prefix length, whatever they contain. */
    private static final int MAX_ADDRESS_LENGTH = 64;

    private final Problems problems;
    private final Scalars scalars;

    AddressMapper(Problems problems) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
    }

    /**
     * The addresses without mistakes, by where they stand.
     *
     * @param list a sequence; anything else is reported
     */
    Map<Node, VirtualAddress> map(String key, Node list) {
        Map<Node, VirtualAddress> readable = new LinkedHashMap<>();
        if (!(list instanceof SequenceNode sequence)) {
            problems.at(list, key + " is a list; write [192.0.2.10/24]");
            return readable;
        }
        for (Node element : sequence.getValue()) {
            Optional<VirtualAddress> address = element instanceof MappingNode mapping
                    ? address(mapping)
                    : scalars.text("an address", element).flatMap(written -> address(element, written));
            address.ifPresent(virtual -> readable.put(element, virtual));
        }
        return readable;
    }

    private Optional<VirtualAddress> address(Node node, String written) {
        if (written.length() > MAX_ADDRESS_LENGTH) {
            problems.at(node, "'" + written.substring(0, MAX_ADDRESS_LENGTH) + "...' is not an IP address");
            return Optional.empty();
        }
        return scalars.checked(node, written, () -> VirtualAddress.parse(written));
    }

    private Optional<VirtualAddress> address(MappingNode mapping) {
        Entries entries = new Entries(mapping, Schema.ADDRESS, problems);
        Optional<VirtualAddress> address = entries.required(ADDRESS, "address: 192.0.2.10/24")
                .flatMap(node -> scalars.text(ADDRESS, node).flatMap(written -> address(node, written)));
        if (address.isEmpty()) {
            return address;
        }
        VirtualAddress virtual = address.get();
        boolean ipv6 = virtual.address().family() == AddressFamily.IPV6;
        // Each option is asked of the address alone, so that a mistake is told where it stands.
        Option text = (key, setter) -> entries.get(key)
                .flatMap(node -> scalars.text(key, node)
                        .flatMap(written -> scalars.checked(node, written, () -> {
                            AddressOptions options = setter.apply(written);
                            virtual.options(options);
                            return options;
                        })));
        AddressOptions none = AddressOptions.NONE;
        AddressOptions device = text.read(DEVICE, none::device).orElse(none);
        AddressOptions label = text.read(LABEL, none::label).orElse(none);
        AddressOptions broadcast = text.read(BROADCAST, written -> none.broadcast(IpAddress.parse(written)))
                .orElse(none);
        AddressOptions lifetime = text.read(
                        PREFERRED_LIFETIME, written -> none.preferredLifetime(DurationText.parse(written)))
                .orElse(none);
        Optional<AddressScope> scope =
                entries.get(SCOPE).flatMap(node -> scalars.choice(SCOPE, node, SCOPES, SCOPE_NAMES));
        if (ipv6 && scope.isPresent()) {
            problems.at(
                    entries.get(SCOPE).orElseThrow(),
                    "scope of " + virtual + ": an IPv6 address itself says where it is valid; leave the key out");
        }
        boolean noPrefixRoute = entries.get(NOPREFIXROUTE)
                .flatMap(node -> scalars.bool(NOPREFIXROUTE, node))
                .orElse(false);
        AddressOptions all = new AddressOptions(
                device.device(),
                label.label(),
                scope.orElse(null),
                broadcast.broadcast(),
                noPrefixRoute,
                lifetime.preferredLifetime());
        return Optional.of(virtual.options(all));
    }

    /** Reads one option that is a text; empty if it is not there or wrong. */
    @FunctionalInterface
    private interface Option {
        Optional<AddressOptions> read(String key, Function<String, AddressOptions> setter);
    }
}
