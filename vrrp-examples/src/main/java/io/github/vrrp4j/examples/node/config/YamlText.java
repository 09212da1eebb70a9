package io.github.vrrp4j.examples.node.config;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** YAML text to a tree of nodes that know their line and column. */
final class YamlText {

    /** The file needs seven levels at most. The composer recurses, so depth is stack. */
    private static final int MAX_DEPTH = 16;

    /** A key that is no word is refused where the key stands, with its position. */
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setLabel("configuration")
            .setAllowNonScalarKeys(true)
            .build();

    private YamlText() {}

    /**
     * The root of the one document in the text.
     *
     * @throws InvalidConfigException if the text is not YAML, empty, more than one document, too deep, or has aliases
     */
    static Node compose(String text) throws InvalidConfigException {
        String yaml = text.startsWith("\uFEFF") ? text.substring(1) : text;
        requirePrintable(yaml);
        try {
            checkEvents(yaml);
            return new Compose(SETTINGS)
                    .composeString(yaml)
                    .orElseThrow(() -> new InvalidConfigException(new Problem(
                            1,
                            1,
                            "the file is empty; it needs the key virtual-routers with a list of virtual routers")));
        } catch (MarkedYamlEngineException e) {
            throw new InvalidConfigException(syntaxProblem(e));
        } catch (YamlEngineException e) {
            throw new InvalidConfigException(Problem.ofFile("is not YAML: " + e.getMessage()));
        }
    }

    private static void requirePrintable(String yaml) throws InvalidConfigException {
        int index = 0;
        while (index < yaml.length()) {
            int character = yaml.codePointAt(index);
            if (!StreamReader.isPrintable(character)) {
                throw new InvalidConfigException(TextPosition.end(yaml.substring(0, index))
                        .problem(String.format("the character U+%04X may not stand in YAML; remove it", character)));
            }
            index += Character.charCount(character);
        }
    }

    /** Before the composer builds anything: it recurses as deep as the text is nested, and aliases multiply. */
    private static void checkEvents(String yaml) throws InvalidConfigException {
        int depth = 0;
        int documents = 0;
        for (Event event : new Parse(SETTINGS).parseString(yaml)) {
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                case DocumentStart -> documents++;
                case Alias -> throw refused(event, "an alias; aliases are not read here, write the value out");
                default -> {}
            }
            if (depth > MAX_DEPTH) {
                throw refused(event, "nested more than " + MAX_DEPTH + " deep; the configuration needs seven levels");
            }
            if (documents > 1) {
                throw refused(event, "a second YAML document starts here; put everything under one virtual-routers");
            }
        }
    }

    private static InvalidConfigException refused(Event event, String text) {
        return new InvalidConfigException(Problem.at(event.getStartMark().orElseThrow(), text));
    }

    private static Problem syntaxProblem(MarkedYamlEngineException e) {
        String context = e.getContext() == null ? "" : e.getContext() + ", ";
        String text = "is not YAML: " + context + e.getProblem() + "; look at indentation, colons and quotes here";
        return e.getProblemMark()
                .or(e::getContextMark)
                .map(mark -> Problem.at(mark, text))
                .orElseGet(() -> Problem.ofFile(text));
    }
}
