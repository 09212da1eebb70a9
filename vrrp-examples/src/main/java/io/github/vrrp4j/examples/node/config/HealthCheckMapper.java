package io.github.vrrp4j.examples.node.config;

import io.github.vrrp4j.command.Command;
import io.github.vrrp4j.health.CheckSchedule;
import io.github.vrrp4j.health.CommandCheck;
import io.github.vrrp4j.health.FileCheck;
import io.github.vrrp4j.health.HealthCheck;
import io.github.vrrp4j.health.TcpCheck;
import io.github.vrrp4j.netlink.IcmpCheck;
import io.github.vrrp4j.netlink.LinkCheck;
import io.github.vrrp4j.netlink.RouteCheck;
import io.github.vrrp4j.packet.InterfaceName;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualRoute;
import io.github.vrrp4j.router.MonitoredCheck;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** One health check: what is looked at, and how often. */
final class HealthCheckMapper {
    static final List<String> KINDS = List.of("http", "tcp", "icmp", "command", "file", "link", "route");
    private static final String KIND_NAMES = "http, tcp, icmp, command, file, link or route";

    private static final String EXIT_STATUS = "exit-status";

    /** What stands beside one kind alone. */
    private static final Map<String, String> BELONGS_TO = Map.of(
            CommandMapper.USER,
            "command",
            CommandMapper.GROUP,
            "command",
            EXIT_STATUS,
            "command",
            "range",
            "file",
            "table",
            "route");

    private static final Pattern PREFIX = Pattern.compile("([^/]{1,45})/(\\d{1,3})");
    private static final Pattern RANGE = Pattern.compile("(-?\\d{1,18})(?:\\.\\.(-?\\d{1,18}))?");
    private static final long MIN_NUMBER = 1;
    private static final long MAX_NUMBER = 254;
    private static final int MAX_EXIT_STATUS = 255;
    private static final long MAX_TABLE = Integer.MAX_VALUE;

    private final Entries entries;
    private final Problems problems;
    private final Scalars scalars;

    private HealthCheckMapper(Entries entries, Problems problems) {
        this.entries = entries;
        this.problems = problems;
        this.scalars = new Scalars(problems);
    }

    /** Reads one; empty if it cannot be made. */
    static Optional<MonitoredCheck> map(String name, Node node, Problems problems) {
        if (!(node instanceof MappingNode mapping)) {
            problems.at(node, "a health check is a mapping; write {tcp: '127.0.0.1:5432'}");
            return Optional.empty();
        }
        Entries entries = new Entries(mapping, Schema.HEALTH_CHECK, problems);
        HealthCheckMapper mapper = new HealthCheckMapper(entries, problems);
        CheckSchedule schedule = mapper.schedule();
        return mapper.check().map(check -> new MonitoredCheck(name, check, schedule));
    }

    private CheckSchedule schedule() {
        CheckSchedule d = CheckSchedule.DEFAULT;
        Duration interval = Timeouts.read(entries, "interval", d.interval(), problems);
        Duration timeout = Timeouts.read(entries, "timeout", d.timeout(), problems);
        int rise = count("rise", d.rise());
        int fall = count("fall", d.fall());
        return new CheckSchedule(interval, timeout, rise, fall);
    }

    private int count(String key, int otherwise) {
        CheckSchedule d = CheckSchedule.DEFAULT;
        return entries.get(key)
                .flatMap(node -> scalars.wholeNumber(
                        key,
                        node,
                        value -> new CheckSchedule(
                                d.interval(),
                                d.timeout(),
                                key.equals("rise") ? value : d.rise(),
                                key.equals("fall") ? value : d.fall())))
                .orElse(otherwise);
    }

