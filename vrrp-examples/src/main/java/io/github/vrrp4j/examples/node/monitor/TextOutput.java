package io.github.vrrp4j.examples.node.monitor;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One line for each packet, and tables of the masters between empty lines. What a packet does not have is a dash. */
final class TextOutput implements Output {

    private static final List<String> HEADINGS =
            List.of("PLACE", "FAMILY", "VRID", "MASTER", "PRIORITY", "INTERVAL", "LAST SEEN", "STATE");

    private static final String COLUMN_GAP = "  ";

    private final PrintWriter out;

    TextOutput(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void packet(VrrpPacket packet) {
        String addresses = packet.addresses().stream().map(IpAddress::toString).collect(Collectors.joining(","));
        Integer intervalCs = packet.maxAdverIntervalCs();
        out.println(String.join(
                " ",
                TimeText.of(packet.time()),
                packet.place() + ":",
                packet.source().toString(),
                ">",
                packet.destination().toString(),
                "version=" + orDash(packet.version()),
                "type=" + orDash(packet.type()),
                "vrid=" + orDash(packet.vrid()),
                "priority=" + orDash(packet.priority()),
                "count=" + orDash(packet.count()),
                "interval=" + (intervalCs == null ? "-" : TimeText.ofCs(intervalCs)),
                "checksum=" + orDash(packet.checksum()),
                "addresses=" + (addresses.isEmpty() ? "-" : addresses),
                packet.verdict().name()));
    }

    private static String orDash(@Nullable Object value) {
        return value == null ? "-" : value.toString();
    }

    @Override
    public void masters(Instant time, List<Masters.Row> rows) {
        out.println();
        if (rows.isEmpty()) {
            out.println("No master was seen.");
        } else {
            List<List<String>> table = new ArrayList<>(List.of(HEADINGS));
            rows.forEach(row -> table.add(cells(row, time)));
            table(table);
        }
        out.println();
    }

    private static List<String> cells(Masters.Row row, Instant now) {
        return List.of(
                row.place(),
                row.family() == AddressFamily.IPV4 ? "IPv4" : "IPv6",
                Integer.toString(row.vrid()),
                row.address().toString(),
                Integer.toString(row.priority()),
                TimeText.ofCs(row.intervalCs()),
                TimeText.toMillis(row.lastSeen()),
                switch (row.state()) {
                    case MASTER -> "master";
                    case RESIGNED -> "resigned";
                    case SILENT ->
                        "silent for " + Duration.between(row.lastSeen(), now).toSeconds() + "s";
                });
    }

    private void table(List<List<String>> rows) {
        int last = HEADINGS.size() - 1;
        int[] widths = new int[last];
        for (List<String> row : rows) {
            for (int column = 0; column < last; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < last; column++) {
                String cell = row.get(column);
                line.append(cell)
                        .append(" ".repeat(widths[column] - cell.length()))
                        .append(COLUMN_GAP);
            }
            out.println(line.append(row.get(last)));
        }
    }
}
