package io.github.vrrp4j.examples.node.config;

import static io.github.vrrp4j.examples.node.config.Mistakes.router;
import static io.github.vrrp4j.examples.node.config.Mistakes.with;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes in the parameters of one virtual router. */
class VirtualRouterMistakesTest {
    @TempDir
    Path directory;

    /** Each row: what it shows, the file, and the one problem it has. */
    static Stream<Arguments> mistakes() {
        return Stream.of(
                with(
                        "unknown key",
                        "colour: red",
                        4,
                        5,
                        "unknown key 'colour'; allowed are name, interface, vrid, version, priority,"),
                with("misspelt key", "priorty: 5", 4, 5, "unknown key 'priorty'; did you mean 'priority'?"),
                with("underscores", "preempt_mode: true", 4, 5, "did you mean 'preempt-mode'?"),
                with(
                        "key twice",
                        "vrid: 52",
                        4,
                        5,
                        "the key 'vrid' stands here a second time, first at line 3, column 5"),
                with("priority 0", "priority: 0", 4, 15, "priority 0 is not in 1..254, or 255 for the owner"),
                with("priority 256", "priority: 256", 4, 15, "priority 256 is not in 1..254"),
                with("priority far too large", "priority: 99999999999", 4, 15, "priority 99999999999 is not in 1..254"),
                with("priority negative", "priority: -1", 4, 15, "priority -1 is not in 1..254"),
                with("priority in words", "priority: high", 4, 15, "priority 'high' is not a whole number"),
                with("priority octal", "priority: 010", 4, 15, "priority '010' is not a whole number"),
                with("priority with a fraction", "priority: 1.5", 4, 15, "priority '1.5' is not a whole number"),
                with(
                        "priority in quotes",
                        "priority: \"51\"",
                        4,
                        15,
                        "because of the quotes; write the number without them: 51"),
                with("priority without value", "priority:", 4, 14, "priority has no value; it takes a whole number"),
                with(
                        "interval 5 ms",
                        "advertisement-interval: 5ms",
                        4,
                        29,
                        "5ms is not",
                        "is not in 10ms..40950ms in steps of 10ms"),
                with("version", "version: 4", 4, 14, "version '4' is unknown; write 3, 2 or 2+3"),
                with("delay too long", "preempt-delay: 3601s", 4, 20, "'3601s': preempt delay", "is not in 0s..1h"),
                with("interval 41 s", "advertisement-interval: 41s", 4, 29, "41s is not in 10ms..40950ms"),
                with(
                        "interval between steps",
                        "advertisement-interval: 15ms",
                        4,
                        29,
                        "15ms is not",
                        "in steps of 10ms"),
                with("interval without unit", "advertisement-interval: 1", 4, 29, "'1' has no unit; write 1s or 1ms"),
                with(
                        "interval in minutes",
                        "advertisement-interval: 2w",
                        4,
                        29,
                        "has the unit 'w'; the units are us, ms, s, m or min, h and d"),
                with(
                        "interval in words",
                        "advertisement-interval: fast",
                        4,
                        29,
                        "'fast' is not a duration; write a number and its unit"),
                with("interval too fine", "advertisement-interval: 0.0000001ms", 4, 29, "finer than a nanosecond"),
                with("boolean of YAML 1.1", "preempt-mode: yes", 4, 19, "preempt-mode 'yes' is neither true nor false"),
                with("boolean in quotes", "preempt-mode: 'true'", 4, 19, "without quotes"),
                with(
                        "checksum",
                        "checksum: none",
                        4,
                        15,
                        "checksum 'none' is unknown; write pseudo-header or message-only"),
                with("strict checksum", "strict-checksum: 1", 4, 22, "strict-checksum '1' is neither true nor false"),
                router(
                        "VRID 0",
                        "{interface: eth0, vrid: 0, addresses: [192.0.2.1/24]}",
                        27,
                        "VRID 0 is not in 1..255"),
                router(
                        "VRID 256",
                        "{interface: eth0, vrid: 256, addresses: [192.0.2.1/24]}",
                        27,
                        "VRID 256 is not in 1..255"),
                router(
                        "no VRID",
                        "{interface: eth0, addresses: [192.0.2.1/24]}",
                        3,
                        "the key 'vrid' is missing; add a line like vrid: 51"),
                router(
                        "VRID misspelt is not missing too",
                        "{interface: eth0, vird: 5, addresses: [192.0.2.1/24]}",
                        21,
                        "did you mean 'vrid'?"),
                router(
                        "interface that cannot be",
                        "{interface: much-too-long-for-one, vrid: 5, addresses: [192.0.2.1/24]}",
                        15,
                        "interface 'much-too-long-for-one' is not 1 to 15 octets"),
                router("no interface", "{vrid: 5, addresses: [192.0.2.1/24]}", 3, "the key 'interface' is missing"),
                router(
                        "no addresses",
                        "{interface: eth0, vrid: 5}",
                        3,
                        "the key 'addresses' is missing; add a line like addresses: [192.0.2.10/24]"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void aMistakeIsToldWithItsPositionAndHowToMendIt(
            String name, String yaml, int line, int column, List<String> fragments) {
        Mistakes.assertTheOnly(new ConfigFiles(directory).problems(yaml), line, column, fragments);
    }
}
