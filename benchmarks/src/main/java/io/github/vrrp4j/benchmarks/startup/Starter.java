package io.github.vrrp4j.benchmarks.startup;

import io.github.vrrp4j.benchmarks.Daemon;
import io.github.vrrp4j.benchmarks.lan.Capture;
import io.github.vrrp4j.benchmarks.lan.Frame;
import io.github.vrrp4j.benchmarks.lan.Frame.Kind;
import io.github.vrrp4j.benchmarks.lan.Frame.Sender;
import io.github.vrrp4j.benchmarks.lan.Lan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One kind of router, which owns its address and so advertises as soon as it can, on a LAN of its own. */
final class Starter implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** After the first advertisement, until it does nothing but advertise. */
    private static final long SETTLING_MS = 5000;

    private static final long NS_PER_S = 1_000_000_000;

    private final String name;
    private final Lan lan;
    private final Capture capture;
    private final Daemon daemon;
    private final List<Start> starts = new ArrayList<>();

    /**
     * One start.
     *
     * @param advertisementNs from before the first exec to the first advertisement on the wire
     * @param memory some seconds later
     */
    record Start(long advertisementNs, Memory memory) {}

    private Starter(String name, Lan lan, Capture capture, Daemon daemon) {
        this.name = name;
        this.lan = lan;
        this.capture = capture;
        this.daemon = daemon;
    }

    /** Gives the router of a kind in a namespace. */
    @FunctionalInterface
    interface Factory {
        Daemon in(String namespace) throws IOException;
    }

    static Starter create(String name, String lanName, Path directory, Factory factory)
            throws IOException, InterruptedException {
        Lan lan = Lan.create(lanName);
        Path log = directory.resolve(lan.switchNamespace() + ".log");
        return new Starter(
                name, lan, Capture.start(lan.switchNamespace(), Lan.BRIDGE, log), factory.in(lan.masterNamespace()));
    }

    /** Starts it, measures, and ends it. */
    Start start() throws IOException, InterruptedException {
        capture.clear();
        Instant started = Instant.now();
        daemon.start();
        try {
            Frame first = capture.await(name + ": an advertisement", LIMIT, Starter::firstAdvertisement);
            Thread.sleep(SETTLING_MS);
            return new Start(
                    first.timeNs() - (started.getEpochSecond() * NS_PER_S + started.getNano()), Memory.of(daemon));
        } finally {
            daemon.stop();
        }
    }

    private static @Nullable Frame firstAdvertisement(List<Frame> frames) {
        return frames.stream()
                .filter(frame -> frame.is(Sender.MASTER, Kind.ADVERTISEMENT))
                .findFirst()
                .orElse(null);
    }

    void measure() throws IOException, InterruptedException {
        Start start = start();
        starts.add(start);
        System.out.println(name + " " + start);
    }

    String name() {
        return name;
    }

    List<Start> starts() {
        return starts;
    }

    @Override
    public void close() {
        daemon.close();
        capture.close();
        lan.close();
    }
}
