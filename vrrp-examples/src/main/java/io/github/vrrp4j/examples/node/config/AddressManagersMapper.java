package io.github.vrrp4j.examples.node.config;

import io.github.vrrp4j.addressing.HttpRequestTemplate;
import io.github.vrrp4j.command.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** What moves the addresses. */
final class AddressManagersMapper {
    private static final String KERNEL = "kernel";
    private static final String NONE = "none";
    private static final List<String> KINDS = List.of("command", "http");
    private static final String EXAMPLE = "write [kernel], [none], or a list of kernel, {command: ...} and {http: ...}";
    /** By key: the method of a request that names none. */
    static final Map<String, String> USUAL_METHODS = Map.of("add", "POST", "remove", "DELETE", "check", "GET");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(address|prefix-length|interface|family|vrid)\\}");
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(10); // of the address managers themselves
    private static final int DEFAULT_ATTEMPTS = 3;
    private static final int MAX_ATTEMPTS = 100;

    private final Problems problems;
    private final Scalars scalars;

    AddressManagersMapper(Problems problems) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
    }

    /**
     * Those without mistakes.
     *
     * @param node a list; anything else is reported
     */
    List<AddressManagerConfig> map(String key, Node node) {
        List<AddressManagerConfig> managers = new ArrayList<>();
        if (!(node instanceof SequenceNode list) || list.getValue().isEmpty()) {
            problems.at(node, key + " needs a list with at least one; " + EXAMPLE);
            return managers;
        }
        for (Node element : list.getValue()) {
            Optional<AddressManagerConfig> manager = manager(element);
            manager.ifPresent(read -> {
                if (managers.contains(read)) {
                    problems.at(element, "this address manager stands twice; keep one of them");
                }
                managers.add(read);
            });
            if (manager.filter(new AddressManagerConfig.None()::equals).isPresent()
                    && list.getValue().size() > 1) {
                problems.at(element, "none stands alone, since with others the addresses are moved; leave it out");
            }
        }
        return managers;
    }

    private Optional<AddressManagerConfig> manager(Node element) {
        if (element instanceof ScalarNode) {
            return scalars.choice(
                    "an address manager",
                    element,
                    Map.of(KERNEL, new AddressManagerConfig.Kernel(), NONE, new AddressManagerConfig.None()),
                    "kernel, none, {command: ...} or {http: ...}");
        }
        if (!(element instanceof MappingNode mapping)) {
            problems.at(element, "an address manager is a word or a mapping; " + EXAMPLE);
            return Optional.empty();
        }
        Entries entries = new Entries(mapping, Schema.ADDRESS_MANAGER, problems);
        List<String> kinds = entries.present(KINDS);
        if (kinds.isEmpty() && entries.probablyMeantAnyOf(KINDS)) {
            return Optional.empty();
        }
        if (kinds.size() != 1) {
            problems.at(element, "an address manager has one of command and http; write an element for each");
            return Optional.empty();
        }
        String kind = kinds.get(0);
        Node node = entries.get(kind).orElseThrow();
        if (!(node instanceof MappingNode inner)) {
            problems.at(node, kind + " is a mapping with add and remove");
            return Optional.empty();
        }
        return kind.equals("http") ? http(inner) : commands(inner);
    }

    private Optional<AddressManagerConfig> commands(MappingNode mapping) {
        Entries entries = new Entries(mapping, Schema.COMMAND_MANAGER, problems);
        CommandMapper commands = new CommandMapper(entries, problems);
        entries.required("add", "add: [/usr/local/bin/assign, '{address}']");
        Optional<Command> add = commands.get("add");
        Command remove = commands.get("remove").orElse(null);
        Command check = commands.get("check").orElse(null);
        Duration timeout = Timeouts.read(entries, "timeout", DEFAULT_TIMEOUT, MAX_TIMEOUT, problems);
        int attempts = attempts(entries);
        return add.map(adds -> new AddressManagerConfig.Commands(adds, remove, check, timeout, attempts));
    }

    private Optional<AddressManagerConfig> http(MappingNode mapping) {
        Entries entries = new Entries(mapping, Schema.HTTP_MANAGER, problems);
        Optional<HttpRequestTemplate> add = entries.required("add", "add: {url: 'http://api.example.com/{address}'}")
                .flatMap(node -> request("add", node));
        HttpRequestTemplate remove = request(entries, "remove");
        HttpRequestTemplate check = request(entries, "check");
        Duration timeout = Timeouts.read(entries, "timeout", DEFAULT_TIMEOUT, MAX_TIMEOUT, problems);
        int attempts = attempts(entries);
        return add.map(adds -> new AddressManagerConfig.Http(adds, remove, check, timeout, attempts));
    }

    private int attempts(Entries entries) {
        return entries.get("attempts")
                .flatMap(node -> scalars.wholeNumber("attempts", node, value -> {
                    if (value < 1 || value > MAX_ATTEMPTS) {
                        throw new IllegalArgumentException("attempts " + value + " is not in 1..100");
                    }
                }))
                .orElse(DEFAULT_ATTEMPTS);
    }

    private @Nullable HttpRequestTemplate request(Entries entries, String key) {
        return entries.get(key).flatMap(node -> request(key, node)).orElse(null);
    }

    private Optional<HttpRequestTemplate> request(String key, Node node) {
        String usualMethod = USUAL_METHODS.getOrDefault(key, "GET");
        if (!(node instanceof MappingNode mapping)) {
            problems.at(
                    node, key + " is a mapping; write {method: " + usualMethod + ", url: 'http://api.example.com/'}");
            return Optional.empty();
        }
        Entries entries = new Entries(mapping, Schema.HTTP_REQUEST, problems);
        String method = entries.get("method")
                .flatMap(value -> scalars.text("method", value).filter(written -> isMethod(value, written)))
                .orElse(usualMethod);
        Optional<String> url = entries.required("url", "url: 'http://api.example.com/{address}'")
                .flatMap(value -> scalars.text("url", value).filter(written -> isUrl(value, written)));
        Map<String, String> headers = entries.get("headers")
                .map(value -> new Names(problems).texts("headers", value, "{Authorization: 'Bearer abc'}"))
                .orElse(Map.of());
        String body = entries.get("body")
                .flatMap(value -> scalars.text("body", value))
                .orElse(null);
        String expectedBody = entries.get("expected-body")
                .flatMap(value ->
                        new HttpCheckMapper(problems).expression("expected-body", value, AddressManagersMapper::filled))
                .orElse(null);
        return url.flatMap(to ->
                scalars.checked(node, "", () -> new HttpRequestTemplate(method, to, headers, body, expectedBody)));
    }

    private boolean isMethod(Node node, String written) {
        boolean good = written.matches("[A-Z]{1,20}");
        if (!good) {
            problems.at(node, "method '" + written + "' is not a method of HTTP; write it like POST");
        }
        return good;
    }

    /** Placeholders stand for something that may be there. */
    private boolean isUrl(Node node, String written) {
        String filled = filled(written);
        int open = filled.indexOf('{');
        if (open >= 0) {
            problems.at(
                    node,
                    "url '" + written
                            + "' has braces that are not {address}, {prefix-length}, {interface}, {family} or {vrid}");
            return false;
        }
        return scalars.checked(node, written, () -> HttpCheckMapper.uri(filled)).isPresent();
    }

    private static String filled(String written) {
        return PLACEHOLDER.matcher(written).replaceAll("1");
    }
}
