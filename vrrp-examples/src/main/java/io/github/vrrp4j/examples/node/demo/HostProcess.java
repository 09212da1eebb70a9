package io.github.vrrp4j.examples.node.demo;

import io.github.vrrp4j.examples.node.Main;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A JVM of this program in a network namespace, which writes {@link Observation} lines. It ends when its standard input
 * ends, so it cannot outlive this process.
 */
final class HostProcess {
    private final String name;
    private final Process process;
    private volatile boolean endExpected;

    private HostProcess(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param arguments of the command line, without spaces
     * @param audience takes the observations, on a thread of this object
     */
    static HostProcess start(String name, String namespace, List<String> arguments, Consumer<Observation> audience)
            throws IOException {
        List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        command.add(String.join(File.separator, System.getProperty("java.home"), "bin", "java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        HostProcess host = new HostProcess(name, process);
        Thread reader = new Thread(() -> host.read(audience), "demo-" + name);
        reader.setDaemon(true);
        reader.start();
        return host;
    }

    private void read(Consumer<Observation> audience) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            while ((line = lines.readLine()) != null) {
                String text = line;
                audience.accept(
                        Observation.parse(line).orElseGet(() -> new Observation.Note(System.nanoTime(), name, text)));
            }
        } catch (IOException e) {
            // the process was killed
        }
    }

    /** SIGKILL. {@code ip netns exec} has become the JVM, so it is the JVM that dies. */
    void kill() {
        endExpected = true;
        process.destroyForcibly();
    }

    /** SIGTERM. Process.destroy would close the pipe too, and what the process says last would be lost. */
    void stop() {
        endExpected = true;
        process.toHandle().destroy();
    }

    /** What to tell the user if it has ended though nobody asked it to. */
    Optional<String> unexpectedEnd() {
        return endExpected || process.isAlive()
                ? Optional.empty()
                : Optional.of("the process of " + name + " ended with status " + process.exitValue());
    }

    /** Waits for its end, and kills it if that takes longer than {@code limitMs}. */
    void awaitEnd(long limitMs) {
        try {
            if (!process.waitFor(limitMs, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                process.waitFor(limitMs, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
