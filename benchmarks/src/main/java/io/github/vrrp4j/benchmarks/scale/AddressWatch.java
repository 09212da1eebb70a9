package io.github.vrrp4j.benchmarks.scale;

import io.github.vrrp4j.benchmarks.IpMonitor;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When the virtual addresses came to a host. */
final class AddressWatch implements AutoCloseable {

    private static final Pattern LINE =
            Pattern.compile("(Deleted )?\\d+: " + Cable.INTERFACE + "\\s+inet (198\\.18\\.1\\.\\d+)/.*");

    private final Map<String, Instant> held = new HashMap<>();
    private final IpMonitor monitor;

    private AddressWatch(String namespace) throws IOException {
        monitor = IpMonitor.start(namespace, "address", this::note);
    }

    static AddressWatch start(String namespace) throws IOException {
        return new AddressWatch(namespace);
    }

    private void note(Instant time, String line) {
        Matcher matcher = LINE.matcher(line);
        if (matcher.matches()) {
            note(matcher.group(2), matcher.group(1) == null ? time : null);
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
        monitor.close();
    }
}
