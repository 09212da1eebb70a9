package io.github.vrrp4j.examples.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A story from the field that was played to its end by {@code vrrp demo STORY --json FILE}.
 *
 * @param events as in the file, keys and values as text; likewise {@code promises}
 */
record StoryRun(int status, String said, List<Map<String, String>> events, List<Map<String, String>> promises) {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** Other network tests run at the same time, on as few processors. */
    private static final String TOLERANCE = "500ms";

    /** Plays it; nothing may be left when it has ended. */
    static StoryRun of(String story, Path temporaryDirectory) throws IOException, InterruptedException {
        Path json = temporaryDirectory.resolve("timeline.json");
        try (ChildJvm demo =
                ChildJvm.start(List.of(), "demo", story, "--tolerance", TOLERANCE, "--json", json.toString())) {
            int status = demo.awaitExit(LIMIT);
            assertThat(leftovers(demo.pid())).as(demo.said()).isEmpty();
            assertThat(json).as(demo.said()).exists();
            return new StoryRun(status, demo.said(), objects(json, "events"), objects(json, "promises"));
        }
    }

    /** Every promise was kept, that of each of these events among them. */
    void assertKept(String... events) {
        assertThat(promises).as(said).allSatisfy(promise -> assertThat(promise).containsEntry("kept", "true"));
        assertThat(promises.stream().map(promise -> promise.get("event")).distinct())
                .as(said)
                .containsExactly(events);
        assertThat(status).as(said).isZero();
    }

    /** The texts of the events of one node. */
    List<String> eventsOf(String who) {
        return events.stream()
                .filter(event -> who.equals(event.get("who")))
                .map(event -> event.getOrDefault("text", ""))
                .toList();
    }

    /** The namespaces and directories that a demonstration has made. */
    static List<String> leftovers(long pid) throws IOException {
        List<String> names = new ArrayList<>();
        for (Path place : List.of(Path.of("/run/netns"), Path.of(System.getProperty("java.io.tmpdir")))) {
            try (Stream<Path> entries = Files.list(place)) {
                entries.map(entry -> entry.getFileName().toString())
                        .filter(name -> name.startsWith("vrrp-demo-" + pid + "-"))
                        .forEach(names::add);
            }
        }
        return names;
    }

    /** The flat objects of one array of the file. */
    private static List<Map<String, String>> objects(Path file, String array) throws IOException {
        List<Map<String, String>> objects = new ArrayList<>();
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.START_ARRAY && array.equals(json.currentName())) {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        Map<String, String> object = new LinkedHashMap<>();
                        while (json.nextToken() == JsonToken.FIELD_NAME) {
                            json.nextToken();
                            object.put(json.currentName(), json.getText());
                        }
                        objects.add(object);
                    }
                }
            }
        }
        return objects;
    }
}
