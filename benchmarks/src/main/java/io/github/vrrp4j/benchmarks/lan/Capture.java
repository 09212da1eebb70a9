package io.github.vrrp4j.benchmarks.lan;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What tcpdump sees on a bridge, with the kernel's time of each frame in nanoseconds. A thread of its own reads the pcap
 * stream.
 */
public final class Capture implements AutoCloseable {

    private static final int FILE_HEADER_LENGTH = 24;
    private static final int RECORD_HEADER_LENGTH = 16;
    private static final int NANOSECOND_MAGIC = 0xa1b23c4d;
    private static final long NS_PER_S = 1_000_000_000;

    private final Process tcpdump;
    private final List<Frame> frames = new ArrayList<>();
    private @Nullable IOException failure;

    private Capture(Process tcpdump) {
        this.tcpdump = tcpdump;
    }

    /** Starts to capture advertisements and ARP; messages of tcpdump go to the log. */
    public static Capture start(String namespace, String interfaceName, Path log) throws IOException {
        Process tcpdump = new ProcessBuilder(("ip netns exec " + namespace + " tcpdump -i " + interfaceName
                                + " -n --nano --immediate-mode -U -w - arp or ip proto 112")
                        .split(" ", -1))
                .redirectError(log.toFile())
                .start();
        Capture capture = new Capture(tcpdump);
        Thread reader = new Thread(capture::read, "capture " + namespace);
        reader.setDaemon(true);
        reader.start();
        return capture;
    }

    private void read() {
        try (DataInputStream stream = new DataInputStream(tcpdump.getInputStream())) {
            if (next(stream, FILE_HEADER_LENGTH).getInt(0) != NANOSECOND_MAGIC) {
                throw new IOException("tcpdump did not write pcap with nanoseconds");
            }
            while (true) {
                ByteBuffer header = next(stream, RECORD_HEADER_LENGTH);
                long timeNs = header.getInt(0) * NS_PER_S + header.getInt(4);
                int length = header.getInt(8);
                ByteBuffer ethernet = next(stream, length).order(ByteOrder.BIG_ENDIAN);
                Frame frame = length < Frame.MIN_LENGTH ? null : Frame.read(timeNs, ethernet);
                if (frame != null) {
                    add(frame);
                }
            }
        } catch (EOFException e) {
            fail(new IOException("tcpdump ended"));
        } catch (IOException e) {
            fail(e);
        }
    }

    private static ByteBuffer next(DataInputStream stream, int length) throws IOException {
        byte[] octets = new byte[length];
        stream.readFully(octets);
        return ByteBuffer.wrap(octets).order(ByteOrder.nativeOrder());
    }

    private synchronized void add(Frame frame) {
        frames.add(frame);
        notifyAll();
    }

    private synchronized void fail(IOException e) {
        failure = e;
        notifyAll();
    }

    /** Forgets what was seen. */
    public synchronized void clear() {
        frames.clear();
    }

    /**
     * Asks whenever a frame was seen, with all frames since {@link #clear} in their order.
     *
     * @param question gives null for "not yet"
     * @throws IOException if the answer is still null after the limit, or tcpdump ended
     */
    public synchronized <T> T await(String what, Duration limit, Function<List<Frame>, @Nullable T> question)
            throws IOException, InterruptedException {
        long deadlineNs = System.nanoTime() + limit.toNanos();
        while (true) {
            T answer = question.apply(frames);
            if (answer != null) {
                return answer;
            }
            long leftMs = Duration.ofNanos(deadlineNs - System.nanoTime()).toMillis();
            if (failure != null) {
                throw failure;
            }
            if (leftMs <= 0) {
                throw new IOException("not seen on the wire within " + limit.toSeconds() + " s: " + what);
            }
            wait(leftMs);
        }
    }

    @Override
    public void close() {
        tcpdump.destroyForcibly();
    }
}
