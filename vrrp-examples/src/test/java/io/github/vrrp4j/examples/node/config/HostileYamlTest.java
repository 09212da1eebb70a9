package io.github.vrrp4j.examples.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that nobody wrote on purpose, and files that somebody wrote on purpose. */
class HostileYamlTest {
    private static final int RUNS = 1_000;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        ":",
        ": ",
        "- ",
        ",",
        "'",
        "\"",
        "\n",
        "  ",
        "&a ",
        "*a",
        "!!int ",
        "|\n",
        "#",
        "? ",
        "0",
        "-1",
        "99999999999999999999",
        "null",
        "~",
        "true",
        "fe80::1/64",
        "192.0.2.1",
        "\\",
        "%",
        "\u0000",
        "\uFFFD",
        "\uD83D\uDE00"
    };

    @TempDir
    Path directory;

    /** Another seed with {@code -Dvrrp4j.seed=N}; the one that failed is in the message. */
    @Test
    void anyMutationIsAConfigurationOrSomeProblems() throws Exception {
        byte[] valid = CompleteFile.YAML.getBytes(StandardCharsets.UTF_8);
        Path file = directory.resolve("node.yaml");
        long first = Long.getLong("vrrp4j.seed", 1);
        int refused = 0;
        for (long seed = first; seed < first + RUNS; seed++) {
            Files.write(file, mutated(valid, new Random(seed)));
            try {
                Explanation.of(file);
            } catch (InvalidConfigException e) {
                assertThat(e.problems()).isNotEmpty();
                refused++;
            } catch (RuntimeException | StackOverflowError e) {
                fail("seed " + seed + ": run again with -Dvrrp4j.seed=" + seed + "\n" + Files.readString(file), e);
            }
        }
        assertThat(refused).isBetween(RUNS / 4, RUNS);
    }

    private static byte[] mutated(byte[] valid, Random random) {
        StringBuilder text = new StringBuilder(new String(valid, StandardCharsets.UTF_8));
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(8));
            switch (random.nextInt(5)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 2 -> text.replace(at, end, PIECES[random.nextInt(PIECES.length)]);
                case 3 -> text.insert(at, text.substring(Math.max(0, at - random.nextInt(60)), at));
                default -> text.setLength(Math.max(1, at));
            }
        }
        byte[] octets = text.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(10) == 0) {
            octets[random.nextInt(octets.length)] = (byte) random.nextInt();
        }
        return octets;
    }

    @Test
    void aliasesThatMultiplyAreRefusedAtTheFirst() {
        String bomb = IntStream.range(1, 30)
                .mapToObj(i -> "a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(9) + "]\n")
                .collect(Collectors.joining("", "a0: &a0 [x]\n", ""));

        assertThat(problems(bomb)).singleElement().asString().startsWith("2:10 an alias; aliases are not read here");
    }

    @Test
    void deepNestingIsRefusedBeforeItIsBuilt() {
        assertThat(problems("[".repeat(500_000)))
                .singleElement()
                .asString()
                .startsWith("1:17 nested more than 16 deep");
        assertThat(problems("{a: ".repeat(100_000)))
                .singleElement()
                .asString()
                .startsWith("1:65 nested more than 16 deep");
        assertThat(problems("- ".repeat(500_000)))
                .singleElement()
                .asString()
                .startsWith("1:33 nested more than 16 deep");
    }

    @Test
    void hugeValuesAreRefusedWithShortMessages() {
        String huge = "x".repeat(1_000_000);

        assertThat(problems("state-directory: " + huge + "\n" + ConfigFiles.ROUTERS))
                .singleElement()
                .satisfies(text -> assertThat(text).startsWith("1:18 ").hasSizeLessThan(520));
        assertThat(problems(huge + ": 1\n")).allSatisfy(text -> assertThat(text).hasSizeLessThan(520));
        assertThat(problems("health-checks: {c: {tcp: '" + huge + "'}}\n" + ConfigFiles.ROUTERS))
                .allSatisfy(text -> assertThat(text).hasSizeLessThan(520));
    }

    @Test
    void manyNamesThatAreNotThereTakeNoTimeToCompare() {
        String checks =
                IntStream.range(0, 3_000).mapToObj(i -> "c" + i + ": {link: e}").collect(Collectors.joining(", "));
        String tracked = IntStream.range(0, 3_000).mapToObj(i -> "d" + i).collect(Collectors.joining(", "));

        assertThat(problems("health-checks: {" + checks
                        + "}\nvirtual-routers: [{interface: e, vrid: 1, addresses: [192.0.2.1]," + " health-checks: ["
                        + tracked + "]}]\n"))
                .hasSize(3_000);
    }

    @Test
    void manyKeysAreRead() {
        String keys =
                IntStream.range(0, 50_000).mapToObj(i -> "k" + i + ": 1\n").collect(Collectors.joining());

        assertThat(problems(keys)).hasSizeGreaterThanOrEqualTo(50_000);
    }

    private List<String> problems(String yaml) {
        return Assertions.assertTimeoutPreemptively(LIMIT, () -> new ConfigFiles(directory).told(yaml));
    }
}
