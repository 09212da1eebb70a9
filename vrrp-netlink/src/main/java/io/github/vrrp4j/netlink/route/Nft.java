package io.github.vrrp4j.netlink.route;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The program nft(8), which changes the packet filter of the kernel. Safe for use by any thread. */
final class Nft {

    private static final long LIMIT_S = 5;

    /** Where it is on the usual systems; a service often has none of them in its PATH. */
    private static final List<String> DIRECTORIES = List.of("/usr/sbin", "/sbin", "/usr/local/sbin", "/usr/bin");

    private Nft() {}

    /**
     * Does all that the script says, or nothing: {@code nft -f -}. Takes some 20 ms.
     *
     * @throws IOException if it refuses or cannot be run; the message has what it said
     */
    static void run(String script) throws IOException {
        run(script, List.of("-f", "-"));
    }

    /**
     * Has the kernel look whether it would do what the script says: {@code nft -c -f -}. Changes nothing.
     *
     * @throws IOException as {@link #run(String)}
     */
    static void check(String script) throws IOException {
        run(script, List.of("-c", "-f", "-"));
    }

    private static void run(String script, List<String> arguments) throws IOException {
        Process process = start(arguments);
        try {
            try (var input = process.outputWriter(StandardCharsets.UTF_8)) {
                input.write(script);
            }
            if (!process.waitFor(LIMIT_S, TimeUnit.SECONDS)) {
                throw new IOException("nft did not end within " + LIMIT_S + " s");
            }
            if (process.exitValue() != 0) {
                throw new IOException("nft: " + said(process));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while nft ran");
        } finally {
            process.destroyForcibly();
        }
    }

    /**
     * Makes sure that the program is there.
     *
     * @throws IOException if it is not; the message says how to get it
     */
    static void require() throws IOException {
        program();
    }

    /** A few lines, which fit into the pipe. */
    private static String said(Process process) throws IOException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String hint = output.contains("Operation not permitted")
                ? "; nft needs CAP_NET_ADMIN too, and gets it from root or from ambient capabilities"
                : "";
        return output.strip().replaceAll("\\s*\\n\\s*", " ") + hint;
    }

    private static Process start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program().toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        return builder.start();
    }

    private static Path program() throws IOException {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(Stream.of(path.split(":", -1)), DIRECTORIES.stream())
                .filter(directory -> directory.startsWith("/"))
                .map(directory -> Path.of(directory, "nft"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IOException("Accept_Mode false needs the program nft, which is not in PATH or "
                        + DIRECTORIES + "; install it, as with apt install nftables or dnf install nftables, or"
                        + " set Accept_Mode true"));
    }
}
