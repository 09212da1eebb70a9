package io.github.vrrp4j.examples.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The {@code vrrp} command in a JVM of its own, with its output line by line. */
final class ChildJvm implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Process process;
    private final BlockingQueue<String> unread = new LinkedBlockingQueue<>();
    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private final Thread reader = new Thread(this::read, "child-output");

    private ChildJvm(Process process) {
        this.process = process;
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts it, standard error together with standard output.
     *
     * @param prefix what starts the JVM, for example {@code ip netns exec NAME}
     */
    static ChildJvm start(List<String> prefix, String... arguments) throws IOException {
        return start(prefix, List.of(), arguments);
    }

    /** The same with more options for the JVM. */
    static ChildJvm start(List<String> prefix, List<String> jvmOptions, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(jvmOptions);
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path")));
        command.add(Main.class.getName());
        command.addAll(List.of(arguments));
        return new ChildJvm(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            while ((line = lines.readLine()) != null) {
                said.add(line);
                unread.add(line);
            }
        } catch (IOException e) {
            // it was killed
        }
    }

    long pid() {
        return process.pid();
    }

    /** Waits for a line with this text, behind those waited for before. */
    void awaitLine(String text) throws InterruptedException {
        long endNs = System.nanoTime() + LIMIT.toNanos();
        String line;
        do {
            line = unread.poll(endNs - System.nanoTime(), TimeUnit.NANOSECONDS);
            assertThat(line).as("a line with '%s' in:%n%s", text, said()).isNotNull();
        } while (!String.valueOf(line).contains(text));
    }

    /** SIGTERM. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** SIGKILL. */
    void kill() {
        process.toHandle().destroyForcibly();
    }

    /** Waits for its end; its exit status. */
    int awaitExit(Duration limit) throws InterruptedException {
        boolean ended = process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
        assertThat(ended).as("ended within %s; it said:%n%s", limit, said()).isTrue();
        reader.join(LIMIT.toMillis());
        return process.exitValue();
    }

    String said() {
        return String.join("\n", said);
    }

    @Override
    public void close() {
        kill();
        process.onExit().join();
    }
}
