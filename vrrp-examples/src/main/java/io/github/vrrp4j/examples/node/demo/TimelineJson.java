package io.github.vrrp4j.examples.node.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A timeline as one JSON object: the story, whether every promise was kept, the events and the promises. */
final class TimelineJson {

    private TimelineJson() {}

    /** Writes it; a number of milliseconds may have decimals, and is null for a promise that is no outage. */
    static void write(Path file, String story, boolean kept, Timeline timeline) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file);
                JsonGenerator json = new JsonFactory().createGenerator(writer).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("story", story);
            json.writeBooleanField("kept", kept);
            json.writeArrayFieldStart("events");
            for (Timeline.Entry entry : timeline.entries()) {
                json.writeStartObject();
                json.writeNumberField("at-ms", entry.ns() / 1e6);
                json.writeStringField("who", entry.who());
                json.writeStringField("text", entry.text());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("promises");
            for (Result result : timeline.results()) {
                Promise promise = result.promise();
                json.writeStartObject();
                json.writeStringField("event", result.event());
                json.writeStringField("address", promise == null ? null : promise.address());
                milliseconds(json, "outage-ms", result.outage());
                milliseconds(json, "promised-ms", promise == null ? null : promise.outage());
                json.writeStringField("text", result.text());
                json.writeBooleanField("kept", result.isKept());
                json.writeBooleanField("tolerated", result.verdict() == Result.Verdict.TOLERATED);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void milliseconds(JsonGenerator json, String key, @Nullable Duration duration) throws IOException {
        json.writeFieldName(key);
        if (duration == null) {
            json.writeNull();
        } else {
            json.writeNumber(duration.toNanos() / 1e6);
        }
    }
}
