package io.github.vrrp4j.benchmarks.scale;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When the virtual addresses came to a host: what {@code ip -ts monitor address} tells. A thread of its own reads it. */
final class AddressWatch implements AutoCloseable {

    private static final Pattern LINE =
            Pattern.compile("\\[(\\S+)\\] (Deleted )?\\d+: " + Cable.INTERFACE + "\\s+inet (198\\.18\\.1\\.\\d+)/.*");

    private final Process monitor;
    private final Map<String, Instant> held = new HashMap<>();

    private AddressWatch(Process monitor) {
        this.monitor = monitor;
    }

    static AddressWatch start(String namespace) throws IOException {
        AddressWatch watch = new AddressWatch(
                new ProcessBuilder("ip", "-n", namespace, "-ts", "-o", "-4", "monitor", "address").start());
        Thread reader = new Thread(watch::read, "addresses of " + namespace);
        reader.setDaemon(true);
        reader.start();
        return watch;
    }

    private void read() {
        try (BufferedReader lines = monitor.inputReader(StandardCharsets.UTF_8)) {
            String line;
            while ((line = lines.readLine()) != null) {
                Matcher matcher = LINE.matcher(line);
                if (matcher.matches()) {
                    Instant time = LocalDateTime.parse(matcher.group(1))
                            .atZone(ZoneId.systemDefault())
                            .toInstant();
                    note(matcher.group(3), matcher.group(2) == null ? time : null);
                }
            }
        } catch (IOException e) {
            // The program was ended; whoever waits for addresses runs into the limit.
        }
    }

    private synchronized void note(String address, @Nullable Instant time) {
        if (time == null) {
            held.remove(address);
        } else {
            held.put(address, time);
        }
        notifyAll();
    }

    /** Addresses that are there now. */
    synchronized int count() {
        return held.size();
    }

    /** Waits until so many addresses are there; false if they are not within the limit. */
    synchronized boolean await(int count, Duration limit) throws InterruptedException {
        long deadlineNs = System.nanoTime() + limit.toNanos();
        while (held.size() != count) {
            long leftMs = Duration.ofNanos(deadlineNs - System.nanoTime()).toMillis();
            if (leftMs <= 0) {
                return false;
            }
            wait(leftMs);
        }
        return true;
    }

    /** When the first of those that are there came. */
    synchronized Instant first() {
        return held.values().stream().min(Instant::compareTo).orElseThrow();
    }

    /** When the last of those that are there came. */
    synchronized Instant last() {
        return held.values().stream().max(Instant::compareTo).orElseThrow();
    }

    @Override
    public void close() {
        monitor.destroyForcibly();
    }
}
