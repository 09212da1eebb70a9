package io.github.vrrp4j.examples.documents;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command {@code vrrp} as a document has it: in a block of code at the start of a line, behind a prompt if there is one; as
 * code in a sentence; or between apostrophes, as messages and tables name it.
 *
 * @param where the file and the line
 * @param line the number of that line, counted from 1
 * @param typed what stands there behind {@code vrrp}, without a comment
 */
public record DocumentedCommand(String where, int line, String typed) {

    private static final String PROGRAM = "(?:sudo )?(?:ip netns exec \\S+ )?(?:\\./|bin/|/opt/vrrp4j/bin/)?vrrp ";
    private static final Pattern IN_BLOCK = Pattern.compile("(?m)^(?:# )?" + PROGRAM + "(.+)$");
    private static final Pattern IN_PROSE = Pattern.compile("`" + PROGRAM + "([^`\n]*(?:\n[^`\n]+)?)`");
    private static final Pattern QUOTED = Pattern.compile("'" + PROGRAM + "([^'\n]+)'");

    private static final Pattern COMMENT = Pattern.compile(" +#.*$");

    /** What a shell does with the rest of a line. */
    private static final Pattern OF_THE_SHELL = Pattern.compile(" >.*$| \\|.*$| && .*$");

    private static final Pattern OPTIONAL = Pattern.compile(" ?\\[([^]]+)]");
    private static final Pattern EITHER = Pattern.compile("(\\w+)\\|(\\w+)");

    /** The commands of a document, in its order. */
    public static List<DocumentedCommand> of(Path file) {
        List<DocumentedCommand> commands = new ArrayList<>();
        for (Documents.Block block : Documents.blocks(file)) {
            IN_BLOCK.matcher(block.text())
                    .results()
                    .map(match -> command(file, block.line() + Documents.line(block.text(), match.start()) - 1, match))
                    .forEach(commands::add);
        }
        String prose = Documents.prose(file);
        for (Pattern pattern : List.of(IN_PROSE, QUOTED)) {
            pattern.matcher(prose)
                    .results()
                    .map(match -> command(file, Documents.line(prose, match.start()), match))
                    .forEach(commands::add);
        }
        commands.sort(Comparator.comparing(DocumentedCommand::line));
        return commands;
    }

    /** Those between apostrophes of a text that is no document. */
    public static List<DocumentedCommand> quoted(String where, String text) {
        return QUOTED.matcher(text)
                .results()
                .map(match -> new DocumentedCommand(where, 1, match.group(1)))
                .toList();
    }

    private static DocumentedCommand command(Path file, int line, MatchResult match) {
        String text = match.group(1).replace('\n', ' ').replace("\\|", "|");
        return new DocumentedCommand(
                file + ":" + line, line, COMMENT.matcher(text).replaceAll("").strip());
    }

    /** What the program is given: without what the shell does. */
    public String text() {
        return OF_THE_SHELL.matcher(typed).replaceAll("");
    }

    /**
     * What somebody may type who reads this: with and without what is in brackets, one and the other of two words with a bar
     * between them, and values in the place of words in capitals.
     *
     * @param values by these words
     * @throws IllegalArgumentException for a word in capitals that has no value
     */
    public List<List<String>> variants(Map<String, String> values) {
        return variants(text(), values);
    }

    /** The same as lines for a shell, which does the rest. */
    public List<String> lines(Map<String, String> values) {
        return variants(typed, values).stream()
                .map(words -> String.join(" ", words))
                .toList();
    }

    private List<List<String>> variants(String line, Map<String, String> values) {
        List<List<String>> variants = new ArrayList<>();
        for (String variant : expanded(line)) {
            List<String> words = new ArrayList<>();
            for (String word : variant.replace("...", "").split(" +", -1)) {
                words.add(value(word, values));
            }
            variants.add(words);
        }
        return variants;
    }

    private static List<String> expanded(String text) {
        Matcher optional = OPTIONAL.matcher(text);
        Matcher either = EITHER.matcher(text);
        List<String> expanded = new ArrayList<>();
        if (optional.find()) {
            expanded.addAll(expanded(optional.replaceFirst("")));
            expanded.addAll(expanded(optional.replaceFirst(" $1")));
        } else if (either.find()) {
            expanded.addAll(expanded(either.replaceFirst("$1")));
            expanded.addAll(expanded(either.replaceFirst("$2")));
        } else {
            expanded.add(text);
        }
        return expanded;
    }

    private String value(String word, Map<String, String> values) {
        if (!word.matches("[A-Z]+")) {
            return word;
        }
        String value = values.get(word);
        if (value == null) {
            throw new IllegalArgumentException(where + ": '" + word + "' stands for nothing that is known here");
        }
        return value;
    }
}
