package io.github.vrrp4j.examples.node.doctor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** One array, an object for each finding on a line of its own. The keys are always the same, in this order. */
final class JsonReport implements Report {
    private final JsonFactory json = new JsonFactory();
    private final List<String> objects = new ArrayList<>();
    private final PrintWriter out;

    JsonReport(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void add(List<Finding> findings) {
        findings.forEach(finding -> objects.add(object(finding)));
    }

    private String object(Finding finding) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = json.createGenerator(text)) {
            generator.writeStartObject();
            generator.writeStringField("check", finding.check());
            generator.writeStringField("subject", finding.subject());
            generator.writeStringField("result", finding.result().name());
            generator.writeStringField("text", finding.text());
            generator.writeStringField("remedy", finding.remedy());
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter does not fail
        }
        return text.toString();
    }

    @Override
    public void end() {
        out.println("[");
        out.println(String.join(",\n", objects));
        out.println("]");
        out.flush();
    }
}
