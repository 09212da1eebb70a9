package io.github.vrrp4j.examples.node.keepalived;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The guide shows what the converter does. */
class GuideTest {
    private static final Path GUIDE = Path.of("../docs/from-keepalived.md");
    private static final Pattern BLOCK = Pattern.compile("```(keepalived|yaml)\n(.*?)```", Pattern.DOTALL);

    private record Code(String language, String text) {}

    private static List<Code> code() throws IOException {
        return BLOCK.matcher(Files.readString(GUIDE))
                .results()
                .map((MatchResult match) -> new Code(match.group(1), match.group(2)))
                .toList();
    }

    @Test
    void eachConfigurationOfTheGuideBecomesTheYamlBelowIt() throws IOException {
        List<Code> blocks = code();
        assertThat(blocks).hasSizeGreaterThanOrEqualTo(4);
        List<Map<String, Object>> shown = new ArrayList<>();
        List<Map<String, Object>> made = new ArrayList<>();
        for (Code block : blocks) {
            if (block.language().equals("keepalived")) {
                Converted converted = Converted.of(block.text());
                assertThat(converted.errors()).isEmpty();
                made.add(converted.yaml());
            } else {
                shown.add(load(block.text()));
            }
        }
        assertThat(made).isEqualTo(shown);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> load(String yaml) {
        return (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(yaml);
    }

    @Test
    void eachKindOfNoteIsDefined() throws IOException {
        String guide = Files.readString(GUIDE);
        for (Note.Kind kind : Note.Kind.values()) {
            assertThat(guide).contains("| `" + kind + "` | ");
        }
    }

    @Test
    void theTablesNameEveryKeyword() throws IOException {
        var keywords = new TreeSet<String>();
        keywords.addAll(Converter.topKeywords());
        keywords.addAll(Globals.KNOWN);
        keywords.addAll(InstanceConverter.KNOWN);
        keywords.addAll(GroupConverter.KNOWN);
        List.of(Reasons.TOP, Reasons.GLOBAL, Reasons.INSTANCE, Reasons.GROUP)
                .forEach(reasons -> keywords.addAll(reasons.keySet()));
        String guide = Files.readString(GUIDE);

        assertThat(keywords)
                .hasSizeGreaterThan(200)
                .allSatisfy(keyword -> assertThat(guide).contains("`" + keyword + "`"));
        Reasons.INSTANCE
                .values()
                .forEach(reason -> assertThat(guide).containsIgnoringCase("| " + reason.text() + ". |"));
    }
}
