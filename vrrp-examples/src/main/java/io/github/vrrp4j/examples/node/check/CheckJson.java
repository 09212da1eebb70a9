package io.github.vrrp4j.examples.node.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.vrrp4j.examples.node.config.Problem;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of a check as one JSON object. The keys are always the same, in this order. */
final class CheckJson {

    private CheckJson() {}

    static String valid(Path file, int virtualRouters, List<Problem> warnings) {
        return object(file, virtualRouters, "warning", warnings);
    }

    static String invalid(Path file, List<Problem> problems) {
        return object(file, null, "error", problems);
    }

    private static String object(Path file, @Nullable Integer virtualRouters, String severity, List<Problem> problems) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
            generator.writeStartObject();
            generator.writeStringField("file", file.toString());
            generator.writeBooleanField("valid", virtualRouters != null);
            number(generator, "virtual-routers", virtualRouters);
            generator.writeArrayFieldStart("problems");
            for (Problem problem : problems) {
                boolean somewhere = problem.line() > 0;
                generator.writeStartObject();
                generator.writeStringField("severity", severity);
                number(generator, "line", somewhere ? problem.line() : null);
                number(generator, "column", somewhere ? problem.column() : null);
                generator.writeStringField("text", problem.text());
                generator.writeEndObject();
            }
            generator.writeEndArray();
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter does not fail
        }
        return text.toString();
    }

    private static void number(JsonGenerator generator, String key, @Nullable Integer value) throws IOException {
        generator.writeFieldName(key);
        if (value == null) {
            generator.writeNull();
        } else {
            generator.writeNumber(value);
        }
    }
}
