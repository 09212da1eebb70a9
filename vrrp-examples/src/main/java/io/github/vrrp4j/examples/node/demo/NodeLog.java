package io.github.vrrp4j.examples.node.demo;

import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.protocol.State;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The log of a node as observations. */
final class NodeLog {
    private static final Pattern LINE = Pattern.compile("(?<time>\\d{4}-\\S+) (?<level>[A-Z]+) (?<text>.*)");
    private static final Pattern TRANSITION =
            Pattern.compile("(?<router>vrid=\\d+ .*?) ?(?<from>[A-Z]+)->(?<to>[A-Z]+) cause=(?<cause>[A-Z_]+)");

    private static final Pattern HOLDING =
            Pattern.compile("vrid=.* addresses (?<change>acquired|released): (?<addresses>[^;]+).*");
    private static final Pattern PREFIX_LENGTH = Pattern.compile("/\\d+");

    private NodeLog() {}

    /**
     * What a line says: a transition, who has an address, or a note; with the line's own time if it has one.
     *
     * @param nowNs when it was read; {@code now} likewise
     * @param node whose log it is
     */
    static Optional<Observation> read(long nowNs, Instant now, String node, String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.of(new Observation.Note(nowNs, node, line));
        }
        long atNs = nowNs - age(matcher.group("time"), now).toNanos();
        String text = matcher.group("text");
        Matcher transition = TRANSITION.matcher(text);
        if (transition.matches()) {
            try {
                return Optional.of(new Observation.Transition(
                        atNs,
                        node,
                        transition.group("router"),
                        State.valueOf(transition.group("from")),
                        State.valueOf(transition.group("to")),
                        Cause.valueOf(transition.group("cause"))));
            } catch (IllegalArgumentException e) {
                // another word: the line is told as it stands
            }
        }
        Matcher holding = HOLDING.matcher(text);
        if (holding.matches()) {
            return Optional.of(new Observation.Holding(
                    atNs,
                    node,
                    holding.group("change").equals("acquired"),
                    addresses(holding.group("addresses")),
                    text));
        }
        String level = matcher.group("level");
        return Optional.of(new Observation.Note(atNs, node, level.equals("INFO") ? text : level + " " + text));
    }

    /** Not below zero, should the clock have been set meanwhile. */
    private static Duration age(String time, Instant now) {
        Duration age = Duration.between(OffsetDateTime.parse(time), now.atOffset(ZoneOffset.UTC));
        return age.isNegative() ? Duration.ZERO : age;
    }

    private static List<String> addresses(String text) {
        return Stream.of(PREFIX_LENGTH.matcher(text).replaceAll("").split(", ", -1))
                .map(String::strip)
                .toList();
    }
}
