package io.github.vrrp4j.examples.node.demo;

import io.github.vrrp4j.packet.IpAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The process of a client that writes to a Redis server all the time: the key {@code n:0}, {@code n:1} and so on, each with
 * {@code WAIT}. What was acknowledged goes into a file ({@link WrittenNumbers}). Whatever fails ends the connection, and it
 * connects to the address again.
 */
@Command(name = RedisWriter.COMMAND, hidden = true, description = "A writing client of the demonstration.")
public final class RedisWriter implements Callable<Integer> {

    /** The hidden command that starts it. */
    public static final String COMMAND = "demo-writer";

    /** Nothing may take longer: connecting, nor an answer. */
    static final int TIMEOUT_MS = 100;

    private static final int PORT = 6379;
    private static final long RETRY_MS = 10;

    /** How long an acknowledgement by the replica is waited for. */
    static final int REPLICA_MS = 20;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls any method
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "ADDRESS")
    private String address = "";

    @Parameters(index = "1", paramLabel = "FILE")
    private String file = "";

    /** By {@code replica-announce-ip} of the servers. */
    @Parameters(index = "2..*", arity = "1..*", paramLabel = "ADDRESS=NAME")
    private Map<String, String> names = Map.of();

    private @Nullable RedisConnection connection;
    private String server = "";

    /** Creates it; picocli sets the rest. */
    public RedisWriter() {}

    @Override
    public Integer call() throws IOException {
        DemoProcess.exitWhenInputEnds();
        long intervalNs = Cast.REQUEST_INTERVAL.toNanos();
        long startNs = System.nanoTime();
        try (PrintWriter acknowledged = new PrintWriter(Files.newBufferedWriter(Path.of(file)), true)) {
            for (long number = 0; ; number++) {
                if (!write(number, startNs, acknowledged)) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(RETRY_MS));
                }
                long nowNs = System.nanoTime();
                LockSupport.parkNanos(intervalNs - (nowNs - startNs) % intervalNs);
            }
        }
    }

    /** Whether the server acknowledged it. */
    private boolean write(long number, long startNs, PrintWriter acknowledged) throws IOException {
        try {
            RedisConnection open = connected();
            open.send(List.of(
                    List.of("SET", WrittenNumbers.KEY_PREFIX + number, Long.toString(number)),
                    List.of("WAIT", "1", Integer.toString(REPLICA_MS))));
            open.read();
            long nowNs = System.nanoTime();
            acknowledged.println(WrittenNumbers.byPrimary(number, server));
            // The sequence number is the time: a write that was kept waiting is an outage like one that failed.
            long sequence = (nowNs - startNs) / Cast.REQUEST_INTERVAL.toNanos();
            PrintWriter out = spec.commandLine().getOut();
            out.println(Observation.line(new Observation.Answer(address, sequence, nowNs, server)));
            out.flush();
            if (Integer.parseInt(open.read().get(0)) > 0) {
                acknowledged.println(WrittenNumbers.byBoth(number));
            }
            return true;
        } catch (IOException e) {
            disconnect();
            return false;
        }
    }

    private RedisConnection connected() throws IOException {
        if (connection == null) {
            RedisConnection opened = RedisConnection.open(
                    new InetSocketAddress(IpAddress.parse(address).toInetAddress(), PORT), TIMEOUT_MS);
            connection = opened;
            opened.send(List.of(List.of("CONFIG", "GET", "replica-announce-ip")));
            String own = opened.read().get(1);
            server = names.getOrDefault(own, own);
        }
        return connection;
    }

    private void disconnect() throws IOException {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
