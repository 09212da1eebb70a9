package io.github.vrrp4j.examples.node.http;

import io.github.vrrp4j.examples.node.server.Protocol;
import io.github.vrrp4j.examples.node.server.Reply;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** GET and HEAD of HTTP/1.1 (RFC 9110, RFC 9112), one request for each connection. */
final class HttpProtocol implements Protocol {

    private static final Logger LOG = LoggerFactory.getLogger(HttpProtocol.class);

    private final Function<String, HttpResponse> pages;
    private final Executor executor;

    /**
     * Creates it.
     *
     * @param pages finds the answer for a path; called on the executor
     */
    HttpProtocol(Function<String, HttpResponse> pages, Executor executor) {
        this.pages = pages;
        this.executor = executor;
    }

    /** Up to the empty line; a recipient may take a bare LF for the end of a line (RFC 9112 §2.2). */
    @Override
    public int requestLength(byte[] octets, int from, int length) {
        for (int i = Math.max(1, from); i < length; i++) {
            boolean emptyBefore = octets[i - 1] == '\n' || (i >= 2 && octets[i - 1] == '\r' && octets[i - 2] == '\n');
            if (octets[i] == '\n' && emptyBefore) {
                return i + 1;
            }
        }
        return 0;
    }

    @Override
    public void onRequest(byte[] head, Reply reply) {
        HttpRequest request = HttpRequest.parse(head);
        if (request == null) {
            reply.send(
                    HttpResponse.text("400 Bad Request", "this is not HTTP/1.1").octets(true));
            return;
        }
        boolean withBody = !request.method().equals("HEAD");
        if (withBody && !request.method().equals("GET")) {
            reply.send(new HttpResponse(
                            "405 Method Not Allowed", HttpResponse.TEXT, "Allow: GET, HEAD\r\n", "only GET and HEAD\n")
                    .octets(true));
            return;
        }
        try {
            executor.execute(() -> reply.send(answer(request.path()).octets(withBody)));
        } catch (RejectedExecutionException e) {
            reply.send(refusal(Refusal.BUSY));
        }
    }

    private HttpResponse answer(String path) {
        try {
            return pages.apply(path);
        } catch (RuntimeException e) {
            LOG.warn("GET {} failed: {}", path, e, e);
            return HttpResponse.text("500 Internal Server Error", "the node made a mistake, which its log has");
        }
    }

    @Override
    public byte[] refusal(Refusal refusal) {
        return switch (refusal) {
            case BUSY ->
                HttpResponse.text("503 Service Unavailable", "too many clients").octets(true);
            case TOO_LONG ->
                HttpResponse.text("431 Request Header Fields Too Large", "at most 8 KiB")
                        .octets(true);
            case TOO_SLOW ->
                HttpResponse.text("408 Request Timeout", "no request came in time")
                        .octets(true);
            case NO_ANSWER ->
                HttpResponse.text("503 Service Unavailable", "no answer in time")
                        .octets(true);
        };
    }
}
