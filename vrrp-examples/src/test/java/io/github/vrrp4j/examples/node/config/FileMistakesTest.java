package io.github.vrrp4j.examples.node.config;

import static io.github.vrrp4j.examples.node.config.Mistakes.mistake;
import static io.github.vrrp4j.examples.node.config.Mistakes.top;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes in the text of a file and at its top. */
class FileMistakesTest {
    @TempDir
    Path directory;

    /** Each row: what it shows, the file, and the one problem it has. */
    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("empty file", "", 1, 1, "the file is empty; it needs the key virtual-routers"),
                mistake("only a comment", "# nothing\n", 1, 1, "the file is empty"),
                mistake("no mapping", "- a\n", 1, 1, "starts with the key virtual-routers:"),
                mistake(
                        "top key misspelt",
                        "virtual-router: []\n",
                        1,
                        1,
                        "'virtual-router'; did you mean 'virtual-routers'?"),
                mistake("top key missing", "{}\n", 1, 1, "the key 'virtual-routers' is missing; add a line like"),
                top("realtime-priority 0", "realtime-priority: 0", 20, "0 is not in 1..99 (SCHED_FIFO)"),
                top("realtime-priority 100", "realtime-priority: 100", 20, "100 is not in 1..99"),
                top("realtime-priority text", "realtime-priority: high", 20, "'high' is not a whole number"),
                top("close-timeout", "close-timeout: 3601s", 16, "close-timeout 3601s is not in 10ms..3600s"),
                top("lock-memory", "lock-memory: yes", 14, "'yes' is neither true nor false"),
                mistake("no virtual router", "virtual-routers: []\n", 1, 18, "at least one virtual router"),
                mistake("no list", "virtual-routers: 5\n", 1, 18, "needs a list"),
                mistake("no value", "virtual-routers:\n", 1, 17, "needs a list"),
                mistake("element is no mapping", "virtual-routers: [eth0]\n", 1, 19, "a virtual router is a mapping"),
                mistake("syntax", "virtual-routers:\n  - interface: eth0\n   vrid: 1\n", 3, 4, "is not YAML: "),
                mistake("tab", "virtual-routers:\n\t- interface: eth0\n", 2, 1, "(TAB)"),
                mistake("control character", "a: \u0007\n", 1, 4, "U+0007 may not stand in YAML; remove it"),
                mistake("second document", "a: 1\n---\nb: 2\n", 2, 1, "a second YAML document starts here"),
                mistake("alias", "virtual-routers: &a [*a]\n", 1, 22, "aliases are not read here"),
                mistake("nesting", "[".repeat(17) + "\n", 1, 17, "nested more than 16 deep"),
                mistake(
                        "state directory",
                        "virtual-routers: [{interface: eth0, vrid: 1, addresses: [192.0.2.10/24]}]\nstate-directory: run\n",
                        2,
                        18,
                        "state-directory 'run' is not an absolute path; write one like /run/vrrp4j, or none"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void aMistakeIsToldWithItsPositionAndHowToMendIt(
            String name, String yaml, int line, int column, List<String> fragments) {
        Mistakes.assertTheOnly(new ConfigFiles(directory).problems(yaml), line, column, fragments);
    }
}
