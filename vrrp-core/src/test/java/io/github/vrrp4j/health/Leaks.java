package io.github.vrrp4j.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a check leaves behind: threads and file descriptors. */
final class Leaks {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final int TIMES = 20;

    /** Fewer than one for each time: others, such as the class loader, open and close files too. */
    private static final int TOLERANCE = TIMES / 2;

    private Leaks() {}

    /** Runs it again and again, and looks at all threads and descriptors of the JVM. */
    static void assertNone(Runnable check) throws IOException {
        assertNone(check, target -> true);
    }

    /**
     * The same without sockets, for a server in this JVM that closes its own late. A connection has a selector that is closed
     * with it.
     */
    static void assertNoSelectorAndNoThread(Runnable check) throws IOException {
        assertNone(check, target -> !target.startsWith("socket:"));
    }

    private static void assertNone(Runnable check, Predicate<String> counted) throws IOException {
        assumeTrue(Files.isDirectory(DESCRIPTORS), "there is no " + DESCRIPTORS);
        check.run(); // what is loaded or opened once for the JVM
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        long before = descriptors(counted);
        for (int i = 0; i < TIMES; i++) {
            check.run();
        }
        assertThat(descriptors(counted) - before).as("open descriptors").isLessThan(TOLERANCE);
        assertThat(Thread.getAllStackTraces().keySet())
                .as("threads")
                .allMatch(thread -> threads.contains(thread) || thread.getName().startsWith("server"));
    }

    private static long descriptors(Predicate<String> counted) throws IOException {
        try (Stream<Path> open = Files.list(DESCRIPTORS)) {
            return open.map(Leaks::target).filter(counted).count();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "closed meanwhile";
        }
    }
}
