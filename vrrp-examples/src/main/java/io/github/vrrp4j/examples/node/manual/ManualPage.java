package io.github.vrrp4j.examples.node.manual;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** One page for all commands, each with what its {@code --help} says: macros of man(7). */
final class ManualPage {

    /** Options of every command, told once. */
    private static final Set<String> COMMON = Set.of("--help", "--version");

    private final StringBuilder text = new StringBuilder();
    private final CommandSpec root;

    private ManualPage(CommandSpec root) {
        this.root = root;
    }

    /**
     * The page of a program.
     *
     * @param root its command line; commands that are hidden there are not told of
     * @param version the program's, for the foot of the page
     */
    static String of(CommandSpec root, String version) {
        return new ManualPage(root).write(version);
    }

    private String write(String version) {
        String name = root.name();
        macro("TH", name.toUpperCase(Locale.ROOT), "1", "", "vrrp4j " + version, "");
        text.append(".nh\n.ad l\n"); // names are not to be broken at hyphens, nor lines stretched
        macro("SH", "NAME");
        text.append(escape(name))
                .append(" \\- ")
                .append(escape(firstLine(root)))
                .append('\n');
        macro("SH", "SYNOPSIS");
        macro("B", name);
        text.append("\\fICOMMAND\\fR [\\fIARGUMENT\\fR...]\n");
        macro("SH", "OPTIONS");
        text.append("Every command takes:\n");
        root.options().forEach(this::option);
        macro("SH", "COMMANDS");
        commands().forEach(this::command);
        exitStatus(root, "SH");
        return text.toString();
    }

    private Collection<CommandSpec> commands() {
        Set<CommandSpec> told = new HashSet<>(); // one with an alias stands there twice
        return root.subcommands().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getValue().getCommandSpec())
                .filter(spec -> !spec.usageMessage().hidden() && told.add(spec))
                .toList();
    }

    private static String firstLine(CommandSpec spec) {
        String[] description = spec.usageMessage().description();
        return description.length == 0 ? "" : description[0].replaceFirst("\\.$", "");
    }

    private void command(CommandSpec spec) {
        String synopsis = new CommandLine(spec)
                .getHelp()
                .synopsis(0)
                .replaceAll(" \\[-[hV]+]", "")
                .replaceAll("\\s+", " ")
                .strip();
        macro("SS", synopsis);
        paragraphs(spec.usageMessage().description());
        spec.positionalParameters().stream()
                .filter(parameter -> !parameter.hidden())
                .forEach(this::parameter);
        spec.options().stream()
                .filter(option -> !option.hidden() && !COMMON.contains(option.longestName()))
                .forEach(this::option);
        footer(spec.usageMessage());
        exitStatus(spec, "PP");
    }

    /** Empty lines are between paragraphs. One with two spaces somewhere is a table, or commands to copy: kept as it is. */
    private void paragraphs(String[] lines) {
        String whole = plain(String.join("\n", lines)).strip();
        boolean first = true;
        for (String paragraph : whole.split("\n\n+", -1)) {
            boolean verbatim = paragraph.contains("  ");
            text.append(first ? "" : ".PP\n").append(verbatim ? ".nf\n" : "");
            paragraph.lines().forEach(line -> text.append(escape(line)).append('\n'));
            text.append(verbatim ? ".fi\n" : "");
            first = false;
        }
    }

    /** Without the markup of picocli, and formatted as it does. */
    private static String plain(String description) {
        return Ansi.OFF.string(description).replace("%n", "\n").replace("%%", "%");
    }

    private void parameter(PositionalParamSpec parameter) {
        item("\\fI" + escape(parameter.paramLabel()) + "\\fR", parameter);
    }

    private void option(OptionSpec option) {
        StringBuilder names = new StringBuilder();
        for (String name : option.names()) {
            names.append(names.isEmpty() ? "" : ", ")
                    .append("\\fB")
                    .append(escape(name))
                    .append("\\fR");
        }
        if (option.arity().max() > 0) {
            names.append("=\\fI").append(escape(option.paramLabel())).append("\\fR");
        }
        item(names.toString(), option);
    }

    /** The description with the default value in its place. */
    private void item(String term, ArgSpec argument) {
        text.append(".TP\n").append(term).append('\n');
        String[] lines = argument.description();
        text.append(lines.length == 0 ? "" : escape(String.join(" ", rendered(argument, lines))))
                .append('\n');
    }

    private static List<String> rendered(ArgSpec argument, String[] lines) {
        String defaultValue = String.valueOf(argument.defaultValue());
        return List.of(lines).stream()
                .map(line -> line.replace("${DEFAULT-VALUE}", defaultValue))
                .map(line -> plain(line).replace("\n", " ").strip())
                .toList();
    }

    private void footer(UsageMessageSpec usage) {
        String[] footer = usage.footer();
        if (footer.length == 0) {
            return;
        }
        text.append(".PP\n").append(escape(heading(usage.footerHeading()))).append("\n.PP\n.nf\n");
        for (String line : footer) {
            text.append(escape(line)).append('\n');
        }
        text.append(".fi\n");
    }

    private static String heading(String heading) {
        return heading.replace("%n", "").strip();
    }

    private void exitStatus(CommandSpec spec, String macro) {
        Map<String, String> codes = spec.usageMessage().exitCodeList();
        if (codes.isEmpty()) {
            return;
        }
        if (macro.equals("SH")) {
            macro("SH", "EXIT STATUS");
        } else {
            text.append(".PP\nExit status:\n");
        }
        codes.forEach((code, meaning) -> text.append(".TP\n\\fB")
                .append(escape(code.strip()))
                .append("\\fR\n")
                .append(escape(meaning))
                .append('\n'));
    }

    private void macro(String name, String... arguments) {
        text.append('.').append(name);
        for (String argument : arguments) {
            text.append(" \"").append(escape(argument).replace("\"", "\\(dq")).append('"');
        }
        text.append('\n');
    }

    /** Text of which roff takes no character for its own. */
    static String escape(String line) {
        String escaped = line.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq");
        StringBuilder ascii = new StringBuilder(escaped.length());
        escaped.chars().forEach(c -> {
            if (c < 128) {
                ascii.append((char) c);
            } else {
                ascii.append(String.format(Locale.ROOT, "\\[u%04X]", c));
            }
        });
        return line.startsWith(".") ? "\\&" + ascii : ascii.toString();
    }
}
