package io.github.vrrp4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Markdown file for people, with parts in it that measurements replace:
 *
 * <pre>
 * &lt;!-- begin NAME --&gt;
 * what the last measurement wrote
 * &lt;!-- end NAME --&gt;
 * </pre>
 */
public final class ResultsFile {

    private final Path file;

    /** Names it; it has to exist when it is written to. */
    public ResultsFile(Path file) {
        this.file = file;
    }

    /**
     * Replaces one part.
     *
     * @throws IOException if the file cannot be read or written, or has no such part
     */
    public void replace(String name, String markdown) throws IOException {
        Files.writeString(file, replaced(Files.readString(file), name, markdown));
    }

    private String replaced(String text, String name, String markdown) throws IOException {
        String begin = "<!-- begin " + name + " -->\n";
        String end = "<!-- end " + name + " -->";
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf(end, from);
        if (from < begin.length() || to < 0) {
            throw new IOException(file + " has no part between '" + begin.strip() + "' and '" + end + "'");
        }
        return text.substring(0, from) + markdown + text.substring(to);
    }
}
