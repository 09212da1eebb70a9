package io.github.vrrp4j.netlink.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.vrrp4j.netlink.Leftover;
import io.github.vrrp4j.netlink.Leftover.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files of processes that do not exist, and removers that only write down what they are asked for. */
@EnabledOnOs(OS.LINUX)
class StateDirectoryTest {

    private static final String DEAD = "999999-1-1";

    @TempDir
    Path path;

    private Owner self;
    private final List<String> asked = new ArrayList<>();
    private final Map<String, Remover> removers = Map.of("thing", this::remove);

    @BeforeEach
    void findOutWhoWeAre() throws IOException {
        self = Owner.self();
    }

    private boolean remove(Holding holding) throws IOException {
        asked.add(holding.value("name"));
        if (holding.value("name").startsWith("stuck")) {
            throw new IOException("RTM_DELADDR: EBUSY");
        }
        if (holding.value("name").startsWith("strange")) {
            throw new IllegalArgumentException("strange is no name");
        }
        return !holding.value("name").startsWith("absent");
    }

    @Test
    void aProcessWritesWhatItHasAndDeletesItsFileWhenItHasNothing() throws IOException {
        Ledger ledger = StateDirectory.open(path).claim();
        Path state = path.resolve(self.prefix() + "1.state");
        assertThat(files()).containsExactlyInAnyOrder("lock", self.prefix() + "1.lock");

        ledger.set("router 1", List.of(thing("a"), thing("b")));
        ledger.set("router 2", List.of(thing("b"), thing("c")));
        ledger.include("router 2", thing("d"));

        assertThat(Files.readAllLines(state))
                .containsExactly(
                        "vrrp4j-state 1",
                        self.toString(),
                        "thing name=a",
                        "thing name=b",
                        "thing name=c",
                        "thing name=d");

        ledger.set("router 1", List.of());
        assertThat(Files.readAllLines(state)).endsWith("thing name=b", "thing name=c", "thing name=d");
        ledger.set("router 2", List.of());
        ledger.close();
        ledger.close();
        assertThat(files()).containsExactly("lock");
    }

    @Test
    void whatDidNotChangeIsNotWrittenAgain() throws IOException {
        Ledger ledger = StateDirectory.open(path).claim();
        ledger.set("router", List.of(thing("a"), thing("b")));
        Files.delete(path.resolve(self.prefix() + "1.state"));

        ledger.set("router", List.of(thing("a"), thing("b")));
        ledger.include("router", thing("b"));

        assertThat(files()).doesNotContain(self.prefix() + "1.state");
        ledger.close();
    }

    @Test
    void aFileThatStillHasSomethingStaysForTheNextProcess() throws IOException {
        Ledger ledger = StateDirectory.open(path).claim();
        ledger.set("router", List.of(thing("a")));
        ledger.close();

        assertThat(files()).contains(self.prefix() + "1.state");
        assertThatThrownBy(() -> ledger.set("router", List.of(thing("b")))).hasMessage("this network is closed");
    }

    @Test
    void twoNetworksOfOneProcessHaveFilesOfTheirOwn() throws IOException {
        StateDirectory directory = StateDirectory.open(path);
        Ledger first = directory.claim();
        Ledger second = directory.claim();
        first.set("router", List.of(thing("a")));
        second.set("router", List.of(thing("b")));

        assertThat(directory.sweep(removers)).isEmpty();
        assertThat(asked).isEmpty();
        assertThat(files()).contains(self.prefix() + "1.state", self.prefix() + "2.state");
        first.close();
        second.close();
    }

