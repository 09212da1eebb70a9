package io.github.vrrp4j.examples.node.monitor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.vrrp4j.packet.IpAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One JSON object for each packet, on a line of its own, and nothing else. The keys are always the same, in this order. */
final class JsonOutput implements Output {
    private final JsonFactory json = new JsonFactory();
    private final PrintWriter out;

    JsonOutput(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void packet(VrrpPacket packet) {
        StringWriter line = new StringWriter();
        try (JsonGenerator generator = json.createGenerator(line)) {
            generator.writeStartObject();
            generator.writeStringField("time", TimeText.of(packet.time()));
            generator.writeStringField("source", packet.source().toString());
            generator.writeStringField("destination", packet.destination().toString());
            number(generator, "version", packet.version());
            number(generator, "type", packet.type());
            number(generator, "vrid", packet.vrid());
            number(generator, "priority", packet.priority());
            number(generator, "count", packet.count());
            number(generator, "max-advert-int-cs", packet.maxAdverIntervalCs());
            generator.writeStringField(
                    "checksum",
                    packet.checksum() == null ? null : packet.checksum().toString());
            generator.writeArrayFieldStart("addresses");
            for (IpAddress address : packet.addresses()) {
                generator.writeString(address.toString());
            }
            generator.writeEndArray();
            generator.writeStringField("verdict", packet.verdict().name());
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter does not fail
        }
        out.println(line);
    }

    private static void number(JsonGenerator generator, String key, @Nullable Integer value) throws IOException {
        generator.writeFieldName(key);
        if (value == null) {
            generator.writeNull();
        } else {
            generator.writeNumber(value);
        }
    }

    @Override
    public void masters(Instant time, List<Masters.Row> rows) {
        // whoever reads the packets can tell
    }
}
