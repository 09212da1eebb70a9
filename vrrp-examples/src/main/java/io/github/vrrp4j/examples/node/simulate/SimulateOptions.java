package io.github.vrrp4j.examples.node.simulate;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code vrrp simulate} takes; picocli fills it in. */
public final class SimulateOptions {
    private static final long DEFAULT_SEEDS = 1_000;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "how many seeds to run, 1 or more; default 1000, with --trace or --pcap 1")
    @Nullable
    Long seeds;

    @Option(names = "--seed", paramLabel = "S", description = "the first seed, 0 or more; default 0")
    long firstSeed;

    @Option(
            names = "--nodes",
            paramLabel = "N|MIN-MAX",
            converter = NodeRange.Converter.class,
            defaultValue = "2-8",
            description = "how many hosts, 2..64; default 2-8, and the seed decides")
    @SuppressWarnings("NullAway.Init") // it has a default
    NodeRange nodes;

    @Option(
            names = "--family",
            paramLabel = "ipv4|ipv6|both",
            converter = FamilyChoice.Converter.class,
            defaultValue = "both",
            description = "the IP version; default both, and the seed decides")
    @SuppressWarnings("NullAway.Init") // it has a default
    FamilyChoice family;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "how many threads, 1..1024; default one for each processor")
    int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--trace", description = "print everything that happens, one line each; for one seed")
    boolean trace;

    @Option(names = "--pcap", paramLabel = "FILE", description = "write the packets, for Wireshark; for one seed")
    @Nullable
    Path pcap;

    /** Creates them; picocli fills them in. */
    public SimulateOptions() {}

    long seeds() {
        if (seeds != null) {
            return seeds;
        }
        return showsOneRun() ? 1 : DEFAULT_SEEDS;
    }

    boolean showsOneRun() {
        return trace || pcap != null;
    }

    /** What is wrong with them, for people; null if nothing is. */
    @Nullable
    String mistake() {
        if (seeds() < 1) {
            return "--seeds " + seeds() + " is not 1 or more";
        }
        if (firstSeed < 0 || firstSeed > Long.MAX_VALUE - seeds()) {
            return "--seed " + firstSeed + " is not in 0.." + (Long.MAX_VALUE - seeds());
        }
        if (threads < 1 || threads > SeedRange.MAX_THREADS) {
            return "--threads " + threads + " is not in 1.." + SeedRange.MAX_THREADS;
        }
        if (showsOneRun() && seeds() > 1) {
            return (trace ? "--trace" : "--pcap") + " shows one run: not with --seeds " + seeds() + ", use --seeds 1";
        }
        return null;
    }

    /** The command that runs one of the seeds again. */
    String replay(long seed) {
        return "./vrrp simulate --seeds 1 --seed " + seed + " --nodes " + nodes + " --family " + family + " --trace";
    }
}