    @Test
    void whatADeadProcessLeftIsRemovedLastThingFirst() throws IOException {
        write(DEAD, self.boot(), self.namespace(), "thing name=a", "thing name=b", "thing name=absent");
        Files.createFile(path.resolve(DEAD + ".tmp"));
        Files.createFile(path.resolve("999998-1-1.lock"));

        List<Leftover> report = StateDirectory.open(path).sweep(removers);

        assertThat(asked).containsExactly("absent", "b", "a");
        assertThat(report)
                .extracting(Leftover::outcome, Leftover::toString)
                .containsExactly(
                        tuple(Outcome.REMOVED, "removed thing name=b that process 999999 left"),
                        tuple(Outcome.REMOVED, "removed thing name=a that process 999999 left"));
        assertThat(files()).containsExactly("lock");
    }

    @Test
    void lookingTellsWhatADeadProcessLeftAndTouchesNothing() throws IOException {
        write(DEAD, self.boot(), self.namespace(), "thing name=a", "thing name=b");
        write("999998-1-1", "another", self.namespace(), "thing name=c");
        Ledger living = StateDirectory.open(path).claim();
        living.set("router", List.of(thing("b")));
        Set<String> before = files();

        assertThat(StateDirectory.open(path).look())
                .extracting(Leftover::outcome, Leftover::text)
                .containsExactly(
                        tuple(Outcome.OBSOLETE, "of process 999999 before this machine started"),
                        tuple(Outcome.FOUND, "thing name=a of process 999999, which is gone"));
        assertThat(files()).containsAll(before).contains(DEAD + ".state", "999998-1-1.state");
        assertThat(StateDirectory.open(path).sweep(removers))
                .extracting(Leftover::outcome)
                .containsExactly(Outcome.OBSOLETE, Outcome.REMOVED);
        living.close();
    }

