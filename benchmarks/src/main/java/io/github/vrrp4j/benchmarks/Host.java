package io.github.vrrp4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** What a figure depends on, for the lines above a table. Linux. */
public final class Host {

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    private Host() {}

    /** Processor, kernel, JDK and day, in one line. */
    public static String describe() throws IOException {
        return String.format(
                Locale.ROOT,
                "%s, %d cores, Linux %s, %s %s, %s",
                processor(),
                PROCESSORS,
                read("/proc/sys/kernel/osrelease"),
                System.getProperty("java.vm.name"),
                System.getProperty("java.runtime.version"),
                LocalDate.now(ZoneOffset.UTC));
    }

    /** The load averages of 1, 5 and 15 minutes: above the number of cores, processes waited for each other. */
    public static String load() throws IOException {
        String[] fields = read("/proc/loadavg").split(" ", -1);
        return String.join(", ", fields[0], fields[1], fields[2]);
    }

    private static String processor() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }

    private static String read(String file) throws IOException {
        return Files.readString(Path.of(file)).strip();
    }
}
