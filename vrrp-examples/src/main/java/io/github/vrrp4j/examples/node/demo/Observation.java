package io.github.vrrp4j.examples.node.demo;

import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.protocol.State;
import java.util.List;
import java.util.Optional;

/** What a stage shows while a story is played; times are those of {@link Stage#nowNs}. */
sealed interface Observation {

    /**
     * A virtual router changed its state.
     *
     * @param virtualRouter as the node's log names it; empty where the node has but one
     */
    record Transition(long atNs, String node, String virtualRouter, State from, State to, Cause cause)
            implements Observation {}

    /**
     * The client got an answer at a virtual address.
     *
     * @param address where it asked
     * @param sequence of the request, counted from 0; numbers that are missing were not answered
     * @param sentNs when the request was sent
     * @param node who answered
     */
    record Answer(String address, long sequence, long sentNs, String node) implements Observation {}

    /**
     * A node says that its host has addresses from now on, or that it no longer has them.
     *
     * @param atNs when the node wrote it down, up to a millisecond early
     * @param addresses without prefix length
     * @param text what it says
     */
    record Holding(long atNs, String node, boolean held, List<String> addresses, String text) implements Observation {}

    /** Something that the story does not expect, but a reader should know. */
    record Note(long atNs, String who, String text) implements Observation {}

    /**
     * One line for {@link #parse}: how the processes of a stage, of one virtual router each, tell it what happens. A
     * {@link Holding} becomes a note.
     */
    static String line(Observation observation) {
        if (observation instanceof Transition it) {
            return String.join(
                    " ",
                    "transition",
                    Long.toString(it.atNs()),
                    it.node(),
                    it.from().name(),
                    it.to().name(),
                    it.cause().name());
        }
        if (observation instanceof Answer it) {
            return "answer " + it.address() + " " + it.sequence() + " " + it.sentNs() + " " + it.node();
        }
        Note it = observation instanceof Holding holding
                ? new Note(holding.atNs(), holding.node(), holding.text())
                : (Note) observation;
        return "note " + it.atNs() + " " + it.who() + " " + it.text().replace('\n', ' ');
    }

    /** Reads what {@link #line} wrote; empty for anything else. */
    static Optional<Observation> parse(String line) {
        String[] words = line.split(" ", -1);
        try {
            return switch (words[0]) {
                case "transition" ->
                    Optional.of(new Transition(
                            Long.parseLong(words[1]),
                            words[2],
                            "",
                            State.valueOf(words[3]),
                            State.valueOf(words[4]),
                            Cause.valueOf(words[5])));
                case "answer" ->
                    Optional.of(new Answer(words[1], Long.parseLong(words[2]), Long.parseLong(words[3]), words[4]));
                case "note" -> {
                    String[] parts = line.split(" ", 4);
                    yield Optional.of(new Note(Long.parseLong(parts[1]), parts[2], parts[3]));
                }
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
