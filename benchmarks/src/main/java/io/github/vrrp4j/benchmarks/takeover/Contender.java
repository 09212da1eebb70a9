package io.github.vrrp4j.benchmarks.takeover;

import io.github.vrrp4j.benchmarks.Daemon;
import io.github.vrrp4j.benchmarks.lan.Capture;
import io.github.vrrp4j.benchmarks.lan.Frame;
import io.github.vrrp4j.benchmarks.lan.Frame.Kind;
import io.github.vrrp4j.benchmarks.lan.Frame.Sender;
import io.github.vrrp4j.benchmarks.lan.Lan;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** MASTER and BACKUP of one program, on a LAN of their own. */
final class Contender implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Advertisements of the MASTER in a row: 2 s of quiet before its end. */
    private static final int STEADY_ADVERTISEMENTS = 20;

    private static final int INTERVAL_MS = 100;
    private static final long NS_PER_S = 1_000_000_000;

    /** After the first gratuitous ARP, for the rest of the burst. */
    private static final long AFTERMATH_MS = 300;

    private final String name;
    private final Lan lan;
    private final Capture capture;
    private final MasterWatch watch;
    private final Daemon master;
    private final Daemon backup;

    /** Owns all of them. */
    Contender(String name, Lan lan, Capture capture, MasterWatch watch, Daemon master, Daemon backup) {
        this.name = name;
        this.lan = lan;
        this.capture = capture;
        this.watch = watch;
        this.master = master;
        this.backup = backup;
    }

    /** Starts the MASTER, which preempts; returns when it advertises. */
    void startMaster() throws IOException, InterruptedException {
        capture.clear();
        master.start();
        master.awaitBackup(1);
        capture.await(name + ": a MASTER", LIMIT, frames -> steady(frames, 1));
    }

    /** Starts the BACKUP; takeovers from here to {@link #stopBackup} are of one process. */
    void startBackup() throws IOException, InterruptedException {
        backup.start();
        backup.awaitBackup(1);
    }

    void stopBackup() throws InterruptedException {
        backup.stop();
    }

    /**
     * Leaves both in peace for a while, then ends the MASTER.
     *
     * @param phase chooses the moment between two advertisements
     */
    Takeover endMaster(Mode mode, Random phase) throws IOException, InterruptedException {
        capture.clear();
        watch.clear();
        capture.await(name + ": a steady MASTER", LIMIT, frames -> steady(frames, STEADY_ADVERTISEMENTS));
        Thread.sleep(phase.nextInt(INTERVAL_MS));
        long endNs = nowNs();
        mode.end(master, lan);
        Takeover takeover = capture.await(
                name + ": a takeover after " + mode.text(), LIMIT, frames -> Takeover.find(mode, endNs, frames));
        if (mode == Mode.LINK_DOWN) {
            takeover = takeover.withMasterNs(watch.awaitKeptNs(LIMIT));
        }
        Thread.sleep(AFTERMATH_MS);
        master.stop();
        lan.repairMaster();
        return takeover;
    }

    /** The clock of the {@link Capture}. */
    private static long nowNs() {
        Instant now = Instant.now();
        return now.getEpochSecond() * NS_PER_S + now.getNano();
    }

    /** True if the last advertisements, so many of them, are all of the MASTER; null if not yet. */
    private static @Nullable Boolean steady(List<Frame> frames, int advertisements) {
        int count = 0;
        for (Frame frame : frames) {
            if (frame.is(Sender.MASTER, Kind.ADVERTISEMENT)) {
                count++;
            } else if (frame.sender() == Sender.BACKUP) {
                count = 0;
            }
        }
        return count >= advertisements ? Boolean.TRUE : null;
    }

    @Override
    public void close() {
        abandon();
    }

    /** Kills every process and deletes the namespaces, from any thread: for the end of the JVM. */
    void abandon() {
        master.close();
        backup.close();
        capture.close();
        watch.close();
        lan.close();
    }
}
