package io.github.vrrp4j.netlink.route;

import io.github.vrrp4j.netlink.SystemCallException;
import io.github.vrrp4j.netlink.libc.Errno;
import io.github.vrrp4j.netlink.libc.LibC;
import io.github.vrrp4j.netlink.libc.Native;
import io.github.vrrp4j.netlink.libc.NativeMemory;
import io.github.vrrp4j.netlink.libc.NativeSocket;
import io.github.vrrp4j.netlink.libc.SocketOption;
import io.github.vrrp4j.netlink.route.Reply.ObjectReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sends one request at a time to the kernel and waits for its whole answer. Safe for use by any thread: requests run one
 * after the other, as they would in the kernel, which has one lock for all of rtnetlink.
 */
final class RtnetlinkSocket implements Closeable {

    /** Writes a request into the buffer, from 0 to the limit it sets. */
    @FunctionalInterface
    interface RequestWriter {
        void write(ByteBuffer buffer, int sequence);
    }

    private static final int NETLINK_ROUTE = 0;
    private static final int SOCKET_ADDRESS_LENGTH = 12;

    /**
     * How long an answer may take once the request is sent. The kernel does the work within send(2), where waiting for
     * its lock has no bound; afterwards only a lost datagram delays the answer.
     */
    private static final long ANSWER_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(2);

    private static final int ATTEMPTS = 3;

    /** The kernel cuts a dump into datagrams that are never longer. */
    private static final int RECEIVE_LENGTH = 32 * 1024;

    private final LibC libc = Native.libc();
    private final NativeSocket socket;
    private final NativeMemory requestMemory = new NativeMemory(Request.MAX_LENGTH);
    private final NativeMemory replyMemory = new NativeMemory(RECEIVE_LENGTH);
    private int sequence;

    private RtnetlinkSocket(NativeSocket socket) {
        this.socket = socket;
    }

    static RtnetlinkSocket open() throws IOException {
        NativeSocket socket = NativeSocket.openRaw("rtnetlink", NativeSocket.AF_NETLINK, NETLINK_ROUTE);
        try {
            socket.set(SocketOption.NETLINK_EXT_ACK, 1);
            socket.set(SocketOption.NETLINK_CAP_ACK, 1);
            socket.set(SocketOption.NETLINK_GET_STRICT_CHK, 1);
            socket.receiveTimeout(ANSWER_TIMEOUT_NS);
            // Port 0 is the kernel. Connected to it, the socket takes messages from nobody else.
            socket.connect(ByteBuffer.allocate(SOCKET_ADDRESS_LENGTH)
                    .order(ByteOrder.nativeOrder())
                    .putShort(0, (short) NativeSocket.AF_NETLINK));
            return new RtnetlinkSocket(socket);
        } catch (IOException | RuntimeException | Error e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Exchanges one request for its answer. Every attempt has a sequence number of its own, so a late answer to one is
     * never taken for the answer to another.
     *
     * @param call names the request in messages
     * @param objects takes the objects of the answer
     * @param onAttempt runs before each attempt: what earlier ones brought is to be forgotten
     * @throws SystemCallException if the kernel refuses
     * @throws IOException if it does not answer in 2 seconds
     */
    synchronized void request(String call, RequestWriter writer, ObjectReader objects, Runnable onAttempt)
            throws IOException {
        if (socket.descriptor() == -1) {
            throw new IOException(call + ": this network is closed");
        }
        for (int attempt = 1; ; attempt++) {
            onAttempt.run();
            Reply reply = new Reply(++sequence, objects);
            int errno = exchange(call, writer, reply);
            boolean again = Errno.EINTR.is(errno) || Errno.ENOBUFS.is(errno) || (errno == 0 && reply.isInconsistent());
            if (!again || attempt == ATTEMPTS) {
                finish(call, errno, reply);
                return;
            }
        }
    }

    /**
     * The same for a request that is answered with success or an errno alone.
     *
     * @param expected what the kernel may refuse with
     * @return false if it refused with one of these
     * @throws SystemCallException if it refuses with another
     */
    boolean change(String call, RequestWriter writer, Errno... expected) throws IOException {
        try {
            request(call, writer, (type, datagram, offset, end) -> {}, () -> {});
            return true;
        } catch (SystemCallException e) {
            for (Errno each : expected) {
                if (each.is(e.errno())) {
                    return false;
                }
            }
            throw e;
        }
    }

    /** Reads the payload of RTM_NEWLINK. */
    @FunctionalInterface
    interface LinkReader<T> {
        T read(ByteBuffer datagram, int offset, int end) throws MalformedMessageException;
    }

    /** The same for a request that is answered with one interface. */
    <T> T link(String call, RequestWriter writer, LinkReader<T> reader) throws IOException {
        List<T> found = new ArrayList<>(1);
        request(
                call,
                writer,
                (type, datagram, offset, end) -> {
                    if (type == Request.RTM_NEWLINK) {
                        found.add(reader.read(datagram, offset, end));
                    }
                },
                found::clear);
        if (found.isEmpty()) {
            throw new MalformedMessageException(call + " was acknowledged without an interface");
        }
        return found.get(0);
    }

    private static void finish(String call, int errno, Reply reply) throws IOException {
        if (errno != 0) {
            throw new SystemCallException(call, errno, reply.text());
        }
        if (reply.isInconsistent()) {
            throw new IOException(call + ": changed under each of " + ATTEMPTS + " dumps");
        }
    }

    /** The errno of sending, receiving or the answer itself; 0 for success. */
    private int exchange(String call, RequestWriter writer, Reply reply) throws IOException {
        ByteBuffer request = requestMemory.bytes();
        writer.write(request, sequence);
        long sent = libc.send(socket.descriptor(), requestMemory.address(0), request.limit(), 0);
        if (sent == -1) {
            return Native.errno();
        }
        long deadlineNs = System.nanoTime() + ANSWER_TIMEOUT_NS;
        while (System.nanoTime() - deadlineNs < 0) {
            long length =
                    libc.recv(socket.descriptor(), replyMemory.address(0), RECEIVE_LENGTH, NativeSocket.MSG_TRUNC);
            if (length == -1) {
                int errno = Native.errno();
                if (Errno.EAGAIN.is(errno)) {
                    break;
                }
                if (!Errno.EINTR.is(errno)) {
                    return errno;
                }
            } else if (length > RECEIVE_LENGTH) {
                throw new MalformedMessageException(length + " octets, more than " + RECEIVE_LENGTH);
            } else if (reply.accept(replyMemory.bytes().clear().limit((int) length))) {
                return reply.errno();
            }
        }
        throw new IOException(call + ": no answer from the kernel within "
                + TimeUnit.NANOSECONDS.toSeconds(ANSWER_TIMEOUT_NS) + " s; whether it was done is not known");
    }

    @Override
    public synchronized void close() {
        socket.close();
    }
}
