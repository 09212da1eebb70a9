package io.github.vrrp4j.examples.node.control;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers of a node as tables of text. */
final class StatusTable {

    private static final String GAP = "  ";
    private static final String NONE = "-";

    private StatusTable() {}

    /** One line for each virtual router, under headings. */
    static List<String> lines(List<Map<?, ?>> status, Instant now) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("VIRTUAL ROUTER", "STATE", "PRIORITY", "SINCE", "MASTER", "ADDRESSES", "REMARKS"));
        for (Map<?, ?> each : status) {
            rows.add(List.of(
                    label(each),
                    text(each.get("state")),
                    text(each.get("effective-priority")),
                    since(each.get("state-since"), now),
                    master(each),
                    joined(each.get("addresses")),
                    remarks(each)));
        }
        return align(rows);
    }

    /** One line for each peer of each virtual router. */
    static List<String> peerLines(List<Map<?, ?>> virtualRouters) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "VIRTUAL ROUTER",
                "PEER",
                "VERSION",
                "PRIORITY",
                "INTERVAL",
                "LAST HEARD",
                "ADVERTISEMENTS",
                "ADDRESSES"));
        for (Map<?, ?> each : virtualRouters) {
            for (Map<?, ?> peer : ControlCommand.objects(each.get("peers"))) {
                rows.add(List.of(
                        label(each),
                        text(peer.get("source")),
                        text(peer.get("version")),
                        text(peer.get("priority")),
                        text(peer.get("advertisement-interval-ms")) + " ms",
                        text(peer.get("last-seen-ms-ago")) + " ms ago",
                        text(peer.get("advertisements")),
                        joined(peer.get("addresses"))));
            }
        }
        return align(rows);
    }

    private static String label(Map<?, ?> each) {
        String path = each.get("interface") + "/" + each.get("family") + "/" + each.get("vrid");
        return each.get("name") == null ? path : each.get("name") + " (" + path + ")";
    }

    private static String master(Map<?, ?> each) {
        return "MASTER".equals(each.get("state")) ? "this node" : text(each.get("master-address"));
    }

    private static String remarks(Map<?, ?> each) {
        List<String> remarks = new ArrayList<>();
        if (each.get("faults") instanceof List<?> faults && !faults.isEmpty()) {
            remarks.add("fault " + joined(faults));
        }
        if ("MASTER".equals(each.get("state")) && Boolean.FALSE.equals(each.get("addresses-held"))) {
            remarks.add("addresses not all on the host");
        }
        for (Map<?, ?> health : ControlCommand.objects(each.get("health"))) {
            if (!Boolean.TRUE.equals(health.get("healthy"))) {
                remarks.add("check " + health.get("check")
                        + (health.get("healthy") == null ? " not run yet" : " unhealthy"));
            }
        }
        if (each.get("relinquished-for-ms") instanceof Number ms && ms.longValue() > 0) {
            remarks.add("relinquished for " + duration(Duration.ofMillis(ms.longValue())));
        }
        return remarks.isEmpty() ? NONE : String.join("; ", remarks);
    }

    private static String since(@Nullable Object instant, Instant now) {
        if (instant == null) {
            return NONE;
        }
        try {
            Duration age = Duration.between(Instant.parse(instant.toString()), now);
            return duration(age.isNegative() ? Duration.ZERO : age);
        } catch (DateTimeException e) {
            return instant.toString();
        }
    }

    /** The two largest units: {@code 3d 4h}, {@code 12m 5s}. */
    static String duration(Duration duration) {
        if (duration.toDays() > 0) {
            return duration.toDays() + "d " + duration.toHoursPart() + "h";
        }
        if (duration.toHours() > 0) {
            return duration.toHours() + "h " + duration.toMinutesPart() + "m";
        }
        return duration.toMinutes() > 0
                ? duration.toMinutes() + "m " + duration.toSecondsPart() + "s"
                : duration.toSeconds() + "s";
    }

    private static String text(@Nullable Object value) {
        return value == null ? NONE : value.toString();
    }

    private static String joined(@Nullable Object list) {
        return list instanceof List<?> values && !values.isEmpty()
                ? values.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : NONE;
    }

    private static List<String> align(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            Arrays.setAll(
                    widths, column -> Math.max(widths[column], row.get(column).length()));
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String cell = row.get(column);
                line.append(cell)
                        .append(" ".repeat(widths[column] - cell.length()))
                        .append(GAP);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
