package io.github.vrrp4j.examples.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.testing.NetworkNamespace;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import io.github.vrrp4j.netlink.testing.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node of the unpacked archive, with the configuration that comes with it. */
@NetworkTest(programs = {"mount", "bash"})
class InstalledNodeIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final long POLL_MS = 20;

    /** Seen by this process alone: the default directories are below /run. */
    private static final String PRIVATE_RUN = "mount -t tmpfs tmpfs /run && exec \"$@\"";

    @TempDir
    static Path shared;

    private static Path tree;

    @TempDir
    Path directory;

    private NetworkNamespace host;
    private NetworkNamespace other;
    private Path cache;

    @BeforeAll
    static void unpack() throws IOException {
        tree = Distribution.unpack(shared);
    }

    @BeforeEach
    void makeHost() {
        host = NetworkNamespace.create("inst");
        other = NetworkNamespace.create("inst-o");
        host.connect("eth0", other, "peer0");
        host.ip("address add 192.0.2.1/24 dev eth0");
        cache = directory.resolve("cache");
    }

    @AfterEach
    void removeHost() {
        host.close();
        other.close();
    }

    @Test
    void itBecomesMasterAndMakesAnArchiveFromWhichTheNextOneStarts() throws Exception {
        requireMasterAndEnd(launch(cache.toString(), ""));
        Path archive = awaitArchive();

        Path classes = directory.resolve("classes.log");
        requireMasterAndEnd(launch(cache.toString(), "-Xlog:class+load:file=" + classes));

        assertThat(Files.readAllLines(classes))
                .filteredOn(line -> line.contains(" io.github.vrrp4j.router.VrrpRouter "))
                .singleElement()
                .asString()
                .contains("source: shared objects file (top)");
        assertThat(archives()).containsExactly(archive);
    }

    @Test
    void anArchiveThatWasCutShortIsNotUsedAndMadeAnew() throws Exception {
        requireMasterAndEnd(launch(cache.toString(), ""));
        Path archive = awaitArchive();
        long size = Files.size(archive);
        Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("rw-r--r--"));
        try (var channel = Files.newByteChannel(archive, StandardOpenOption.WRITE)) {
            channel.truncate(5000);
        }

        requireMasterAndEnd(launch(cache.toString(), ""));

        Path anew = awaitArchive();
        assertThat(anew).isNotEmptyFile();
        assertThat(anew.getFileName().toString()).doesNotContain(".5000.");
        assertThat(Files.size(anew)).isGreaterThan(size / 2);
    }

    @Test
    void aPlaceWhereNothingCanBeWrittenDoesNotMatter() throws Exception {
        requireMasterAndEnd(launch("/proc/nothing", ""));
    }

    @Test
    void theSingleJarRunsTheSame() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        requireMasterAndEnd(spawn(List.of(
                java,
                "-jar",
                Distribution.singleJar().toString(),
                "run",
                configuration().toString())));
    }

    private RunningProgram launch(String cacheDirectory, String options) {
        return spawn(List.of(
                "env",
                "JAVA_HOME=" + System.getProperty("java.home"),
                "VRRP4J_CACHE=" + cacheDirectory,
                "VRRP4J_JAVA_OPTS=" + options,
                tree.resolve("bin/vrrp").toString(),
                "run",
                configuration().toString()));
    }

    private static Path configuration() {
        return tree.resolve("etc/vrrp4j/node.yaml");
    }

    private RunningProgram spawn(List<String> command) {
        List<String> wrapped = new ArrayList<>(List.of("sh", "-c", PRIVATE_RUN, "sh"));
        wrapped.addAll(command);
        return host.spawn(wrapped.toArray(String[]::new));
    }

    private void requireMasterAndEnd(RunningProgram node) {
        node.awaitLine(line -> line.contains("addresses acquired: 192.0.2.10/24"), SOON);
        assertThat(host.ip("-o address show dev eth0")).contains("192.0.2.10/24");
        assertThat(node.terminate().exitCode()).isZero();
        assertThat(node.output()).doesNotContain("warning]", "error]", "WARNING");
    }

    /** The archive, when it is whole. */
    private Path awaitArchive() throws Exception {
        long deadlineNs = System.nanoTime() + SOON.toNanos();
        while (System.nanoTime() < deadlineNs) {
            for (Path file : archives()) {
                if (file.getFileName().toString().endsWith("." + Files.size(file) + ".jsa")) {
                    return file;
                }
            }
            Thread.sleep(POLL_MS);
        }
        throw new AssertionError("no archive in " + cache + " within " + SOON);
    }

    private List<Path> archives() throws IOException {
        if (Files.notExists(cache)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(cache)) {
            return files.filter(file -> file.toString().endsWith(".jsa")).toList();
        }
    }
}
