package io.github.vrrp4j.examples.node.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What {@link RedisWriter} was told.
 *
 * @param byPrimary by number, the server that acknowledged it as primary
 * @param byBoth of these, the numbers that a replica had acknowledged as well
 */
record WrittenNumbers(Map<Long, String> byPrimary, Set<Long> byBoth) {
    static final String KEY_PREFIX = "n:";

    static final WrittenNumbers NONE = new WrittenNumbers(Map.of(), Set.of());

    private static final String PRIMARY = "primary";
    private static final String BOTH = "both";

    /** The line that says so. */
    static String byPrimary(long number, String server) {
        return PRIMARY + " " + number + " " + server;
    }

    /** The line that says so. */
    static String byBoth(long number) {
        return BOTH + " " + number;
    }

    /** Reads the file to which the client writes meanwhile. */
    static WrittenNumbers read(Path file) throws IOException {
        String text = Files.readString(file);
        Map<Long, String> byPrimary = new HashMap<>();
        Set<Long> byBoth = new TreeSet<>();
        // The last line may be half written.
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            String[] words = line.split(" ", -1);
            long number = Long.parseLong(words[1]);
            if (words[0].equals(PRIMARY)) {
                byPrimary.put(number, words[2]);
            } else {
                byBoth.add(number);
            }
        }
        return new WrittenNumbers(byPrimary, byBoth);
    }

    /** The numbers that a server has, by the names of its keys, one in a line. */
    static Set<Long> ofKeys(String keys) {
        return keys.lines()
                .filter(line -> line.startsWith(KEY_PREFIX))
                .map(line -> Long.valueOf(line.substring(KEY_PREFIX.length())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those that were acknowledged after {@code earlier}. */
    WrittenNumbers since(WrittenNumbers earlier) {
        Map<Long, String> later = new HashMap<>(byPrimary);
        later.keySet().removeAll(earlier.byPrimary.keySet());
        return new WrittenNumbers(later, without(byBoth, earlier.byPrimary.keySet()));
    }

    /** All of them. */
    Set<Long> numbers() {
        return byPrimary.keySet();
    }

    /** Those that this server acknowledged as primary. */
    Set<Long> by(String server) {
        return byPrimary.entrySet().stream()
                .filter(entry -> entry.getValue().equals(server))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What a server that is primary now has to have, however it became one: what it has ever acknowledged, as replica too. */
    Set<Long> owedBy(String primary) {
        Set<Long> owed = by(primary);
        owed.addAll(byBoth);
        return owed;
    }

    /** What is in the one set and not in the other. */
    static Set<Long> without(Set<Long> numbers, Set<Long> others) {
        Set<Long> left = new TreeSet<>(numbers);
        left.removeAll(others);
        return left;
    }
}
