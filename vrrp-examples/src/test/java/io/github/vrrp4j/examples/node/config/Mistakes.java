package io.github.vrrp4j.examples.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.provider.Arguments;

/** Files with one mistake each. */
final class Mistakes {

    private Mistakes() {}

    static void assertTheOnly(List<Problem> problems, int line, int column, List<String> fragments) {
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.line() + ":" + problem.column()).isEqualTo(line + ":" + column);
            assertThat(problem.text()).contains(fragments);
        });
    }

    static Arguments mistake(String name, String yaml, int line, int column, String... fragments) {
        return Arguments.of(name, yaml, line, column, List.of(fragments));
    }

    /** A first line above an otherwise good file. */
    static Arguments top(String name, String keyAndValue, int column, String... fragments) {
        String yaml = keyAndValue + "\nvirtual-routers:\n  - {interface: eth0, vrid: 1, addresses: [192.0.2.10/24]}\n";
        return mistake(name, yaml, 1, column, fragments);
    }

    /** A line of its own, the fourth, in an otherwise good file; keys start in column 5. */
    static Arguments with(String name, String keyAndValue, int line, int column, String... fragments) {
        String yaml = "virtual-routers:\n  - interface: eth0\n    vrid: 51\n    " + keyAndValue
                + "\n    addresses: [192.0.2.10/24]\n";
        return mistake(name, yaml, line, column, fragments);
    }

    /** One virtual router in flow style on line 2; its brace is in column 3. */
    static Arguments router(String name, String router, int column, String... fragments) {
        return mistake(name, "virtual-routers: [\n  " + router + "]\n", 2, column, fragments);
    }

    /** The list of addresses on line 2, starting in column 42. */
    static Arguments addresses(String name, String list, int column, String... fragments) {
        return mistake(
                name,
                "virtual-routers: [\n  {interface: eth0, vrid: 51, addresses: " + list + "}]\n",
                2,
                column,
                fragments);
    }

    /** One option of an address, whose key starts in column 68. */
    static Arguments option(String name, String option, int column, String... fragments) {
        return addresses("address with " + name, "[{address: 192.0.2.10/24, " + option + "}]", column, fragments);
    }

    /** One route in the fourth line, whose first key starts in column 15. */
    static Arguments route(String name, String route, int column, String... fragments) {
        return with(name, "routes: [{" + route + "}]", 4, column, fragments);
    }
}
