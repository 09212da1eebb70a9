package io.github.vrrp4j.command;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One run of a program that leads a process group of its own. */
final class Run {

    private static final File NULL_DEVICE = new File("/dev/null");
    private static final File ROOT = new File("/");

    /** How often the output is looked at, first and at rest; a pipe takes 64 KiB meanwhile. */
    private static final long MIN_POLL_NS = 500_000;

    private static final long MAX_POLL_NS = 10_000_000;

    /** As much as a pipe may hold is read after the end; what lives on could write for ever. */
    private static final int MAX_LAST_OUTPUT_LENGTH = 1 << 20;

    /** For how long what was killed is waited for, and the program that kills. */
    private static final long KILL_MS = 2_000;

    private static final int KILLED = 128 + 9; // as for a program that SIGKILL ended

    private final Process process;
    private final Tail output = new Tail();
    private final byte[] buffer = new byte[Command.MAX_OUTPUT_LENGTH];

    private Run(Process process) {
        this.process = process;
    }

    static Run start(List<String> commandLine, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(commandLine)
                .directory(ROOT)
                .redirectInput(Redirect.from(NULL_DEVICE))
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new Run(builder.start());
    }

    /**
     * Waits for the end, or makes it. The output is read only while there is some, since a read that waits can be ended by
     * nobody; so no thread is needed. The lock keeps the JDK from reading it at the end, which it would do for as long as a
     * process that lives on writes.
     */
    Command.Result finish(Duration timeout) throws InterruptedException {
        long deadlineNs = System.nanoTime() + timeout.toNanos();
        InputStream pipe = process.getInputStream();
        synchronized (pipe) {
            boolean over = false;
            try {
                over = waitUntil(deadlineNs, pipe);
            } finally {
                if (!over) {
                    kill();
                }
                read(pipe, MAX_LAST_OUTPUT_LENGTH);
                close(pipe);
            }
            return new Command.Result(over ? process.exitValue() : KILLED, output.text(), !over);
        }
    }

    private boolean waitUntil(long deadlineNs, InputStream pipe) throws InterruptedException {
        long pollNs = MIN_POLL_NS;
        while (true) {
            long leftNs = deadlineNs - System.nanoTime();
            boolean full = read(pipe, MAX_LAST_OUTPUT_LENGTH) > 0;
            pollNs = full ? MIN_POLL_NS : Math.min(2 * pollNs, MAX_POLL_NS);
            if (process.waitFor(Math.max(0, Math.min(pollNs, leftNs)), TimeUnit.NANOSECONDS)) {
                return true;
            }
            if (leftNs <= 0) {
                return false;
            }
        }
    }

    /** Reads what is there, and returns how much that was. */
    private int read(InputStream pipe, int max) {
        int count = 0;
        try {
            while (count < max && pipe.available() > 0) {
                int length = pipe.read(buffer);
                if (length < 0) {
                    break;
                }
                output.add(buffer, length);
                count += length;
            }
        } catch (IOException e) {
            return count; // the end of the output, not of the program
        }
        return count;
    }

    private static void close(InputStream pipe) {
        try {
            pipe.close();
        } catch (IOException e) {
            // nothing more will be read from it
        }
    }

    /** Kills the group and what left it; an interrupt meanwhile is kept for later. */
    private void kill() {
        boolean interrupted = Thread.interrupted();
        List<ProcessHandle> descendants = process.descendants().toList();
        boolean killed = killGroup();
        process.destroyForcibly();
        if (!killed) {
            killGroup(); // a program that is just being started has its group only now
        }
        descendants.forEach(ProcessHandle::destroyForcibly);
        try {
            process.waitFor(KILL_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The JDK signals single processes only, but the built-in kill of the host's shell also groups. */
    private boolean killGroup() {
        String group = Long.toString(process.pid());
        try {
            Process killer = new ProcessBuilder("/bin/sh", "-c", "kill -s KILL -- \"-$1\"", "sh", group)
                    .redirectInput(Redirect.from(NULL_DEVICE))
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            return killer.waitFor(KILL_MS, TimeUnit.MILLISECONDS) && killer.exitValue() == 0;
        } catch (IOException e) {
            return false; // no shell: the descendants are killed one by one
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
