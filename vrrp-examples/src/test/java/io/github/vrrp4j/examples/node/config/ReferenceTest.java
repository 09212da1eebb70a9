package io.github.vrrp4j.examples.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The documentation, the table of keys and what reads them say the same. */
class ReferenceTest {

    /** Each kind of mapping in a file that is otherwise good; {@code %s} is where a key and its value are added. */
    private static final Map<Section, String> PLACES = Map.ofEntries(
            Map.entry(Schema.FILE, "virtual-routers: [{interface: e, vrid: 1, addresses: [192.0.2.1]}]\n%s\n"),
            Map.entry(Schema.VIRTUAL_ROUTER, router("%s")),
            Map.entry(Schema.ADDRESS, router("excluded-addresses: [{address: 192.0.2.9, %s}]")),
            Map.entry(Schema.ROUTE, router("routes: [{to: 203.0.113.0/24, %s}]")),
            Map.entry(Schema.ANNOUNCEMENTS, router("announcements: {%s}")),
            Map.entry(Schema.HEALTH_CHECK, top("health-checks: {c: {link: e, %s}}")),
            Map.entry(Schema.HTTP_CHECK, top("health-checks: {c: {http: {url: 'http://a/', %s}}}")),
            Map.entry(
                    Schema.TRACKED_CHECK,
                    "health-checks: {c: {link: e}}\n" + router("health-checks: [{check: c, %s}]")),
            Map.entry(Schema.HOOKS, top("hooks: {%s}")),
            Map.entry(Schema.ADDRESS_MANAGER, top("address-managers: [{%s}]")),
            Map.entry(Schema.COMMAND_MANAGER, top("address-managers: [{command: {add: /bin/a, remove: /bin/b, %s}}]")),
            Map.entry(Schema.HTTP_MANAGER, top("address-managers: [{http: {add: {url: 'http://a/'}, %s}}]")),
            Map.entry(Schema.HTTP_REQUEST, top("address-managers: [{http: {add: {url: 'http://a/', %s}}}]")));

    @TempDir
    Path directory;

    private static String router(String keys) {
        return "virtual-routers: [{interface: e, vrid: 1, addresses: [192.0.2.1], " + keys + "}]\n";
    }

    private static String top(String line) {
        return line + "\n" + ConfigFiles.ROUTERS;
    }

    /** Written anew with {@code -Dvrrp4j.write=true}. */
    @Test
    void theDocumentationListsEveryKey() throws Exception {
        Path file = Path.of("..", "docs", "configuration.md");
        String text = Files.readString(file);
        int start = text.indexOf(ReferenceText.START);
        assertThat(start).as("the mark where the keys start").isPositive();
        if (Boolean.getBoolean("vrrp4j.write")) {
            Files.writeString(file, text.substring(0, start) + ReferenceText.markdown());
        }

        assertThat(Files.readString(file).substring(start)).isEqualTo(ReferenceText.markdown());
    }

    static Stream<Arguments> keys() {
        return Schema.SECTIONS.stream()
                .flatMap(section -> section.keys().stream()
                        .map(key -> Arguments.of(section.title() + ": " + key.name(), section, key)));
    }

    /** No key takes a list of lists of nothing. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("keys")
    void everyKeyIsRead(String name, Section section, Section.Key key) {
        String yaml = place(section, key, "[[[]]]");

        assertThat(new ConfigFiles(directory).told(yaml))
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text).doesNotContain("unknown key"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keys")
    void aDefaultIsTheSameAsNothing(String name, Section section, Section.Key key) throws Exception {
        String standard = key.defaultYaml();
        if (standard == null) {
            return;
        }
        ConfigFiles files = new ConfigFiles(directory);

        assertThat(files.read(place(section, key, standard)))
                .isEqualTo(files.read(
                        PLACES.getOrDefault(section, "").replace(", %s", "").replace("%s", "")));
    }

    /** A required key is there already, and is replaced. */
    private static String place(Section section, Section.Key key, String value) {
        if (key.name().equals(NodeConfigMapper.VIRTUAL_ROUTERS)) {
            return key.name() + ": " + value;
        }
        String place = PLACES.getOrDefault(section, "");
        if (key.otherwise().equals("required") || key.name().equals("link")) {
            int inner = place.lastIndexOf(key.name() + ": ", Math.max(0, place.indexOf("%s")));
            String before = place.substring(0, inner) + key.name() + ": " + value;
            String after = place.substring(inner).replaceFirst("^[a-z-]+: (\\[[^\\]]*\\]|\\{[^}]*\\}|[^,}\\n]+)", "");
            return (before + after).replace(", %s", "").replace("%s", "");
        }
        return place.replace("%s", key.name() + ": " + value);
    }

    @Test
    void everySectionHasAPlace() {
        assertThat(PLACES.keySet()).containsExactlyInAnyOrderElementsOf(List.copyOf(Schema.SECTIONS));
    }
}
