package io.github.vrrp4j.benchmarks.startup;

import io.github.vrrp4j.benchmarks.Daemon;
import io.github.vrrp4j.benchmarks.Host;
import io.github.vrrp4j.benchmarks.ResultsFile;
import io.github.vrrp4j.benchmarks.takeover.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Starts the node without and with its archive of classes, and keepalived, in turns. */
final class StartupComparison {

    private static final int DEFAULT_ROUNDS = 10;
    private static final int OWNER = 255;
    private static final String CACHE = "VRRP4J_CACHE";
    private static final Duration ARCHIVE_LIMIT = Duration.ofSeconds(60);
    private static final long POLL_MS = 50;

    private StartupComparison() {}

    /**
     * Takes the file of results, the directory for raw figures, the launcher of an installed tree, and optionally how many
     * starts to measure: then the file of results stays as it is.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path results = Path.of(arguments[0]);
        Path raw = Files.createDirectories(Path.of(arguments[1]));
        Path launcher = Path.of(arguments[2]);
        boolean standard = arguments.length == 3;
        int rounds = standard ? DEFAULT_ROUNDS : Integer.parseInt(arguments[3]);
        String loadBefore = Host.load();
        List<Starter> starters = new ArrayList<>();
        Thread hook = new Thread(() -> starters.forEach(Starter::close));
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            open(starters, launcher, raw);
            for (int i = 0; i < rounds; i++) {
                for (Starter starter : starters) {
                    starter.measure();
                }
            }
        } finally {
            starters.forEach(Starter::close);
        }
        Runtime.getRuntime().removeShutdownHook(hook);
        String markdown = markdown(starters, loadBefore);
        System.out.println();
        System.out.print(markdown);
        Files.writeString(raw.resolve("startup.md"), markdown);
        if (standard) {
            new ResultsFile(results).replace("startup", markdown);
        }
    }

    private static void open(List<Starter> starters, Path launcher, Path raw) throws IOException, InterruptedException {
        String name = "vu" + ProcessHandle.current().pid();
        Path cache = Files.createTempDirectory(raw, "cache");
        starters.add(Starter.create(
                "vrrp4j",
                name + "v",
                raw,
                namespace -> vrrp4j(launcher, namespace, raw).environment(CACHE, "none")));
        Starter shared = Starter.create(
                "vrrp4j, with its archive",
                name + "a",
                raw,
                namespace -> vrrp4j(launcher, namespace, raw).environment(CACHE, cache.toString()));
        starters.add(shared);
        starters.add(Starter.create(
                "keepalived",
                name + "k",
                raw,
                namespace -> Daemon.keepalived(namespace, Configuration.keepalived(OWNER), raw)));
        shared.start();
        awaitArchive(cache);
    }

    private static Daemon vrrp4j(Path launcher, String namespace, Path directory) throws IOException {
        return Daemon.vrrp4j(launcher, namespace, Configuration.vrrp4j(OWNER), directory);
    }

    /** It gets its name when it is whole. */
    private static void awaitArchive(Path cache) throws IOException, InterruptedException {
        long deadlineNs = System.nanoTime() + ARCHIVE_LIMIT.toNanos();
        while (true) {
            try (Stream<Path> files = Files.list(cache)) {
                if (files.anyMatch(file -> file.toString().endsWith(".jsa"))) {
                    return;
                }
            }
            if (System.nanoTime() > deadlineNs) {
                throw new IOException("the launcher made no archive in " + cache);
            }
            Thread.sleep(POLL_MS);
        }
    }

    private static String markdown(List<Starter> starters, String loadBefore) throws IOException {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "Host: %s; load average %s before, %s after.%n%n%s",
                Host.describe(),
                loadBefore,
                Host.load(),
                Table.HEADER));
        starters.forEach(starter -> text.append(Table.row(starter.name(), starter.starts())));
        return text.toString();
    }
}
