package io.github.vrrp4j.netlink.state;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of a state file, in ASCII:
 *
 * <pre>
 * vrrp4j-state 1
 * owner pid=4711 start=812345 boot=0b0a... namespace=4026531840
 * address ip=192.0.2.10/24 device=eth0
 * route to=203.0.113.0/24 via=192.0.2.1 table=254 protocol=112
 * </pre>
 *
 * @param owner of all that follows
 * @param lines behind the owner's, in the order in which things come to the host, not looked at yet
 */
record StateText(Owner owner, List<String> lines) {

    private static final String VERSION = "vrrp4j-state 1";

    /** A node with 255 virtual routers of a hundred addresses needs less. */
    static final int MAX_OCTETS = 4 << 20;

    private static final int MAX_QUOTED = 80;

    StateText {
        lines = List.copyOf(lines);
    }

    /**
     * Reads a file. Only its first two lines have to be right.
     *
     * @throws IllegalArgumentException if it does not say whose it is; the message says what is wrong
     */
    static StateText parse(byte[] octets) {
        if (octets.length > MAX_OCTETS) {
            throw new IllegalArgumentException("larger than " + (MAX_OCTETS >> 20) + " MiB");
        }
        // Every octet is a character, so that what cannot be read is kept as it is.
        List<String> lines = new ArrayList<>(List.of(new String(octets, StandardCharsets.ISO_8859_1).split("\n", -1)));
        if (!lines.get(0).equals(VERSION)) {
            throw new IllegalArgumentException("does not begin with '" + VERSION + "'");
        }
        if (lines.size() < 2) {
            throw new IllegalArgumentException("ends behind its first line");
        }
        Owner owner = Owner.parse(lines.get(1));
        lines.removeIf(String::isEmpty);
        return new StateText(owner, lines.subList(2, lines.size()));
    }

    byte[] octets() {
        StringBuilder text = new StringBuilder(VERSION + "\n" + owner + "\n");
        lines.forEach(line -> text.append(line).append('\n'));
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A line that may contain anything, for a message. */
    static String quote(String line) {
        return "'" + printable(line, MAX_QUOTED) + "'";
    }

    /** What a terminal shows as it is, cut to a length. */
    static String printable(String text, int length) {
        String printable = text.replaceAll("[^ -~]", "?");
        return printable.length() <= length ? printable : printable.substring(0, length) + "...";
    }
}