    private Optional<HealthCheck> check() {
        List<String> kinds = entries.present(KINDS);
        BELONGS_TO.forEach((key, kind) -> {
            if (!kinds.contains(kind) && kinds.size() == 1) {
                entries.get(key).ifPresent(node -> problems.at(node, key + " is for a check with " + kind + " alone"));
            }
        });
        if (kinds.isEmpty() && entries.probablyMeantAnyOf(KINDS)) {
            return Optional.empty();
        }
        if (kinds.isEmpty()) {
            problems.at(entries.node(), "a health check says what is looked at; add one of " + KIND_NAMES);
            return Optional.empty();
        }
        if (kinds.size() > 1) {
            problems.at(
                    entries.node(),
                    "a health check has one of " + KIND_NAMES + ", this one has " + String.join(", ", kinds)
                            + "; make a check of each");
            return Optional.empty();
        }
        String kind = kinds.get(0);
        Node node = entries.get(kind).orElseThrow();
        return switch (kind) {
            case "http" -> new HttpCheckMapper(problems).map(node).map(HealthCheck.class::cast);
            case "command" -> command(kind);
            case "file" -> file(node);
            case "route" -> route(node);
            default ->
                scalars.text(kind, node)
                        .flatMap(written -> scalars.checked(node, written, () -> ofText(kind, written)));
        };
    }

    private static HealthCheck ofText(String kind, String written) {
        return switch (kind) {
            case "tcp" -> {
                HostAndPort target = HostAndPort.parse(written);
                yield new TcpCheck(target.host(), target.port());
            }
            case "icmp" -> new IcmpCheck(IpAddress.parse(written));
            default -> {
                InterfaceName.require("link", written);
                yield new LinkCheck(written);
            }
        };
    }

    private Optional<HealthCheck> command(String key) {
        Optional<Command> command = new CommandMapper(entries, problems).get(key);
        Optional<long[]> status = entries.get(EXIT_STATUS)
                .map(value -> scalars.text(EXIT_STATUS, value)
                        .flatMap(written -> scalars.checked(value, written, () -> exitStatus(written))))
                .orElseGet(() -> Optional.of(new long[] {0, 0}));
        return command.flatMap(
                known -> status.map(healthy -> new CommandCheck(known, (int) healthy[0], (int) healthy[1])));
    }

    private static long[] exitStatus(String written) {
        long[] range = range(written);
        if (range[0] < 0 || range[1] > MAX_EXIT_STATUS) {
            throw new IllegalArgumentException(EXIT_STATUS + " '" + written + "' is not in 0.." + MAX_EXIT_STATUS);
        }
        return range;
    }

    private Optional<HealthCheck> file(Node node) {
        Optional<long[]> range = entries.get("range")
                .map(value -> scalars.text("range", value)
                        .flatMap(written -> scalars.checked(value, written, () -> range(written))))
                .orElseGet(() -> Optional.of(new long[] {MIN_NUMBER, MAX_NUMBER}));
        Optional<Path> path = Paths.absolute("file", node, problems);
        return path.flatMap(there -> range.flatMap(
                healthy -> scalars.checked(node, "", () -> new FileCheck(there, healthy[0], healthy[1]))));
    }

    /** {@code MIN..MAX}, or one number. */
    static long[] range(String written) {
        Matcher matcher = RANGE.matcher(written);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + written + "' is not a range; write it like 1..254");
        }
        long min = Long.parseLong(matcher.group(1));
        long max = matcher.group(2) == null ? min : Long.parseLong(matcher.group(2));
        if (max < min) {
            throw new IllegalArgumentException("the range " + written + " is empty; write the least number first");
        }
        return new long[] {min, max};
    }

    private Optional<HealthCheck> route(Node node) {
        Optional<Long> table = entries.get("table")
                .map(value -> scalars.unsignedNumber("table", value).filter(number -> {
                    boolean good = number >= 1 && number <= MAX_TABLE;
                    if (!good) {
                        problems.at(value, "table " + number + " is not in 1..2147483647");
                    }
                    return good;
                }))
                .orElseGet(() -> Optional.of(VirtualRoute.MAIN_TABLE));
        Optional<VirtualRoute> prefix =
                scalars.text("route", node).flatMap(written -> scalars.checked(node, written, () -> prefix(written)));
        return prefix.flatMap(to -> table.flatMap(in ->
                scalars.checked(node, "", () -> new RouteCheck(to.destination(), to.prefixLength(), (int) (long) in))));
    }

    private static VirtualRoute prefix(String written) {
        Matcher matcher = PREFIX.matcher(written);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + written + "' is not a network; write it like 0.0.0.0/0");
        }
        return VirtualRoute.to(IpAddress.parse(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }
}
