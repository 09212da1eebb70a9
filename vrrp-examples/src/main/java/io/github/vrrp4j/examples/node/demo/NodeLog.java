package io.github.vrrp4j.examples.node.demo;

import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.protocol.State;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The log of a node as observations. */
final class NodeLog {
    private static final Pattern LINE = Pattern.compile("(?<time>\\d{4}-\\S+) (?<level>[A-Z]+) (?<text>.*)");
    private static final Pattern TRANSITION =
            Pattern.compile("(?<router>vrid=\\d+ .*?) ?(?<from>[A-Z]+)->(?<to>[A-Z]+) cause=(?<cause>[A-Z_]+)");

    private NodeLog() {}

    /**
     * What a line says, as read now: a transition, or a note.
     *
     * @param nowNs when it was read
     * @param node whose log it is
     */
    static Optional<Observation> read(long nowNs, String node, String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.of(new Observation.Note(nowNs, node, line));
        }
        String text = matcher.group("text");
        Matcher transition = TRANSITION.matcher(text);
        if (transition.matches()) {
            try {
                return Optional.of(new Observation.Transition(
                        nowNs,
                        node,
                        transition.group("router"),
                        State.valueOf(transition.group("from")),
                        State.valueOf(transition.group("to")),
                        Cause.valueOf(transition.group("cause"))));
            } catch (IllegalArgumentException e) {
                // another word: the line is told as it stands
            }
        }
        String level = matcher.group("level");
        return Optional.of(new Observation.Note(nowNs, node, level.equals("INFO") ? text : level + " " + text));
    }
}
