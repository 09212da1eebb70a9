package io.github.vrrp4j.examples.node.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.examples.node.doctor.Finding.Result;
import io.github.vrrp4j.examples.node.doctor.StateDirectoryFacts.Kind;
import io.github.vrrp4j.netlink.Leftover;
import io.github.vrrp4j.netlink.Leftover.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryChecksTest {

    @TempDir
    Path directory;

    @Test
    void oneThatIsThereOrCanBeMadeIsFineAndIsNotMade() {
        Path missing = directory.resolve("a").resolve("b");

        assertThat(judge(StateDirectoryFacts.of(directory)))
                .containsExactly(
                        Finding.ok("state-directory", directory.toString(), "there, and writable for this user"));
        assertThat(judge(StateDirectoryFacts.of(missing)))
                .containsExactly(Finding.ok("state-directory", missing.toString(), "not there yet, and can be made"));
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void whatIsNoDirectoryOrBelowOneThatIsNoneFails() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThat(judge(StateDirectoryFacts.of(file)).get(0).result()).isEqualTo(Result.FAIL);
        assertThat(judge(StateDirectoryFacts.of(file.resolve("state"))).get(0).text())
                .isEqualTo("not there, and this user cannot make it");
    }

    @Test
    void oneThatEverybodyMayWriteOrThisUserMayNotFails() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThat(judge(StateDirectoryFacts.of(directory)))
                .singleElement()
                .matches(finding -> finding.result() == Result.FAIL)
                .extracting(Finding::remedy)
                .isEqualTo("chmod o-w " + directory);
        assertThat(judge(new StateDirectoryFacts(directory, Kind.DIRECTORY, false, false, List.of(), null))
                        .get(0)
                        .text())
                .isEqualTo("this user may not write to it");
    }

    @Test
    void whatDeadNodesLeftHereIsAWarningAndWhatLivingOnesHaveIsNot() {
        List<Leftover> found = List.of(
                leftover(Outcome.IN_USE, "process 7 lives"),
                leftover(Outcome.FOUND, "one"),
                leftover(Outcome.FOUND, "two"),
                leftover(Outcome.ELSEWHERE, "elsewhere"),
                leftover(Outcome.FOUND, "three"),
                leftover(Outcome.FAILED, "damaged"));
        Path standard = Path.of("/run/vrrp4j");

        assertThat(judge(new StateDirectoryFacts(standard, Kind.DIRECTORY, true, false, found, null)))
                .last()
                .isEqualTo(Finding.warn(
                        "leftovers",
                        "host",
                        "nodes that are gone may have left something on this host: one, two, three, and 1 more",
                        "./vrrp cleanup; or start a node with this state directory, which does the same"));
        assertThat(judge(new StateDirectoryFacts(Path.of("/x"), Kind.DIRECTORY, true, false, found, null))
                        .get(1)
                        .remedy())
                .startsWith("./vrrp cleanup --state-directory /x; ");
        assertThat(judge(new StateDirectoryFacts(standard, Kind.DIRECTORY, true, false, found.subList(0, 1), null)))
                .hasSize(1);
    }

    private static List<Finding> judge(StateDirectoryFacts facts) {
        return StateDirectoryChecks.judge(facts);
    }

    private Leftover leftover(Outcome outcome, String text) {
        return new Leftover(outcome, directory.resolve("7-8-1.state"), text);
    }
}
