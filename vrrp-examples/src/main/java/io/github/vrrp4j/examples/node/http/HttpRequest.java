package io.github.vrrp4j.examples.node.http;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The first line of a request (RFC 9112 §3). Fields are not looked at: nothing here depends on one, and a body ends with the
 * connection.
 *
 * @param method as it stands there
 * @param path without the query
 */
record HttpRequest(String method, String path) {

    private static final Pattern LINE = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+) (/[!-~]*) HTTP/1\\.[01]");

    /** Reads a head; null if it is not HTTP/1. */
    static @Nullable HttpRequest parse(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\n');
        String line = end > 0 && text.charAt(end - 1) == '\r'
                ? text.substring(0, end - 1)
                : text.substring(0, Math.max(0, end));
        Matcher matcher = LINE.matcher(line);
        return matcher.matches()
                ? new HttpRequest(matcher.group(1), matcher.group(2).replaceFirst("\\?.*", ""))
                : null;
    }
}
