package io.github.vrrp4j.examples.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The commands of docs/install.md. */
public final class InstallGuide {

    private static final Pattern COMMANDS = Pattern.compile("(?ms)^```sh\n(.*?)^```$");

    private final String text;

    /** Reads it. */
    public InstallGuide() throws IOException {
        text = Files.readString(Path.of("..", "docs", "install.md"));
    }

    /** All commands below a heading, in their order, a line feed behind each. */
    public String commands(String heading) {
        return String.join("", blocks(heading));
    }

    /** The same without those that ask systemd. */
    String commandsWithoutSystemd(String heading) {
        return String.join(
                "",
                blocks(heading).stream()
                        .filter(block -> !block.contains("systemctl "))
                        .toList());
    }

    private List<String> blocks(String heading) {
        String[] parts = text.split("(?m)^## " + Pattern.quote(heading) + "$", -1);
        List<String> blocks = COMMANDS.matcher(parts[1].split("(?m)^## ", 2)[0])
                .results()
                .map(match -> match.group(1))
                .toList();
        if (blocks.isEmpty()) {
            throw new IllegalStateException("no commands below " + heading);
        }
        return blocks;
    }
}
