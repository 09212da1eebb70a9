package io.github.vrrp4j.examples.node.keepalived;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code ~SEQ(VAR, START, STEP, END)} and {@code ~LST(VAR, VALUE, ...)} at the beginning of a line: what the rest of the line
 * is repeated for.
 *
 * @param names of the variables
 * @param rounds the values of one round after the other, each with as many as there are names
 * @param rest of the line
 */
record Sequence(List<String> names, List<List<String>> rounds, String rest) {

    /** More than the VRIDs of an interface; several sequences in a line multiply. */
    private static final int MAX_ROUNDS = 4096;

    private static final Pattern HEAD = Pattern.compile("~(SEQx?|LST)\\(([^()]*)\\)\\s*(.*)", Pattern.DOTALL);
    private static final Pattern ITEM = Pattern.compile("\\s*(?:\\{([^{}]*)\\}|([^,{}]*))\\s*(?:,|$)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Null if the line is not written as one. */
    static @Nullable Sequence of(String line) {
        Matcher head = HEAD.matcher(line);
        if (!head.matches()) {
            return null;
        }
        String rest = head.group(3);
        return head.group(1).equals("LST")
                ? list(head.group(2), rest)
                : numbers(head.group(2), head.group(1).endsWith("x"), rest);
    }

    private static @Nullable Sequence numbers(String inside, boolean hexadecimal, String rest) {
        List<String> parts =
                Arrays.stream(inside.split(",", -1)).map(String::strip).toList();
        if (parts.size() < 2 || parts.size() > 4 || !NAME.matcher(parts.get(0)).matches()) {
            return null;
        }
        try {
            long end = Long.decode(parts.get(parts.size() - 1));
            long start = parts.size() > 2 ? Long.decode(parts.get(1)) : end > 0 ? 1 : -1;
            long step = parts.size() > 3 ? Long.decode(parts.get(2)) : end >= start ? 1 : -1;
            long rounds = step == 0 ? 0 : Math.floorDiv(Math.subtractExact(end, start), step) + 1;
            if (rounds < 1 || rounds > MAX_ROUNDS) {
                return null;
            }
            List<List<String>> values = new ArrayList<>();
            for (long i = 0; i < rounds; i++) {
                long value = start + i * step;
                values.add(List.of(hexadecimal ? Long.toHexString(value) : Long.toString(value)));
            }
            return new Sequence(List.of(parts.get(0)), values, rest);
        } catch (NumberFormatException | ArithmeticException e) {
            return null;
        }
    }

    private static @Nullable Sequence list(String inside, String rest) {
        List<List<String>> items = new ArrayList<>();
        Matcher item = ITEM.matcher(inside);
        int end = 0;
        while (end < inside.length() && item.find(end) && item.start() == end && items.size() <= MAX_ROUNDS) {
            String several = item.group(1);
            items.add(
                    several == null
                            ? List.of(item.group(2).strip())
                            : Arrays.stream(several.split(",", -1))
                                    .map(String::strip)
                                    .toList());
            end = item.end();
        }
        if (end < inside.length() || items.size() < 2 || items.size() > MAX_ROUNDS) {
            return null;
        }
        List<String> names = items.get(0);
        List<List<String>> rounds = items.subList(1, items.size());
        boolean fits = names.stream().allMatch(name -> NAME.matcher(name).matches())
                && rounds.stream().allMatch(round -> round.size() == names.size());
        return fits ? new Sequence(names, List.copyOf(rounds), rest) : null;
    }
}
