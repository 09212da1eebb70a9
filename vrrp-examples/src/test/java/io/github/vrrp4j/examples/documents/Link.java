package io.github.vrrp4j.examples.documents;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A link of a document to a file, or to a heading.
 *
 * @param document that has it
 * @param target as it stands there
 */
public record Link(Path document, String target) {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    /** The links of a document but those to other places on the network. */
    public static List<Link> of(Path document) {
        return LINK.matcher(Documents.prose(document))
                .results()
                .map(match -> new Link(document, match.group(1)))
                .filter(link -> !link.target.matches("[a-z]+:.*"))
                .toList();
    }

    /** Those of a document that lead to no file, or to no heading of one. */
    public static Stream<String> dangling(Path document) {
        return of(document).stream()
                .filter(link -> !link.leadsSomewhere())
                .map(link -> document + ": " + link.target());
    }

    private boolean leadsSomewhere() {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
        return Files.exists(file) && (parts.length == 1 || anchors(file).contains(parts[1]));
    }

    /** Of the headings, as GitHub makes them. */
    private static List<String> anchors(Path file) {
        return Documents.prose(file)
                .lines()
                .filter(line -> line.matches("#+ .*"))
                .map(line -> line.replaceFirst("^#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{Alnum} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }
}
