package io.github.vrrp4j.examples.node.config;

import io.github.vrrp4j.packet.AddressScope;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Lists of routes. */
final class RouteMapper {
    private static final String TO = "to";
    private static final String VIA = "via";
    private static final String DEVICE = "device";
    private static final String SOURCE = "source";
    private static final String METRIC = "metric";
    private static final String TABLE = "table";
    private static final String PROTOCOL = "protocol";
    private static final String SCOPE = "scope";
    private static final String EXAMPLE = "{to: 203.0.113.0/24, via: 192.0.2.1}";
    private static final String DEFAULT = "default";
    private static final Pattern PREFIX = Pattern.compile("([^/]{1,45})/(\\d{1,3})");

    private final Problems problems;
    private final Scalars scalars;

    RouteMapper(Problems problems) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
    }

    /**
     * The routes without mistakes.
     *
     * @param list a sequence; anything else is reported
     */
    List<VirtualRoute> map(String key, Node list) {
        List<VirtualRoute> routes = new ArrayList<>();
        if (!(list instanceof SequenceNode sequence)) {
            problems.at(list, key + " is a list; write [" + EXAMPLE + "]");
            return routes;
        }
        for (Node element : sequence.getValue()) {
            if (!(element instanceof MappingNode mapping)) {
                problems.at(element, "a route is a mapping; write " + EXAMPLE);
                continue;
            }
            route(mapping).ifPresent(route -> {
                if (routes.contains(route)) {
                    problems.at(element, "route " + route + " stands twice");
                }
                routes.add(route);
            });
        }
        return routes;
    }

    private Optional<VirtualRoute> route(MappingNode mapping) {
        Entries entries = new Entries(mapping, Schema.ROUTE, problems);
        Optional<Node> to = entries.required(TO, "to: 203.0.113.0/24, or to: default");
        Optional<IpAddress> via = address(entries, VIA);
        Optional<IpAddress> source = address(entries, SOURCE);
        Optional<VirtualRoute> start = to.flatMap(node -> scalars.text(TO, node)
                .flatMap(written -> scalars.checked(node, written, () -> to(written, via, source))));
        if (start.isEmpty()) {
            return start;
        }
        Setting setting = new Setting(entries, start.get());
        via.ifPresent(hop -> setting.accept(VIA, route -> with(route, hop, route.source())));
        source.ifPresent(address -> setting.accept(SOURCE, route -> with(route, route.via(), address)));
        setting.text(
                DEVICE,
                (route, device) -> new VirtualRoute(
                        route.destination(),
                        route.prefixLength(),
                        route.via(),
                        device,
                        route.source(),
                        route.scope(),
                        route.metric(),
                        route.table(),
                        route.protocol()));
        setting.number(METRIC, (route, metric) -> numbers(route, metric, route.table(), route.protocol()));
        setting.number(TABLE, (route, table) -> numbers(route, route.metric(), table, route.protocol()));
        setting.number(
                PROTOCOL,
                (route, protocol) ->
                        numbers(route, route.metric(), route.table(), (int) Math.min(protocol, Integer.MAX_VALUE)));
        entries.get(SCOPE)
                .flatMap(node -> scalars.choice(SCOPE, node, AddressMapper.SCOPES, AddressMapper.SCOPE_NAMES))
                .ifPresent(scope -> setting.accept(SCOPE, route -> scoped(route, scope)));
        return Optional.of(setting.route);
    }

    private Optional<IpAddress> address(Entries entries, String key) {
        return entries.get(key)
                .flatMap(node -> scalars.text(key, node)
                        .flatMap(written -> scalars.checked(node, written, () -> IpAddress.parse(written))));
    }

    /** {@code default} is of the family of the next hop or of the source; with neither it is IPv4's. */
    private static VirtualRoute to(String written, Optional<IpAddress> via, Optional<IpAddress> source) {
        if (written.equals(DEFAULT)) {
            IpAddress any = IpAddress.parse("0.0.0.0");
            return VirtualRoute.to(via.or(() -> source).orElse(any).network(0), 0);
        }
        Matcher prefix = PREFIX.matcher(written);
        if (prefix.matches()) {
            return VirtualRoute.to(IpAddress.parse(prefix.group(1)), Integer.parseInt(prefix.group(2)));
        }
        if (written.indexOf('/') >= 0) {
            throw new IllegalArgumentException("'" + written + "' is not a network; write it like 203.0.113.0/24");
        }
        IpAddress host = IpAddress.parse(written);
        return VirtualRoute.to(host, host.family().maxPrefixLength());
    }

    private static VirtualRoute with(VirtualRoute route, @Nullable IpAddress via, @Nullable IpAddress source) {
        return new VirtualRoute(
                route.destination(),
                route.prefixLength(),
                via,
                route.device(),
                source,
                route.scope(),
                route.metric(),
                route.table(),
                route.protocol());
    }

    private static VirtualRoute numbers(VirtualRoute route, long metric, long table, int protocol) {
        return new VirtualRoute(
                route.destination(),
                route.prefixLength(),
                route.via(),
                route.device(),
                route.source(),
                route.scope(),
                metric,
                table,
                protocol);
    }

    private static VirtualRoute scoped(VirtualRoute route, AddressScope scope) {
        return new VirtualRoute(
                route.destination(),
                route.prefixLength(),
                route.via(),
                route.device(),
                route.source(),
                scope,
                route.metric(),
                route.table(),
                route.protocol());
    }

    /** Sets one thing after the other; what the route objects to is told where that thing stands. */
    private final class Setting {
        private final Entries entries;
        private VirtualRoute route;

        Setting(Entries entries, VirtualRoute start) {
            this.entries = entries;
            this.route = start;
        }

        void accept(String key, UnaryOperator<VirtualRoute> change) {
            entries.get(key)
                    .flatMap(node -> scalars.checked(node, "", () -> change.apply(route)))
                    .ifPresent(changed -> route = changed);
        }

        void text(String key, BiFunction<VirtualRoute, String, VirtualRoute> change) {
            entries.get(key)
                    .flatMap(node -> scalars.text(key, node))
                    .ifPresent(written -> accept(key, before -> change.apply(before, written)));
        }

        void number(String key, BiFunction<VirtualRoute, Long, VirtualRoute> change) {
            entries.get(key)
                    .flatMap(node -> scalars.unsignedNumber(key, node))
                    .ifPresent(number -> accept(key, before -> change.apply(before, number)));
        }
    }
}
