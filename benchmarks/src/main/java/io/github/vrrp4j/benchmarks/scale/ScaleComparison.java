package io.github.vrrp4j.benchmarks.scale;

import io.github.vrrp4j.benchmarks.Daemon;
import io.github.vrrp4j.benchmarks.Host;
import io.github.vrrp4j.benchmarks.ResultsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Runs two routers with 250 virtual routers each on one cable, and kills the MASTER at the end: the node of this project and
 * keepalived in turns, so that what else the host does meets both.
 */
final class ScaleComparison {

    private static final int VIRTUAL_ROUTERS = 250;
    private static final int REALTIME_PRIORITY = 50;
    private static final List<Load> LOADS = List.of(
            new Load(VIRTUAL_ROUTERS, 100, 0),
            new Load(VIRTUAL_ROUTERS, 10, 0),
            new Load(VIRTUAL_ROUTERS, 10, REALTIME_PRIORITY));
    private static final int DEFAULT_ROUNDS = 3;
    private static final int DEFAULT_SECONDS = 20;
    private static final int MASTER_PRIORITY = 200;
    private static final int BACKUP_PRIORITY = 100;

    /** One kind of router, both sides of a cable. */
    private record Contender(String name, Load load, Cable cable, Daemon master, Daemon backup, List<Round> rounds)
            implements AutoCloseable {

        void run(int seconds) throws IOException, InterruptedException {
            Round round = Round.run(load, master, backup, cable, seconds);
            rounds.add(round);
            System.out.printf(Locale.ROOT, "%-10s %s %s%n", name, load, round);
        }

        Table table() {
            return new Table(name, load, rounds);
        }

        @Override
        public void close() {
            master.close();
            backup.close();
            cable.close();
        }
    }

    private ScaleComparison() {}

    /**
     * Takes the file of results, the directory for raw figures, the launcher of the node, and optionally how many rounds and
     * how many seconds of each to measure: then the file of results stays as it is.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path results = Path.of(arguments[0]);
        Path raw = Files.createDirectories(Path.of(arguments[1]));
        Path launcher = Path.of(arguments[2]);
        boolean standard = arguments.length == 3;
        int rounds = standard ? DEFAULT_ROUNDS : Integer.parseInt(arguments[3]);
        int seconds = standard ? DEFAULT_SECONDS : Integer.parseInt(arguments[4]);
        String loadBefore = Host.load();
        List<Contender> contenders = new ArrayList<>();
        Thread hook = new Thread(() -> contenders.forEach(Contender::close));
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            for (Load load : LOADS) {
                contenders.add(vrrp4j(load, launcher, raw));
                contenders.add(keepalived(load, raw));
            }
            for (int i = 0; i < rounds; i++) {
                for (Contender contender : contenders) {
                    contender.run(seconds);
                }
            }
        } finally {
            contenders.forEach(Contender::close);
        }
        Runtime.getRuntime().removeShutdownHook(hook);
        String markdown = markdown(contenders, loadBefore, seconds);
        System.out.println();
        System.out.print(markdown);
        Files.writeString(raw.resolve("scale.md"), markdown);
        if (standard) {
            new ResultsFile(results).replace("scale", markdown);
        }
    }

    private static Contender vrrp4j(Load load, Path launcher, Path directory) throws IOException, InterruptedException {
        Cable cable = Cable.create(name("v", load));
        return new Contender(
                "vrrp4j",
                load,
                cable,
                Daemon.vrrp4j(launcher, cable.master(), load.vrrp4j(MASTER_PRIORITY), directory),
                Daemon.vrrp4j(launcher, cable.backup(), load.vrrp4j(BACKUP_PRIORITY), directory),
                new ArrayList<>());
    }

    private static Contender keepalived(Load load, Path directory) throws IOException, InterruptedException {
        Cable cable = Cable.create(name("k", load));
        return new Contender(
                "keepalived",
                load,
                cable,
                Daemon.keepalived(cable.master(), load.keepalived(MASTER_PRIORITY), directory),
                Daemon.keepalived(cable.backup(), load.keepalived(BACKUP_PRIORITY), directory),
                new ArrayList<>());
    }

    private static String name(String kind, Load load) {
        return "vs" + ProcessHandle.current().pid() + kind + load.intervalMs()
                + (load.realtimePriority() == 0 ? "" : "r");
    }

    private static String markdown(List<Contender> contenders, String loadBefore, int seconds) throws IOException {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "Host: %s; load average %s before, %s after.%nMedians of the rounds, %d s each; transitions are sums.%n%n%s",
                Host.describe(),
                loadBefore,
                Host.load(),
                seconds,
                Table.STEADY_HEADER));
        contenders.forEach(contender -> text.append(contender.table().steadyRow()));
        text.append('\n').append(Table.FAILOVER_HEADER);
        contenders.forEach(contender -> text.append(contender.table().failoverRow()));
        return text.toString();
    }
}
