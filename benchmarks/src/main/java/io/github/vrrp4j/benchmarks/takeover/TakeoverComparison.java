package io.github.vrrp4j.benchmarks.takeover;

import io.github.vrrp4j.benchmarks.Daemon;
import io.github.vrrp4j.benchmarks.Host;
import io.github.vrrp4j.benchmarks.ResultsFile;
import io.github.vrrp4j.benchmarks.lan.Capture;
import io.github.vrrp4j.benchmarks.lan.Lan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Ends MASTERs and measures how late the BACKUP takes over, the node of this project and keepalived in turns, so that
 * what else the host does meets both. Both of a pair are of one program, the MASTER of priority 200, the BACKUP of 100.
 */
final class TakeoverComparison {

    private static final int DEFAULT_ROUNDS = 20;
    private static final int DEFAULT_STARTS = 10;
    private static final int MASTER_PRIORITY = 200;
    private static final int BACKUP_PRIORITY = 100;

    /** Any number: the moments of the ends are the same in each run. */
    private static final long SEED = 5798;

    private final Random phase = new Random(SEED);
    private final Contender vrrp4j;
    private final Contender keepalived;

    private TakeoverComparison(Contender vrrp4j, Contender keepalived) {
        this.vrrp4j = vrrp4j;
        this.keepalived = keepalived;
    }

    /**
     * Takes the file of results, the directory for raw figures, the launcher of the node, and optionally the one {@link
     * Mode} to measure, and how many rounds and how many starts: with any of these the file of results stays as it is.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path results = Path.of(arguments[0]);
        Path raw = Files.createDirectories(Path.of(arguments[1]));
        Path launcher = Path.of(arguments[2]);
        List<String> options = List.of(arguments).subList(3, arguments.length);
        boolean one = options.size() % 2 == 1;
        List<Mode> modes = one ? List.of(Mode.of(options.get(0))) : List.of(Mode.values());
        List<String> numbers = one ? options.subList(1, options.size()) : options;
        int rounds = numbers.isEmpty() ? DEFAULT_ROUNDS : Integer.parseInt(numbers.get(0));
        int starts = numbers.isEmpty() ? DEFAULT_STARTS : Integer.parseInt(numbers.get(1));
        String name = "vb" + ProcessHandle.current().pid();
        String loadBefore = Host.load();
        List<Series> series;
        try (Contender vrrp4j = vrrp4j(name + "v", launcher, raw);
                Contender keepalived = keepalived(name + "k", raw)) {
            Thread hook = new Thread(() -> {
                vrrp4j.abandon();
                keepalived.abandon();
            });
            Runtime.getRuntime().addShutdownHook(hook);
            series = new TakeoverComparison(vrrp4j, keepalived).run(modes, rounds, starts);
            Runtime.getRuntime().removeShutdownHook(hook);
        }
        String markdown = markdown(series, loadBefore);
        System.out.println();
        System.out.print(markdown);
        Files.writeString(raw.resolve("takeover.md"), markdown);
        Files.writeString(raw.resolve("takeover.csv"), csv(series));
        if (options.isEmpty()) {
            new ResultsFile(results).replace("takeover", markdown);
        }
    }

    private static Contender vrrp4j(String name, Path launcher, Path directory)
            throws IOException, InterruptedException {
        Lan lan = Lan.create(name);
        return contender(
                "vrrp4j",
                lan,
                Daemon.vrrp4j(launcher, lan.masterNamespace(), Configuration.vrrp4j(MASTER_PRIORITY), directory),
                Daemon.vrrp4j(launcher, lan.backupNamespace(), Configuration.vrrp4j(BACKUP_PRIORITY), directory),
                directory);
    }

    private static Contender keepalived(String name, Path directory) throws IOException, InterruptedException {
        Lan lan = Lan.create(name);
        return contender(
                "keepalived",
                lan,
                Daemon.keepalived(lan.masterNamespace(), Configuration.keepalived(MASTER_PRIORITY), directory),
                Daemon.keepalived(lan.backupNamespace(), Configuration.keepalived(BACKUP_PRIORITY), directory),
                directory);
    }

    private static Contender contender(String name, Lan lan, Daemon master, Daemon backup, Path directory)
            throws IOException {
        Path log = directory.resolve(lan.switchNamespace() + ".log");
        return new Contender(
                name,
                lan,
                Capture.start(lan.switchNamespace(), Lan.BRIDGE, log),
                MasterWatch.start(lan.masterNamespace()),
                master,
                backup);
    }

    private List<Series> run(List<Mode> modes, int rounds, int starts) throws IOException, InterruptedException {
        List<Series> all = new ArrayList<>();
        for (Mode mode : modes) {
            Series first = new Series(mode, "first");
            for (int i = 0; i < starts; i++) {
                vrrp4j.stopBackup();
                keepalived.stopBackup();
                first.add(firstTakeover(vrrp4j, mode), firstTakeover(keepalived, mode));
            }
            Series later = new Series(mode, "later");
            for (int i = 0; i < rounds; i++) {
                later.add(laterTakeover(vrrp4j, mode), laterTakeover(keepalived, mode));
            }
            all.add(first);
            all.add(later);
        }
        return all;
    }

    private Takeover firstTakeover(Contender contender, Mode mode) throws IOException, InterruptedException {
        contender.startMaster();
        contender.startBackup();
        return contender.endMaster(mode, phase);
    }

    private Takeover laterTakeover(Contender contender, Mode mode) throws IOException, InterruptedException {
        contender.startMaster();
        return contender.endMaster(mode, phase);
    }

    private static String markdown(List<Series> series, String loadBefore) throws IOException {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "Host: %s; load average %s before, %s after.%n%n%s",
                Host.describe(),
                loadBefore,
                Host.load(),
                Series.HEADER));
        series.forEach(one -> text.append(one.rows()));
        return text.toString();
    }

    private static String csv(List<Series> series) {
        StringBuilder text = new StringBuilder(Series.CSV_HEADER);
        series.forEach(one -> text.append(one.csv()));
        return text.toString();
    }
}
