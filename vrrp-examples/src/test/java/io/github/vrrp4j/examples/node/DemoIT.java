package io.github.vrrp4j.examples.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code vrrp demo} in network namespaces. */
class DemoIT {
    private static final Duration STORY_LIMIT = Duration.ofSeconds(60);
    private static final Duration END_LIMIT = Duration.ofSeconds(5);

    @BeforeEach
    void needRoot() throws IOException {
        Root.assumeRootOnLinux();
    }

    @Test
    void everyPromiseIsKeptAndNothingIsLeft() throws Exception {
        try (ChildJvm demo = ChildJvm.start(List.of(), "demo")) {
            assertThat(demo.awaitExit(STORY_LIMIT)).as(demo.said()).isZero();
            assertThat(demo.said())
                    .startsWith("vrrp4j demo in network namespaces")
                    .contains("Every promise was kept");
            assertThat(namespaces(demo)).isEmpty();
        }
    }

    @Test
    void aSignalLeavesNothing() throws Exception {
        try (ChildJvm demo = ChildJvm.start(List.of(), "demo")) {
            demo.awaitLine("B starts");
            assertThat(namespaces(demo)).hasSize(4);

            demo.terminate();

            demo.awaitExit(END_LIMIT);
            assertThat(namespaces(demo)).isEmpty();
        }
    }

    @Test
    void whatAKilledOneLeftIsRemovedByTheNext() throws Exception {
        try (ChildJvm killed = ChildJvm.start(List.of(), "demo");
                ChildJvm next = killAndStartAnother(killed)) {
            next.awaitLine("A starts");
            assertThat(namespaces(killed)).isEmpty();

            next.terminate();
            next.awaitExit(END_LIMIT);
        }
    }

    private static ChildJvm killAndStartAnother(ChildJvm demo) throws Exception {
        demo.awaitLine("B starts");
        assertThat(namespaces(demo)).hasSize(4); // before: any other demonstration removes them, too
        demo.kill();
        demo.awaitExit(END_LIMIT);
        return ChildJvm.start(List.of(), "demo");
    }

    private static List<String> namespaces(ChildJvm demo) throws IOException {
        try (Stream<Path> names = Files.list(Path.of("/run/netns"))) {
            return names.map(name -> name.getFileName().toString())
                    .filter(name -> name.startsWith("vrrp-demo-" + demo.pid() + "-"))
                    .toList();
        }
    }
}
