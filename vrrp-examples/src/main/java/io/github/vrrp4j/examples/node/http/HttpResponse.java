package io.github.vrrp4j.examples.node.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * An answer (RFC 9112 §4), after which the connection ends.
 *
 * @param status with its reason: {@code 200 OK}
 * @param contentType of the body
 * @param fields more of them, each ended by CRLF
 * @param body its text
 */
record HttpResponse(String status, String contentType, String fields, String body) {

    static final String JSON = "application/json";
    static final String TEXT = "text/plain; charset=utf-8";

    static HttpResponse text(String status, String text) {
        return new HttpResponse(status, TEXT, "", text + "\n");
    }

    static HttpResponse json(String status, String json) {
        return new HttpResponse(status, JSON, "", json + "\n");
    }

    /**
     * The whole answer.
     *
     * @param withBody false for the answer to HEAD
     */
    byte[] octets(boolean withBody) {
        byte[] text = body.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        octets.writeBytes(("HTTP/1.1 " + status + "\r\nContent-Type: " + contentType + "\r\nContent-Length: "
                        + text.length + "\r\n" + fields + "Cache-Control: no-store\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        if (withBody) {
            octets.writeBytes(text);
        }
        return octets.toByteArray();
    }
}
