package io.github.vrrp4j.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code ip -ts monitor} tells of a network namespace, with the time at which it prints each line, in microseconds. */
public final class IpMonitor implements AutoCloseable {

    private static final Pattern LINE = Pattern.compile("\\[(\\S+)] (.*)");

    private final Process monitor;

    private IpMonitor(Process monitor) {
        this.monitor = monitor;
    }

    /**
     * Starts it.
     *
     * @param objects what to tell of, as ip names it, separated by single spaces; of addresses those of IPv4
     * @param listener takes each line without its time, on a thread of its own; no more of them when ip has ended
     */
    public static IpMonitor start(String namespace, String objects, BiConsumer<Instant, String> listener)
            throws IOException {
        Process monitor =
                new ProcessBuilder(("ip -n " + namespace + " -ts -o -4 monitor " + objects).split(" ", -1)).start();
        Thread reader = new Thread(() -> read(monitor, listener), "ip monitor " + namespace);
        reader.setDaemon(true);
        reader.start();
        return new IpMonitor(monitor);
    }

    private static void read(Process monitor, BiConsumer<Instant, String> listener) {
        try (BufferedReader lines = monitor.inputReader(StandardCharsets.UTF_8)) {
            String line;
            while ((line = lines.readLine()) != null) {
                Matcher matcher = LINE.matcher(line);
                if (matcher.matches()) {
                    listener.accept(
                            LocalDateTime.parse(matcher.group(1))
                                    .atZone(ZoneId.systemDefault())
                                    .toInstant(),
                            matcher.group(2));
                }
            }
        } catch (IOException e) {
            // The program was ended; whoever waits for a line runs into a limit.
        }
    }

    @Override
    public void close() {
        monitor.destroyForcibly();
    }
}
