package io.github.vrrp4j.examples.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The documents of this repository, for people who use or change it. */
public final class Documents {

    /** The root of the repository, seen from the module that runs the test. */
    public static final Path ROOT = Path.of("..");

    /** The one that stands at the root of what is installed. */
    public static final Path OF_THE_ARCHIVE = Path.of("src", "main", "distribution", "README.md");

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\n(.*?)^```$");

    private Documents() {}

    /** A block of code, and the number of its first line, counted from 1. */
    public record Block(String language, String text, int line) {}

    /** Every Markdown file at the root and below docs, and the one of the archive. */
    public static List<Path> all() {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> root = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            Stream.concat(root, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .forEach(files::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.add(OF_THE_ARCHIVE);
        return files;
    }

    /** The text of a file. */
    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The blocks of code of a document, in its order. */
    public static List<Block> blocks(Path file) {
        String text = text(file);
        return BLOCK.matcher(text)
                .results()
                .map(block -> new Block(block.group(1), block.group(2), line(text, block.start(2))))
                .toList();
    }

    /** The text of a document with empty lines in the place of its blocks of code. */
    public static String prose(Path file) {
        return BLOCK.matcher(text(file))
                .replaceAll((MatchResult block) ->
                        "\n".repeat((int) block.group().lines().count() - 1));
    }

    /** The number of the line in which a position of a text is. */
    static int line(String text, int position) {
        return 1
                + (int) text.substring(0, position)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }
}
