package io.github.vrrp4j.health;

import io.github.vrrp4j.limits.Quoted;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A response of HTTP/1.0 or HTTP/1.1 (RFC 9112), read as it comes, whatever comes: what is not HTTP, too long or cut off is an
 * IOException that says so. For one thread.
 */
final class HttpResponse {

    /** All lines before the body together, also those of interim responses. */
    private static final int MAX_HEAD_LENGTH = 1 << 16;

    private static final int MAX_CHUNK_LINE_LENGTH = 1 << 10;

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.\\d ([1-5]\\d\\d)(?: .*)?");
    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset=\"?([^\\s\";]+)");
    private static final Pattern CHUNK_SIZE = Pattern.compile("([0-9A-Fa-f]{1,15})\\s*(?:;.*)?");

    private static final int HEXADECIMAL = 16;
    private static final int COPY_LENGTH = 1 << 13;

    private final InputStream input;
    private int headLength;
    private int status;
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private boolean cut;

    private HttpResponse(InputStream input) {
        this.input = new BufferedInputStream(input);
    }

    /** Reads everything before the body; interim responses such as 103 are skipped. */
    static HttpResponse read(InputStream input) throws IOException {
        HttpResponse response = new HttpResponse(input);
        do {
            response.readHead();
        } while (response.status / 100 == 1);
        return response;
    }

    /** 200..599. */
    int status() {
        return status;
    }

    /** The values of a header, whatever the case of its name; empty if it is not there. */
    List<String> header(String name) {
        return headers.getOrDefault(name, List.of());
    }

    /** Of the body, as {@code Content-Type} says; UTF-8 if it does not, or says what this JVM does not know. */
    Charset charset() {
        for (String value : header("Content-Type")) {
            Matcher matcher = CHARSET.matcher(value);
            if (matcher.find()) {
                try {
                    return Charset.forName(matcher.group(1));
                } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                    return StandardCharsets.UTF_8;
                }
            }
        }
        return StandardCharsets.UTF_8;
    }

    private void readHead() throws IOException {
        headers.clear();
        String first = headLine();
        Matcher matcher = STATUS_LINE.matcher(first);
        if (!matcher.matches()) {
            throw new ProtocolException("the answer is not HTTP, it begins with " + Quoted.of(first));
        }
        status = Integer.parseInt(matcher.group(1));
        for (String line = headLine(); !line.isEmpty(); line = headLine()) {
            int colon = line.indexOf(':');
            if (colon > 0) { // anything else, such as the continuation of a line, is of no use here
                String name = line.substring(0, colon);
                headers.computeIfAbsent(name, absent -> new ArrayList<>())
                        .add(line.substring(colon + 1).strip());
            }
        }
    }

    private String headLine() throws IOException {
        String line = line(MAX_HEAD_LENGTH - headLength, "the head of the response");
        headLength += line.length() + 2;
        return line;
    }

    /** A line without its end, CRLF or LF. */
    private String line(int maxLength, String what) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = input.read(); octet != '\n'; octet = input.read()) {
            if (octet == -1) {
                throw new EOFException("the connection ended before " + what + " did");
            }
            if (line.length() >= maxLength) {
                throw new ProtocolException(what + " is too long, begins with " + Quoted.of(line.toString()));
            }
            line.append((char) octet); // ISO-8859-1
        }
        int length = line.length();
        return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
    }

    /**
     * Reads the body (RFC 9112 §6.3). Once.
     *
     * @param maxLength in octets; what comes behind is not read
     */
    byte[] body(int maxLength) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (status == 204 || status == 304) {
            return body.toByteArray();
        }
        List<String> coding = header("Transfer-Encoding");
        List<String> length = header("Content-Length");
        if (!coding.isEmpty()) {
            requireChunked(coding);
            readChunks(body, maxLength);
        } else if (!length.isEmpty()) {
            readExactly(body, length(length), maxLength);
        } else {
            readToEnd(body, maxLength);
        }
        return body.toByteArray();
    }

    /** Whether the body was longer than asked for. */
    boolean isCut() {
        return cut;
    }

    private static void requireChunked(List<String> coding) throws ProtocolException {
        String all = String.join(",", coding).strip().toLowerCase(Locale.ROOT);
        if (!all.equals("chunked")) {
            throw new ProtocolException("Transfer-Encoding " + Quoted.of(all) + ", which nobody asked for");
        }
    }

    private static long length(List<String> values) throws ProtocolException {
        String value = values.get(0);
        if (!value.matches("\\d{1,18}")) {
            throw new ProtocolException("Content-Length " + Quoted.of(value) + " is not a number");
        }
        return Long.parseLong(value);
    }

    private void readChunks(ByteArrayOutputStream body, int maxLength) throws IOException {
        while (!cut) {
            String line = line(MAX_CHUNK_LINE_LENGTH, "the size of a chunk");
            Matcher matcher = CHUNK_SIZE.matcher(line);
            if (!matcher.matches()) {
                throw new ProtocolException(Quoted.of(line) + " is not the size of a chunk");
            }
            long size = Long.parseLong(matcher.group(1), HEXADECIMAL);
            if (size == 0) {
                return;
            }
            readExactly(body, size, maxLength);
            if (!cut && !line(MAX_CHUNK_LINE_LENGTH, "a chunk").isEmpty()) {
                throw new ProtocolException("a chunk is longer than the " + size + " octets it should have");
            }
        }
    }

    private void readExactly(ByteArrayOutputStream body, long length, int maxLength) throws IOException {
        long wanted = Math.min(length, maxLength - body.size());
        long copied = copy(body, wanted);
        if (copied < wanted) {
            throw new EOFException("the connection ended after " + copied + " of " + length + " octets of the body");
        }
        cut = wanted < length;
    }

    private void readToEnd(ByteArrayOutputStream body, int maxLength) throws IOException {
        cut = copy(body, maxLength) == maxLength && input.read() != -1;
    }

    private long copy(ByteArrayOutputStream body, long limit) throws IOException {
        byte[] part = new byte[COPY_LENGTH];
        long copied = 0;
        while (copied < limit) {
            int count = input.read(part, 0, (int) Math.min(part.length, limit - copied));
            if (count == -1) {
                break;
            }
            body.write(part, 0, count);
            copied += count;
        }
        return copied;
    }
}
