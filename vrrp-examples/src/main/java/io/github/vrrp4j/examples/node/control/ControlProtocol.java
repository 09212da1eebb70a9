package io.github.vrrp4j.examples.node.control;

import io.github.vrrp4j.examples.node.ExitCodes;
import io.github.vrrp4j.examples.node.server.Protocol;
import io.github.vrrp4j.examples.node.server.Reply;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One JSON object on a line asks, one on a line answers; {@code docs/control.md} has both. */
final class ControlProtocol implements Protocol {

    private static final Logger LOG = LoggerFactory.getLogger(ControlProtocol.class);

    private static final int EVENTS_AT_ONCE = 32;

    private final NodeCommands commands;
    private final Executor reading;
    private final Executor changing;

    /**
     * Creates it.
     *
     * @param reading where questions are answered
     * @param changing where changes are made; apart, since they may take long
     */
    ControlProtocol(NodeCommands commands, Executor reading, Executor changing) {
        this.commands = commands;
        this.reading = reading;
        this.changing = changing;
    }

    @Override
    public int requestLength(byte[] octets, int from, int length) {
        for (int i = from; i < length; i++) {
            if (octets[i] == '\n') {
                return i + 1;
            }
        }
        return 0;
    }

    @Override
    public void onRequest(byte[] line, Reply reply) {
        try {
            Request request = Request.parse(line);
            Executor executor = NodeCommands.isChanging(request) ? changing : reading;
            if (request.command().equals(NodeCommands.EVENTS) && request.flag(NodeCommands.FOLLOW)) {
                reply.follow(new EventFeed(commands.events()));
            } else {
                executor.execute(() -> reply.send(answer(request)));
            }
        } catch (RefusedException e) {
            reply.send(error(e.text(), e.exitStatus()));
        } catch (RejectedExecutionException e) {
            reply.send(refusal(Refusal.BUSY));
        }
    }

    private byte[] answer(Request request) {
        try {
            Object result = commands.answer(request);
            Map<String, @Nullable Object> answer = new LinkedHashMap<>();
            answer.put("version", Request.VERSION);
            answer.put("result", result);
            if (request.command().equals(NodeCommands.EVENTS)) {
                return line("{\"version\":" + Request.VERSION + ",\"result\":" + array(result) + "}");
            }
            return line(Json.write(answer));
        } catch (RefusedException e) {
            return error(e.text(), e.exitStatus());
        } catch (RuntimeException e) {
            LOG.warn("the control command {} failed: {}", request.command(), e, e);
            return error("the node made a mistake, which its log has: " + e, ExitCodes.CANNOT_RUN);
        }
    }

    /** Events are JSON already. */
    private static String array(Object entries) {
        StringBuilder text = new StringBuilder("[");
        for (Object each : (List<?>) entries) {
            text.append(text.length() > 1 ? "," : "").append(((EventRing.Entry) each).json());
        }
        return text.append(']').toString();
    }

    /** What happened, then what happens. */
    private static final class EventFeed implements Reply.Feed {
        private final EventRing ring;
        private long last;

        EventFeed(EventRing ring) {
            this.ring = ring;
        }

        @Override
        public byte @Nullable [] next() {
            List<EventRing.Entry> more = ring.after(last, EVENTS_AT_ONCE);
            if (more.isEmpty()) {
                return null;
            }
            StringBuilder lines = new StringBuilder();
            for (EventRing.Entry entry : more) {
                lines.append("{\"version\":")
                        .append(Request.VERSION)
                        .append(",\"result\":")
                        .append(entry.json())
                        .append("}\n");
                last = entry.number();
            }
            return lines.toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    @Override
    public byte[] refusal(Refusal refusal) {
        return switch (refusal) {
            case BUSY ->
                error(
                        "the node answers too many clients at the moment; try again, and end those that do not listen",
                        ExitCodes.CANNOT_RUN);
            case TOO_LONG -> error("a request is one line of at most 8 KiB", ExitCodes.USAGE);
            case TOO_SLOW -> error("no request came in time", ExitCodes.USAGE);
            case NO_ANSWER ->
                error("the node did not finish in time; 'vrrp status' tells how far it is", ExitCodes.CANNOT_RUN);
        };
    }

    private static byte[] error(String text, int exitStatus) {
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("text", text);
        error.put("exit-status", exitStatus);
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("version", Request.VERSION);
        answer.put("error", error);
        return line(Json.write(answer));
    }

    private static byte[] line(String json) {
        return (json + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
