package io.github.vrrp4j.examples.node.config;

import io.github.vrrp4j.health.HttpCheck;
import java.net.URI;
import java.net.http.HttpClient.Redirect;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** A page that a health check asks for, and what it should be. */
final class HttpCheckMapper {
    private static final String URL = "url";
    private static final String STATUS = "status";
    private static final Map<String, Redirect> REDIRECTS =
            Map.of("never", Redirect.NEVER, "normal", Redirect.NORMAL, "always", Redirect.ALWAYS);
    private static final long[] SUCCESS = {200, 299};
    private static final int MIN_STATUS = 100;
    private static final int MAX_STATUS = 599;

    private final Problems problems;
    private final Scalars scalars;

    HttpCheckMapper(Problems problems) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
    }

    /** Reads a URL, or a mapping with one. */
    Optional<HttpCheck> map(Node node) {
        if (node instanceof ScalarNode) {
            return url(node).flatMap(uri -> check(node, uri, SUCCESS, null, Map.of(), Map.of(), Redirect.NEVER));
        }
        if (!(node instanceof MappingNode mapping)) {
            problems.at(node, "http is a mapping; write {url: 'http://127.0.0.1/', status: 200..299}");
            return Optional.empty();
        }
        Entries entries = new Entries(mapping, Schema.HTTP_CHECK, problems);
        Optional<URI> uri = entries.required(URL, "url: http://127.0.0.1/").flatMap(this::url);
        Optional<long[]> status = entries.get(STATUS)
                .map(value -> scalars.text(STATUS, value)
                        .flatMap(written -> scalars.checked(value, written, () -> status(written))))
                .orElseGet(() -> Optional.of(SUCCESS));
        String body =
                entries.get("body").flatMap(value -> expression("body", value)).orElse(null);
        Names names = new Names(problems);
        Map<String, String> headers = entries.get("headers")
                .map(value -> names.texts("headers", value, "{Host: www.example.com}"))
                .orElse(Map.of());
        Map<String, String> expected = entries.get("expected-headers")
                .map(value -> expectedHeaders(names, value))
                .orElse(Map.of());
        Redirect redirects = entries.get("redirects")
                .flatMap(value -> scalars.choice("redirects", value, REDIRECTS, "never, normal or always"))
                .orElse(Redirect.NEVER);
        return uri.flatMap(to -> status.flatMap(range -> check(node, to, range, body, headers, expected, redirects)));
    }

    private Optional<HttpCheck> check(
            Node node,
            URI uri,
            long[] status,
            @Nullable String body,
            Map<String, String> headers,
            Map<String, String> expected,
            Redirect redirects) {
        return scalars.checked(
                node,
                "",
                () -> new HttpCheck(uri, (int) status[0], (int) status[1], body, headers, expected, redirects));
    }

    private Optional<URI> url(Node node) {
        return scalars.text(URL, node).flatMap(written -> scalars.checked(node, written, () -> uri(written)));
    }

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException if it has no host, or is of another protocol
     */
    static URI uri(String written) {
        URI uri = URI.create(written);
        boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (!http || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "'" + written + "' is not an http or https URL; write it like http://127.0.0.1/");
        }
        return uri;
    }

    private static long[] status(String written) {
        long[] range = HealthCheckMapper.range(written);
        if (range[0] < MIN_STATUS || range[1] > MAX_STATUS) {
            throw new IllegalArgumentException("status " + written + " is not in 100..599");
        }
        return range;
    }

    private Map<String, String> expectedHeaders(Names names, Node node) {
        return names.texts("expected-headers", node, "{Content-Type: 'text/html.*'}");
    }

    private Optional<String> expression(String key, Node node) {
        return expression(key, node, UnaryOperator.identity());
    }

    /**
     * A regular expression; one with a mistake is reported.
     *
     * @param filled what it is when something was put in for its placeholders
     */
    Optional<String> expression(String key, Node node, UnaryOperator<String> filled) {
        return scalars.text(key, node).filter(written -> {
            try {
                Pattern.compile(filled.apply(written));
                return true;
            } catch (PatternSyntaxException e) {
                problems.at(
                        node,
                        key + " '" + written + "' is not a regular expression of Java: " + e.getDescription()
                                + " near character " + (Math.max(0, e.getIndex()) + 1));
                return false;
            }
        });
    }
}
