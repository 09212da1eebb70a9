package io.github.vrrp4j.benchmarks.takeover;

import io.github.vrrp4j.benchmarks.Daemon;
import io.github.vrrp4j.benchmarks.Host;
import io.github.vrrp4j.benchmarks.ResultsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Kills MASTERs and measures how late the BACKUP takes over, the node of this project and keepalived in turns, so that
 * what else the host does meets both. The MASTER is a keepalived of priority 200 for both, the BACKUP has priority 100.
 */
final class TakeoverComparison {

    private static final int DEFAULT_ROUNDS = 20;
    private static final int DEFAULT_STARTS = 10;
    private static final int MASTER_PRIORITY = 200;
    private static final int BACKUP_PRIORITY = 100;

    /** Any number: the moments of the kills are the same in each run. */
    private static final long SEED = 5798;

    private final Random phase = new Random(SEED);
    private final Contender vrrp4j;
    private final Contender keepalived;

    private TakeoverComparison(Contender vrrp4j, Contender keepalived) {
        this.vrrp4j = vrrp4j;
        this.keepalived = keepalived;
    }

    /**
     * Takes the file of results, the directory for raw figures, the launcher of the node, and optionally how many rounds
     * and how many starts to measure: then the file of results stays as it is.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path results = Path.of(arguments[0]);
        Path raw = Files.createDirectories(Path.of(arguments[1]));
        Path launcher = Path.of(arguments[2]);
        boolean standard = arguments.length == 3;
        int rounds = standard ? DEFAULT_ROUNDS : Integer.parseInt(arguments[3]);
        int starts = standard ? DEFAULT_STARTS : Integer.parseInt(arguments[4]);
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
            series = new TakeoverComparison(vrrp4j, keepalived).run(rounds, starts);
            Runtime.getRuntime().removeShutdownHook(hook);
        }
        String markdown = markdown(series, loadBefore);
        System.out.println();
        System.out.print(markdown);
        Files.writeString(raw.resolve("takeover.md"), markdown);
        Files.writeString(raw.resolve("takeover.csv"), csv(series));
        if (standard) {
            new ResultsFile(results).replace("takeover", markdown);
        }
    }

    private static Contender vrrp4j(String name, Path launcher, Path directory)
            throws IOException, InterruptedException {
        Lan lan = Lan.create(name);
        return contender(
                "vrrp4j",
                lan,
                Daemon.vrrp4j(launcher, lan.backupNamespace(), Configuration.vrrp4j(BACKUP_PRIORITY), directory),
                directory);
    }

    private static Contender keepalived(String name, Path directory) throws IOException, InterruptedException {
        Lan lan = Lan.create(name);
        return contender(
                "keepalived",
                lan,
                Daemon.keepalived(lan.backupNamespace(), Configuration.keepalived(BACKUP_PRIORITY), directory),
                directory);
    }

    private static Contender contender(String name, Lan lan, Daemon backup, Path directory) throws IOException {
        return new Contender(
                name,
                lan,
                Capture.start(lan.switchNamespace(), Lan.BRIDGE, directory.resolve(lan.switchNamespace() + ".log")),
                Daemon.keepalived(lan.masterNamespace(), Configuration.keepalived(MASTER_PRIORITY), directory),
                backup);
    }

    private List<Series> run(int rounds, int starts) throws IOException, InterruptedException {
        Series firstOfVrrp4j = new Series("first", vrrp4j.name());
        Series firstOfKeepalived = new Series("first", keepalived.name());
        for (int i = 0; i < starts; i++) {
            firstOfVrrp4j.add(firstTakeover(vrrp4j));
            firstOfKeepalived.add(firstTakeover(keepalived));
            vrrp4j.stopBackup();
            keepalived.stopBackup();
        }
        firstTakeover(vrrp4j);
        firstTakeover(keepalived);
        Series laterOfVrrp4j = new Series("later", vrrp4j.name());
        Series laterOfKeepalived = new Series("later", keepalived.name());
        for (int i = 0; i < rounds; i++) {
            laterOfVrrp4j.add(laterTakeover(vrrp4j));
            laterOfKeepalived.add(laterTakeover(keepalived));
        }
        return List.of(firstOfVrrp4j, firstOfKeepalived, laterOfVrrp4j, laterOfKeepalived);
    }

    private Takeover firstTakeover(Contender contender) throws IOException, InterruptedException {
        contender.startMaster();
        contender.startBackup();
        return contender.killMaster(phase);
    }

    private Takeover laterTakeover(Contender contender) throws IOException, InterruptedException {
        contender.startMaster();
        return contender.killMaster(phase);
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
        StringBuilder text = new StringBuilder("takeover,backup,advertisement_late_us,garp_late_us\n");
        series.forEach(one -> text.append(one.csv()));
        return text.toString();
    }
}
