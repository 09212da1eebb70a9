package io.github.vrrp4j.benchmarks.scale;

import io.github.vrrp4j.benchmarks.Daemon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the kernel has counted for one router up to a moment.
 *
 * @param timeNs the moment, of {@link System#nanoTime}
 * @param cpuS processor time of all its processes, in user and kernel mode
 * @param sent IPv4 multicast packets that its namespace has sent: advertisements, and now and then a report of IGMP
 * @param received the same that it has received
 * @param toMaster how often one of its virtual routers became MASTER, as it says itself
 */
record Sample(long timeNs, double cpuS, long sent, long received, int toMaster) {

    /** USER_HZ, a constant of the interface between kernel and programs (proc(5)). */
    private static final double TICKS_PER_S = 100;

    private static final double NS_PER_S = 1e9;

    // Fields of /proc/PID/stat behind the name of the program, which may itself have spaces.
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;

    static Sample take(Daemon daemon) throws IOException {
        List<ProcessHandle> processes = daemon.processes();
        if (processes.isEmpty()) {
            throw new IOException("the router has ended");
        }
        double cpuS = 0;
        for (ProcessHandle process : processes) {
            cpuS += cpuS(Files.readString(Path.of("/proc/" + process.pid() + "/stat")));
        }
        List<String> counters =
                Files.readAllLines(Path.of("/proc/" + processes.get(0).pid() + "/net/netstat"));
        return new Sample(
                System.nanoTime(),
                cpuS,
                counter(counters, "OutMcastPkts"),
                counter(counters, "InMcastPkts"),
                daemon.transitionsToMaster());
    }

    static double cpuS(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS])) / TICKS_PER_S;
    }

    /** A counter of IpExt: a line of names, and one of values (proc(5)). */
    static long counter(List<String> netstat, String name) throws IOException {
        List<List<String>> lines = netstat.stream()
                .filter(line -> line.startsWith("IpExt:"))
                .map(line -> List.of(line.split(" ", -1)))
                .toList();
        int column = lines.isEmpty() ? -1 : lines.get(0).indexOf(name);
        if (column < 0) {
            throw new IOException("the kernel does not count " + name);
        }
        return Long.parseLong(lines.get(1).get(column));
    }

    /** Since an earlier one. */
    Rates since(Sample earlier) {
        double seconds = (timeNs - earlier.timeNs) / NS_PER_S;
        return new Rates(
                (cpuS - earlier.cpuS) / seconds,
                (sent - earlier.sent) / seconds,
                (received - earlier.received) / seconds,
                toMaster - earlier.toMaster);
    }

    /**
     * What happened between two samples.
     *
     * @param cpu seconds of processor time per second
     * @param sent packets per second
     * @param received packets per second
     * @param toMaster transitions
     */
    record Rates(double cpu, double sent, double received, int toMaster) {}
}
