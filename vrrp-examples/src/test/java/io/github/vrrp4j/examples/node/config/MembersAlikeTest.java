package io.github.vrrp4j.examples.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.vrrp4j.router.Group;
import io.github.vrrp4j.router.RouterConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the router refuses in members of a group that differ, the file's reader tells with its position and its key. */
class MembersAlikeTest {

    /** Another value than the default for every key; those of the entries are theirs already. */
    private static final Map<String, String> OTHER_VALUES = Map.ofEntries(
            Map.entry("version", "2"),
            Map.entry("priority", "101"),
            Map.entry("advertisement-interval", "2s"),
            Map.entry("preempt-mode", "false"),
            Map.entry("preempt-delay", "90s"),
            Map.entry("hold-down", "1s"),
            Map.entry("answers-losers", "false"),
            Map.entry("owner-listens", "false"),
            Map.entry("checksum", "message-only"),
            Map.entry("strict-checksum", "true"),
            Map.entry("virtual-mac", "true"),
            Map.entry("accept-mode", "false"),
            Map.entry("link-down-delay", "1s"),
            Map.entry("link-up-delay", "1s"),
            Map.entry("announcements", "{repeat: 1}"),
            Map.entry("excluded-addresses", "[203.0.113.9]"),
            Map.entry("routes", "[{to: 203.0.113.0/24}]"),
            Map.entry("source-address", "192.0.2.8"),
            Map.entry("unicast-peers", "[192.0.2.9]"),
            Map.entry("min-hop-limit", "254, unicast-peers: [192.0.2.9]"), // which has it
            Map.entry("health-checks", "[{check: up, adjust-priority: -5}]"),
            Map.entry("hooks", "{on-master: /bin/x}"));

    private static final List<String> OWN = List.of("name", "interface", "vrid", "addresses");

    @TempDir
    Path directory;

    static Stream<String> keys() {
        return Schema.VIRTUAL_ROUTER.names().stream().filter(key -> !OWN.contains(key));
    }

    @Test
    void everyKeyIsTried() {
        assertThat(OTHER_VALUES.keySet()).containsExactlyInAnyOrderElementsOf(keys().toList());
    }

    @ParameterizedTest
    @MethodSource("keys")
    void whatTheRouterRefusesIsToldWithItsPositionAndKey(String key) throws Exception {
        ConfigFiles files = new ConfigFiles(directory);
        if (isRefused(key)) {
            assertThat(files.problems(members(key, "groups: {gateway: [in, out]}")))
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.line() + ":" + problem.column()).isEqualTo("1:24");
                        assertThat(problem.text())
                                .startsWith("members of group gateway need the same ")
                                .contains(key.equals("health-checks") ? "adjust-priority" : key);
                    });
        } else {
            assertThat(files.read(members(key, "groups: {gateway: [in, out]}"))
                            .router()
                            .groups())
                    .hasSize(1);
        }
    }

    /** Otherwise the test above would compare nothing. */
    @Test
    void whatSaysWhenAMemberWantsToBeMasterIsRefused() throws Exception {
        Map<String, Boolean> refused = new LinkedHashMap<>();
        for (String key : keys().toList()) {
            if (isRefused(key)) {
                refused.put(key, true);
            }
        }
        assertThat(refused.keySet()).containsExactly("priority", "preempt-mode", "preempt-delay", "health-checks");
    }

    @Test
    void aDelayIsWrittenAsInTheFile() {
        assertThat(new ConfigFiles(directory).told(members("preempt-delay", "groups: {gateway: [in, out]}")))
                .containsExactly("1:24 members of group gateway need the same preempt-delay: vrid=52 if=eth1 has 90s,"
                        + " vrid=51 if=eth0 has 0s");
    }

    /** Asks the router, of two that are good each by itself. */
    private boolean isRefused(String key) throws Exception {
        RouterConfig alone =
                new ConfigFiles(directory).read(members(key, "groups: {}")).router();
        Group group = new Group(
                "gateway",
                alone.virtualRouters().stream().map(RouterConfig.Entry::id).toList());
        return catchThrowableOfType(
                        IllegalArgumentException.class,
                        () -> new RouterConfig(alone.virtualRouters(), alone.checks(), List.of(group)))
                != null;
    }

    private static String members(String key, String groups) {
        return """
                %s
                health-checks: {up: {link: eth9}}
                virtual-routers:
                  - {name: in, interface: eth0, vrid: 51, addresses: [192.0.2.1]}
                  - {name: out, interface: eth1, vrid: 52, addresses: [192.0.2.2], %s: %s}
                """.formatted(groups, key, OTHER_VALUES.get(key));
    }
}
