package io.github.vrrp4j.examples.node.demo;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a visitor of the demonstration takes for a web page. */
final class WebPage {
    private static final Pattern OK = Pattern.compile("HTTP/1\\.\\d 200 .*", Pattern.DOTALL);
    private static final Pattern SERVED_BY = Pattern.compile("(?i)\r\nServed-By: *(?<host>\\w+) *\r\n");
    private static final String END_OF_HEAD = "\r\n\r\n";

    private WebPage() {}

    /**
     * The host that sent a whole page, which its header {@code Served-By} names; empty unless the status is 200 and the body
     * ends in {@code </html>}, spaces and line ends apart.
     *
     * @param answer all that came on the connection
     */
    static Optional<String> host(String answer) {
        int endOfHead = answer.indexOf(END_OF_HEAD);
        if (endOfHead < 0 || !OK.matcher(answer).matches()) {
            return Optional.empty();
        }
        Matcher servedBy = SERVED_BY.matcher(answer.substring(0, endOfHead + 2));
        boolean whole = answer.substring(endOfHead + END_OF_HEAD.length())
                .stripTrailing()
                .endsWith("</html>");
        return whole && servedBy.find() ? Optional.of(servedBy.group("host")) : Optional.empty();
    }
}
