package io.github.vrrp4j.netlink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/**
 * Arguments: {@code PRIORITY LOCK}. Opens the network with these options and prints how the kernel schedules the thread that
 * awaits and one that it started, and whether memory is locked, before and after the network was closed.
 */
final class OptionsProbe {

    private static final int POLICY = 38; // field 41 of proc(5), counted from 0 behind the name of the thread
    private static final int PRIORITY = 37;

    private OptionsProbe() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        LinuxOptions options = LinuxOptions.DEFAULTS
                .realtimePriority(Integer.parseInt(arguments[0]))
                .lockMemory(Boolean.parseBoolean(arguments[1]));
        try (LinuxNetwork network = LinuxNetwork.open(options)) {
            CountDownLatch printed = new CountDownLatch(1);
            CountDownLatch started = new CountDownLatch(2);
            Thread loop = new Thread(
                    () -> {
                        network.transport().await(0);
                        new Thread(() -> hold(started, printed), "probe-child").start();
                        hold(started, printed);
                    },
                    "probe-loop");
            loop.start();
            started.await();
            printSchedulingOf("probe-loop");
            printSchedulingOf("probe-child");
            printLockedMemory();
            printed.countDown();
            loop.join();
        } catch (IOException e) {
            System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
        printLockedMemory();
    }

    private static void hold(CountDownLatch started, CountDownLatch until) {
        started.countDown();
        try {
            until.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void printSchedulingOf(String threadName) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            for (Path thread : threads.toList()) {
                String stat = Files.readString(thread.resolve("stat"));
                if (stat.contains("(" + threadName + ")")) {
                    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                    System.out.println(threadName + " policy=" + fields[POLICY] + " priority=" + fields[PRIORITY]);
                }
            }
        }
    }

    private static void printLockedMemory() throws IOException {
        List<String> status = Files.readAllLines(Path.of("/proc/self/status"));
        boolean locked = status.stream().noneMatch(line -> line.matches("VmLck:\\s+0 kB"));
        System.out.println("locked=" + locked);
    }
}
