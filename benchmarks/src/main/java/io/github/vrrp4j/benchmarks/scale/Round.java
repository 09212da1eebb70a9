package io.github.vrrp4j.benchmarks.scale;

import io.github.vrrp4j.benchmarks.Daemon;
import io.github.vrrp4j.benchmarks.scale.Sample.Rates;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * One pair of routers from its start to the death of its MASTER.
 *
 * @param startS from the start of the later process to the last address on the MASTER
 * @param settled whether the BACKUP then was quiet for some seconds; if not, the rest was measured nevertheless
 * @param master of the MASTER while nothing happens
 * @param backup of the BACKUP at the same time
 * @param firstMs from SIGKILL to the MASTER to the first address on the BACKUP
 * @param lastMs the same to the last
 * @param back virtual routers of the BACKUP that became MASTER more than once by then
 */
record Round(double startS, boolean settled, Rates master, Rates backup, double firstMs, double lastMs, int back) {

    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration FAILOVER_LIMIT = Duration.ofSeconds(30);
    private static final long QUIET_MS = 3000;
    private static final int QUIET_ATTEMPTS = 5;
    private static final long AFTERMATH_MS = 1000;
    private static final double MS_PER_S = 1000;

    /** Runs it. Neither router runs before or after. */
    static Round run(Load load, Daemon master, Daemon backup, Cable cable, int seconds)
            throws IOException, InterruptedException {
        int all = load.virtualRouters();
        try (AddressWatch atMaster = AddressWatch.start(cable.master());
                AddressWatch atBackup = AddressWatch.start(cable.backup())) {
            master.start();
            backup.start();
            Instant started = Instant.now();
            master.awaitBackup(all);
            backup.awaitBackup(all);
            boolean complete = atMaster.await(all, START_LIMIT);
            double startS = complete ? ms(started, atMaster.last()) / MS_PER_S : Double.NaN;
            boolean settled = complete && atBackup.await(0, START_LIMIT) && becomesQuiet(backup);

            Sample masterBefore = Sample.take(master);
            Sample backupBefore = Sample.take(backup);
            Thread.sleep(Duration.ofSeconds(seconds).toMillis());
            Rates masterRates = Sample.take(master).since(masterBefore);
            Rates backupRates = Sample.take(backup).since(backupBefore);

            int before = backup.transitionsToMaster();
            Instant killed = Instant.now();
            master.kill();
            boolean over = atBackup.await(all, FAILOVER_LIMIT);
            Thread.sleep(AFTERMATH_MS);
            return new Round(
                    startS,
                    settled,
                    masterRates,
                    backupRates,
                    over ? ms(killed, atBackup.first()) : Double.NaN,
                    over ? ms(killed, atBackup.last()) : Double.NaN,
                    backup.transitionsToMaster() - before - all);
        } finally {
            master.stop();
            backup.stop();
            cable.removeVirtualAddresses();
        }
    }

    private static boolean becomesQuiet(Daemon backup) throws IOException, InterruptedException {
        for (int i = 0; i < QUIET_ATTEMPTS; i++) {
            int before = backup.transitionsToMaster();
            Thread.sleep(QUIET_MS);
            if (backup.transitionsToMaster() == before) {
                return true;
            }
        }
        return false;
    }

    private static double ms(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e6;
    }
}
