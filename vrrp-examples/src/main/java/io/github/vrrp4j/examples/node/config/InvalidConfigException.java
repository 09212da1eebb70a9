package io.github.vrrp4j.examples.node.config;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration file with mistakes: all that could be found, by position. */
public final class InvalidConfigException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    /** All that was found, in any order; at least one. */
    public InvalidConfigException(List<Problem> problems) {
        super(problems.stream().map(Problem::text).collect(Collectors.joining("\n")));
        this.problems = problems.stream().sorted().toList();
    }

    InvalidConfigException(Problem problem) {
        this(List.of(problem));
    }

    /** Prints each on a line with its place in {@code file}, which they are in. */
    public void print(Path file, PrintWriter err) {
        problems.forEach(problem -> err.println(problem.format(file)));
        err.flush();
    }

    /** At least one, sorted by position. */
    public List<Problem> problems() {
        return problems;
    }
}
