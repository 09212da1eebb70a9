package io.github.vrrp4j.examples.node.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Calls of ip(8). */
final class IpCommand {
    private static final long LIMIT_S = 10;

    private IpCommand() {}

    /**
     * Runs {@code ip} with the given words, separated by spaces, and waits for it.
     *
     * @throws IOException with its own message if there is no ip, if it fails, or if it takes longer than 10 s
     */
    static void run(String words) throws IOException {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(words.split(" ", -1)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (!process.waitFor(LIMIT_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("ip " + words + ": took longer than " + LIMIT_S + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("ip " + words + ": interrupted", e);
        }
        if (process.exitValue() != 0) {
            throw new IOException("ip " + words + ": " + said);
        }
    }
}
