package io.github.vrrp4j.examples.node.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@link RedisWriter} was told.
 *
 * @param byPrimary numbers that a primary acknowledged
 * @param byBoth of these, the numbers that a replica had acknowledged as well
 */
record WrittenNumbers(Set<Long> byPrimary, Set<Long> byBoth) {
    static final String KEY_PREFIX = "n:";

    private static final String PRIMARY = "primary ";
    private static final String BOTH = "both ";

    static String byPrimary(long number) {
        return PRIMARY + number;
    }

    static String byBoth(long number) {
        return BOTH + number;
    }

    /** Reads the file to which the client writes meanwhile. */
    static WrittenNumbers read(Path file) throws IOException {
        String text = Files.readString(file);
        // The last line may be half written.
        List<String> lines =
                text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        return new WrittenNumbers(numbers(lines, PRIMARY), numbers(lines, BOTH));
    }

    private static Set<Long> numbers(List<String> lines, String prefix) {
        return numbers(lines.stream(), prefix);
    }

    private static Set<Long> numbers(Stream<String> lines, String prefix) {
        return lines.filter(line -> line.startsWith(prefix))
                .map(line -> Long.valueOf(line.substring(prefix.length())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The numbers that a server has, by the names of its keys, one in a line. */
    static Set<Long> ofKeys(String keys) {
        return numbers(keys.lines(), KEY_PREFIX);
    }

    /** Those that were acknowledged after {@code earlier}. */
    WrittenNumbers since(WrittenNumbers earlier) {
        return new WrittenNumbers(without(byPrimary, earlier.byPrimary), without(byBoth, earlier.byPrimary));
    }

    /** Those that {@code present} does not have. */
    WrittenNumbers missingFrom(Set<Long> present) {
        return new WrittenNumbers(without(byPrimary, present), without(byBoth, present));
    }

    private static Set<Long> without(Set<Long> numbers, Set<Long> others) {
        Set<Long> left = new TreeSet<>(numbers);
        left.removeAll(others);
        return left;
    }
}
