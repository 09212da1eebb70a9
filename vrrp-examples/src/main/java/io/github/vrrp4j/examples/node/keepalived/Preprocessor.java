package io.github.vrrp4j.examples.node.keepalived;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file and those that it includes to one list of lines: comments removed, {@code @} lines of other hosts left out,
 * {@code $} definitions put in, {@code ~SEQ} and {@code ~LST} repeated. Everything is bounded; a file that exceeds a bound is
 * told, and read no further.
 */
final class Preprocessor {
    private static final int MAX_INCLUDE_DEPTH = 16;
    private static final int MAX_FILES = 256;
    private static final int MAX_LINES = 100_000;
    private static final int MAX_REPLACEMENTS = 1000;
    private static final int MAX_LINE_LENGTH = 1 << 16;
    private static final int MAX_NESTING = 32;
    private static final int MAX_WORK = 1 << 26;

    private static final Pattern INCLUDE = Pattern.compile("(include[rmwba]?)\\s+(.*)");
    private static final Pattern CONDITION = Pattern.compile("@(\\^?)(\\S*)\\s*(.*)", Pattern.DOTALL);

    private final Notes notes;
    private final Host host;
    private final Definitions definitions;
    private final List<LogicalLine> lines = new ArrayList<>();
    private final List<Path> open = new ArrayList<>();
    private int files;
    private long work;
    private boolean exhausted;

    private Preprocessor(Host host, Notes notes) {
        this.host = host;
        this.notes = notes;
        this.definitions = new Definitions(host.configId());
    }

    static List<LogicalLine> read(Path file, Host host, Notes notes) {
        var preprocessor = new Preprocessor(host, notes);
        Place start = new Place(file, 1, 1, null);
        preprocessor.file(file, SourceText.lines(file, start, notes), null);
        return preprocessor.lines;
    }

    /** The same for octets that are said to be those of a file. */
    static List<LogicalLine> read(Path file, byte[] octets, Host host, Notes notes) {
        var preprocessor = new Preprocessor(host, notes);
        Place start = new Place(file, 1, 1, null);
        preprocessor.file(file, SourceText.lines(octets, start, notes), null);
        return preprocessor.lines;
    }

    private void file(Path file, List<String> texts, @Nullable Place includedAt) {
        open.add(file.toAbsolutePath().normalize());
        definitions.file(file);
        int index = 0;
        while (index < texts.size() && !exhausted) {
            Place place = new Place(file, index + 1, 1, includedAt);
            String first = texts.get(index++);
            boolean hasMark = index == 1 && first.startsWith("\uFEFF"); // that some editors write before UTF-8
            String text =
                    Words.withoutComment(hasMark ? first.substring(1) : first).stripTrailing();
            if (startsDefinition(text) && text.endsWith("\\")) {
                var value = new StringBuilder(continued(text));
                boolean more = true;
                while (more && index < texts.size()) {
                    String next = Words.withoutComment(texts.get(index++)).stripTrailing();
                    more = next.endsWith("\\") || next.isBlank();
                    value.append('\n').append(continued(next));
                }
                text = value.toString();
            }
            raw(text, place);
        }
        open.remove(open.size() - 1);
    }

    private static boolean startsDefinition(String text) {
        return Definitions.DEFINITION.matcher(afterCondition(text.strip())).matches();
    }

    private static String afterCondition(String text) {
        Matcher condition = CONDITION.matcher(text);
        return condition.matches() ? condition.group(3) : text;
    }

    private static String continued(String line) {
        return (line.endsWith("\\") ? line.substring(0, line.length() - 1) : line).strip();
    }

