package io.github.vrrp4j.netlink.libc;

import io.github.vrrp4j.netlink.SystemCallException;
import java.io.Closeable;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** An open socket and the calls that set it up. Not safe for use by two threads; {@link #close} is idempotent. */
public final class NativeSocket implements Closeable {

    /** Address families of socket(2). */
    public static final int AF_INET = 2;

    public static final int AF_INET6 = 10;
    public static final int AF_NETLINK = 16;
    public static final int AF_PACKET = 17;

    /** Flags of send(2) and recv(2). */
    public static final int MSG_TRUNC = 0x20;

    public static final int MSG_DONTWAIT = 0x40;

    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_RAW = 3;
    private static final int SOCK_CLOEXEC = 0x80000;

    private static final int ARGUMENT_SIZE = 32;
    private static final int FILTER_POINTER_OFFSET = 8;
    private static final int FILTER_PROGRAM_LENGTH = 16;
    private static final short BPF_RET_K = 0x06;

    private static final int MAX_DRAINED = 1 << 16;

    private final String name;
    private final NativeMemory argument = new NativeMemory(ARGUMENT_SIZE);
    private int descriptor;

    private NativeSocket(String name, int descriptor) {
        this.name = name;
        this.descriptor = descriptor;
    }

    /**
     * Opens a socket of type SOCK_RAW that a child process does not inherit.
     *
     * @param name what it is, for messages
     */
    public static NativeSocket openRaw(String name, int family, int protocol) throws SystemCallException {
        return open(name, family, SOCK_RAW, protocol);
    }

    /** The same, of type SOCK_DGRAM. */
    public static NativeSocket openDatagram(String name, int family, int protocol) throws SystemCallException {
        return open(name, family, SOCK_DGRAM, protocol);
    }

    private static NativeSocket open(String name, int family, int type, int protocol) throws SystemCallException {
        int descriptor = Native.libc().socket(family, type | SOCK_CLOEXEC, protocol);
        return new NativeSocket(name, Native.check(descriptor, "socket " + name));
    }

    /** The file descriptor; -1 after {@link #close}. */
    public int descriptor() {
        return descriptor;
    }

    /** Sets an option whose value is an int. */
    public void set(SocketOption option, int value) throws SystemCallException {
        argument.bytes().putInt(0, value);
        set(option, Integer.BYTES, Integer.toString(value));
    }

    /** Sets an option whose value is text, as SO_BINDTODEVICE. */
    public void set(SocketOption option, String value) throws SystemCallException {
        byte[] octets = value.getBytes(StandardCharsets.UTF_8);
        argument.bytes().put(0, octets).put(octets.length, (byte) 0);
        set(option, octets.length + 1, value);
    }

    /**
     * Sets an option whose value is a structure of at most 32 octets.
     *
     * @param structure its octets from 0 to the limit
     */
    public void set(SocketOption option, ByteBuffer structure) throws SystemCallException {
        argument.bytes().put(0, structure, 0, structure.limit());
        set(option, structure.limit(), "");
    }

    /**
     * How long recv(2) waits: SO_RCVTIMEO.
     *
     * @param durationNs more than 0; rounded up to microseconds
     */
    public void receiveTimeout(long durationNs) throws SystemCallException {
        // struct timeval { i64 seconds; i64 microseconds; }
        long durationUs = TimeUnit.NANOSECONDS.toMicros(durationNs + TimeUnit.MICROSECONDS.toNanos(1) - 1);
        argument.bytes()
                .putLong(0, TimeUnit.MICROSECONDS.toSeconds(durationUs))
                .putLong(Long.BYTES, durationUs % TimeUnit.SECONDS.toMicros(1));
        set(SocketOption.SO_RCVTIMEO, 2 * Long.BYTES, durationUs + " us");
    }

    private void set(SocketOption option, int length, String value) throws SystemCallException {
        int result = Native.libc().setsockopt(descriptor, option.level(), option.number(), argument.address(0), length);
        if (result == -1) {
            int errno = Native.errno();
            throw new SystemCallException("setsockopt " + option + " " + value + " on " + name, errno, null);
        }
    }

    /** Gives the socket its local address; the octets from 0 to the limit are a sockaddr. */
    public void bind(ByteBuffer address) throws SystemCallException {
        argument.bytes().put(0, address, 0, address.limit());
        Native.check(Native.libc().bind(descriptor, argument.address(0), address.limit()), "bind " + name);
    }

    /** Sets the only peer; the octets from 0 to the limit are a sockaddr. */
    public void connect(ByteBuffer address) throws SystemCallException {
        argument.bytes().put(0, address, 0, address.limit());
        Native.check(Native.libc().connect(descriptor, argument.address(0), address.limit()), "connect " + name);
    }

    /**
     * Makes the socket drop whatever arrives, and empties its queue. From its creation until now it has taken packets
     * that it was not yet told to leave out.
     */
    public void dropInput() throws SystemCallException {
        // struct sock_fprog { u16 len; struct sock_filter *filter; }, then the filter "return 0" (bpf(4)): keep 0
        // octets.
        argument.bytes()
                .putLong(0, 0)
                .putShort(0, (short) 1)
                .putLong(FILTER_POINTER_OFFSET, argument.address(FILTER_PROGRAM_LENGTH))
                .putLong(FILTER_PROGRAM_LENGTH, 0)
                .putShort(FILTER_PROGRAM_LENGTH, BPF_RET_K);
        set(SocketOption.SO_ATTACH_FILTER, FILTER_PROGRAM_LENGTH, "drop all");
        for (int i = 0; i < MAX_DRAINED; i++) {
            if (Native.libc().recv(descriptor, argument.address(0), 0, MSG_DONTWAIT) == -1
                    && Errno.EAGAIN.is(Native.errno())) {
                return;
            }
        }
    }

    /**
     * Lets a filter decide what the socket receives.
     *
     * @param steps at least one of {@link #filterStep}, the last of which returns
     */
    public void filter(long... steps) throws SystemCallException {
        NativeMemory program = new NativeMemory(steps.length * Long.BYTES);
        for (int i = 0; i < steps.length; i++) {
            program.bytes().putLong(i * Long.BYTES, steps[i]);
        }
        argument.bytes()
                .putLong(0, 0)
                .putShort(0, (short) steps.length)
                .putLong(FILTER_POINTER_OFFSET, program.address(0));
        try {
            set(SocketOption.SO_ATTACH_FILTER, FILTER_PROGRAM_LENGTH, "program");
        } finally {
            Reference.reachabilityFence(program); // the address alone would not keep it
        }
    }

    /** struct sock_filter { u16 code; u8 jt; u8 jf; u32 k; } of bpf(4) as the number that has these octets in memory. */
    public static long filterStep(int code, int jumpIfTrue, int jumpIfFalse, int k) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .putShort(0, (short) code)
                .put(2, (byte) jumpIfTrue)
                .put(3, (byte) jumpIfFalse)
                .putInt(4, k)
                .getLong(0);
    }

    /** Ends {@link #dropInput}. */
    public void acceptInput() throws SystemCallException {
        set(SocketOption.SO_DETACH_FILTER, 0);
    }

    @Override
    public void close() {
        if (descriptor != -1) {
            // EINTR and EIO of close(2) leave the descriptor closed on Linux: there is nothing to repeat or repair.
            Native.libc().close(descriptor);
            descriptor = -1;
        }
    }
}