    @Test
    void lookingIntoAnEmptyDirectoryMakesNoFile() throws IOException {
        assertThat(StateDirectory.open(path).look()).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void whatCannotBeRemovedStaysInTheFileAndIsTold() throws IOException {
        write(
                DEAD,
                self.boot(),
                self.namespace(),
                "thing name=stuck",
                "thing name=a",
                "gadget x=1",
                "\u0007",
                "thing",
                "thing name=strange");

        List<Leftover> report = StateDirectory.open(path).sweep(removers);

        assertThat(Files.readString(path.resolve(DEAD + ".state")))
                .endsWith("\nthing name=stuck\ngadget x=1\n\u0007\nthing\nthing name=strange\n");
        String remedy = "; look with ip address and ip route whether something is left, then delete the file";
        assertThat(report)
                .extracting(Leftover::text)
                .containsExactly(
                        "line 'thing name=strange' is damaged, strange is no name" + remedy,
                        "line 'thing' is damaged, name= is missing" + remedy,
                        "line '?' is damaged, '?' is not a word of letters, digits and hyphens" + remedy,
                        "line 'gadget x=1' is of a kind that this version does not know" + remedy,
                        "removed thing name=a that process 999999 left",
                        "not removed thing name=stuck that process 999999 left: RTM_DELADDR: EBUSY");
        asked.clear();
        assertThat(StateDirectory.open(path).sweep(removers)).hasSize(5);
        assertThat(asked).containsExactly("strange", "stuck");
    }

    @Test
    void aFileThatDoesNotSayWhoseItIsDoesNoHarm() throws IOException {
        Files.writeString(path.resolve(DEAD + ".state"), "\u0000\u0001 not ours");
        Files.writeString(path.resolve("999998-1-1.state"), "vrrp4j-state 1\nowner pid=1\nthing name=a\n");
        write("999997-1-1", self.boot(), self.namespace(), "thing name=b");

        assertThat(StateDirectory.open(path).sweep(removers))
                .extracting(Leftover::outcome)
                .containsExactly(Outcome.REMOVED, Outcome.FAILED, Outcome.FAILED);
        assertThat(asked).containsExactly("b");
        assertThat(files()).contains(DEAD + ".state", "999998-1-1.state");
    }

    @Test
    void filesOfAnotherBootOrOfANamespaceThatIsGoneAreDeletedAndNothingIsRemoved() throws IOException {
        write(DEAD, "another", self.namespace(), "thing name=a");
        write("999998-1-1", self.boot(), 7, "thing name=b");
        write("999997-1-1", self.boot(), 8, "thing name=c");
        write("999996-1-1", self.boot(), 9, "thing name=d");
        Path proc = proc("4021 1 0:4 net:[8] /run/netns/a rw shared:5 - nsfs nsfs rw\n", 9);

        List<Leftover> report = StateDirectory.open(path, new Namespaces(proc)).sweep(removers);

        assertThat(report)
                .extracting(Leftover::text)
                .containsExactly(
                        "of process 999999 in network namespace 9: left alone; it can be removed from there",
                        "of process 999999 in network namespace 8: left alone; it can be removed from there",
                        "of process 999999 in network namespace 7, which is gone: deleted",
                        "of process 999999 before this machine started: deleted");
        assertThat(asked).isEmpty();
        assertThat(files())
                .containsExactlyInAnyOrder(
                        "lock", "999997-1-1.state", "999996-1-1.state", "999997-1-1.lock", "999996-1-1.lock");
    }

    @Test
    void aNamespaceIsNotGoneWhereThatCannotBeTold() throws IOException {
        Path proc = proc("", 9);
        assertThat(new Namespaces(proc).isGone(7)).isTrue();

        Files.createDirectories(proc.resolve("4712/ns/net")); // no link: cannot be read
        assertThat(new Namespaces(proc).isGone(7)).isFalse();
        assertThat(new Namespaces(proc.resolve("missing")).isGone(7)).isFalse();
    }

    /** A proc(5) with what is mounted, one process, and one that has ended meanwhile. */
    private Path proc(String mounts, long namespace) throws IOException {
        Path proc = path.resolve("proc");
        Files.createDirectories(proc.resolve("self"));
        Files.writeString(proc.resolve("self/mountinfo"), mounts);
        Files.createDirectories(proc.resolve("4711/ns"));
        Files.createSymbolicLink(proc.resolve("4711/ns/net"), Path.of("net:[" + namespace + "]"));
        Files.createDirectories(proc.resolve("4713"));
        return proc;
    }

    @Test
    void whatALivingNetworkMayHaveIsNotRemovedThoughADeadProcessLeftItToo() throws IOException {
        StateDirectory directory = StateDirectory.open(path);
        Ledger living = directory.claim();
        living.set("router", List.of(thing("a")));
        write(DEAD, self.boot(), self.namespace(), "thing name=a", "thing name=b");

        directory.sweep(removers);

        assertThat(asked).containsExactly("b");
        living.close();
    }

    @Test
    void aDirectoryIsMadeForThisUserToWrite() throws IOException {
        Path nested = path.resolve("run/vrrp4j");
        StateDirectory.open(nested).claim().close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(nested)))
                .endsWith("r-x");
    }

    @Test
    void aDirectoryThatEverybodyMayWriteIsRefused() throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> StateDirectory.open(path))
                .hasMessage(
                        "state directory " + path + " may be written by everybody, who could so have anything removed"
                                + " from this host; chmod o-w " + path + ", or choose another");
    }

    @Test
    void aFileInPlaceOfTheDirectoryIsNamed() throws IOException {
        Path file = Files.createFile(path.resolve("vrrp4j"));

        assertThatThrownBy(() -> StateDirectory.open(file))
                .hasMessage("state directory " + file + ": " + file + " is there and no directory");
    }

    private void write(String name, String boot, long namespace, String... lines) throws IOException {
        OwnFile.write(
                StateDirectory.open(path), name, new StateText(new Owner(999_999, 1, boot, namespace), List.of(lines)));
    }

    private static Holding thing(String name) {
        return Holding.of("thing").with("name", name);
    }

    private Set<String> files() throws IOException {
        try (var files = Files.list(path)) {
            return Set.copyOf(files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList());
        }
    }
}