    /** Includes are looked for before conditions and definitions are, so neither works in their lines. */
    private void raw(String text, Place place) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            return;
        }
        Place at = place.column(text.indexOf(stripped.charAt(0)) + 1);
        Matcher include = INCLUDE.matcher(stripped);
        if (include.matches()) {
            include(include.group(1), include.group(2).strip(), at);
        } else {
            expand(stripped, at, 0);
        }
    }

    private void include(String keyword, String written, Place place) {
        String pattern = written.replaceAll("^\"(.*)\"$", "$1");
        Path directory = place.file().toAbsolutePath().getParent();
        try {
            List<Path> found = IncludedFiles.matching(directory == null ? Path.of("/") : directory, pattern);
            if (found.isEmpty()) {
                notes.note(
                        new Statement(List.of(keyword), keyword, false, List.of(), place),
                        "no file matches '" + pattern + "'");
            }
            for (Path path : found) {
                include(keyword, path, place);
            }
        } catch (IOException e) {
            notes.error(place, keyword, "'" + pattern + "' cannot be read: " + e.getMessage());
        }
        definitions.file(place.file());
    }

    private void include(String keyword, Path path, Place place) {
        Path normal = path.toAbsolutePath().normalize();
        if (open.contains(normal)) {
            notes.error(place, keyword, path + " includes itself");
        } else if (open.size() > MAX_INCLUDE_DEPTH || ++files > MAX_FILES) {
            notes.error(place, keyword, "more than " + MAX_INCLUDE_DEPTH + " files deep, or " + MAX_FILES + " in all");
            exhausted = true;
        } else if (!Files.isRegularFile(path)) {
            notes.error(place, keyword, "there is no such file: " + path);
        } else {
            file(path, SourceText.lines(path, new Place(path, 1, 1, place), notes), place);
        }
    }

    /** One line, which may become none or many. */
    private void expand(String line, Place place, int nesting) {
        if (exhausted || line.isBlank()) {
            return;
        }
        work += line.length();
        if (nesting > MAX_NESTING || line.length() > MAX_LINE_LENGTH || lines.size() >= MAX_LINES || work > MAX_WORK) {
            notes.error(place, "line", "definitions make too much of it, or use each other without end");
            exhausted = true;
            return;
        }
        Matcher condition = CONDITION.matcher(line);
        Matcher definition = Definitions.DEFINITION.matcher(line);
        if (condition.matches()) {
            boolean same = condition.group(2).equals(host.configId());
            if (same != condition.group(1).equals("^")) {
                expand(condition.group(3).strip(), place, nesting + 1);
            } else {
                notes.leftOut("@" + condition.group(1) + condition.group(2), host.configId());
            }
        } else if (definition.matches()) {
            definitions.define(definition.group(1), definition.group(2));
        } else if (line.startsWith("~")) {
            sequence(line, place, nesting);
        } else {
            replace(line, place, nesting);
        }
    }

    private void sequence(String line, Place place, int nesting) {
        Sequence sequence = Sequence.of(line);
        if (sequence == null) {
            notes.error(
                    place,
                    line.length() < 4 ? line : line.substring(0, 4),
                    "it is written ~SEQ(NAME, START, STEP, END) or ~LST(NAME, VALUE, VALUE)"
                            + " and repeats the rest of its line at most 4096 times");
            return;
        }
        for (List<String> round : sequence.rounds()) {
            for (int i = 0; i < round.size(); i++) {
                definitions.define(sequence.names().get(i), round.get(i));
            }
            expand(sequence.rest(), place, nesting + 1);
        }
    }

    private void replace(String line, Place place, int nesting) {
        String replaced = line;
        for (int i = 0; i < MAX_REPLACEMENTS; i++) {
            String next = definitions.replaceFirst(replaced);
            if (next == null) {
                if (i == 0) {
                    lines.add(new LogicalLine(line, place));
                } else {
                    expand(replaced.strip(), place, nesting + 1);
                }
                return;
            }
            replaced = next;
            if (replaced.indexOf('\n') >= 0) {
                replaced.lines().forEach(part -> expand(part.strip(), place, nesting + 1));
                return;
            }
            if (replaced.length() > MAX_LINE_LENGTH) {
                break;
            }
        }
        expand(" ".repeat(MAX_LINE_LENGTH) + ".", place, nesting); // tells that it is too much
    }
}
