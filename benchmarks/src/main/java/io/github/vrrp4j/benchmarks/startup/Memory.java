package io.github.vrrp4j.benchmarks.startup;

import io.github.vrrp4j.benchmarks.Daemon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What all processes of a router have in memory, from /proc/PID/smaps_rollup (proc(5)).
 *
 * @param rssKb resident pages
 * @param pssKb the same, each page divided by the number of processes that share it
 */
record Memory(long rssKb, long pssKb) {

    static Memory of(Daemon daemon) throws IOException {
        List<ProcessHandle> processes = daemon.processes();
        if (processes.isEmpty()) {
            throw new IOException("the router has ended");
        }
        Memory sum = new Memory(0, 0);
        for (ProcessHandle process : processes) {
            Memory one = read(Files.readAllLines(Path.of("/proc/" + process.pid() + "/smaps_rollup")));
            sum = new Memory(sum.rssKb + one.rssKb, sum.pssKb + one.pssKb);
        }
        return sum;
    }

    static Memory read(List<String> smapsRollup) throws IOException {
        return new Memory(kb(smapsRollup, "Rss:"), kb(smapsRollup, "Pss:"));
    }

    private static long kb(List<String> lines, String name) throws IOException {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow(() -> new IOException("the kernel does not tell " + name));
    }
}
