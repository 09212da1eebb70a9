package io.github.vrrp4j.netlink.route;

import io.github.vrrp4j.netlink.SystemCallException;
import io.github.vrrp4j.netlink.libc.Errno;
import io.github.vrrp4j.netlink.libc.LibC;
import io.github.vrrp4j.netlink.libc.Native;
import io.github.vrrp4j.netlink.libc.NativeMemory;
import io.github.vrrp4j.netlink.libc.NativeSocket;
import io.github.vrrp4j.netlink.libc.SocketOption;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Hears from the kernel what changes on this host: {@code ip monitor link address}. Only the kernel is heard. {@link #drain}
 * belongs to one thread; does not block.
 */
public final class NetworkMonitor implements Closeable {

    private static final int NETLINK_ROUTE = 0;

    // Groups of rtnetlink(7), as bits of sockaddr_nl.
    private static final int RTMGRP_LINK = 0x1;
    private static final int RTMGRP_IPV4_IFADDR = 0x10;
    private static final int RTMGRP_IPV6_IFADDR = 0x100;

    // The same, by number.
    private static final int RTNLGRP_IPV4_ROUTE = 7;
    private static final int RTNLGRP_IPV6_ROUTE = 11;

    private static final int SOCKET_ADDRESS_LENGTH = 12;
    private static final int SOCKET_ADDRESS_GROUPS_OFFSET = 8;

    /** For some thousand changes at once, as when a bridge with many ports goes down. */
    private static final int RECEIVE_BUFFER_LENGTH = 1 << 20;

    /** An interface with all its attributes takes less than 4 KiB. */
    private static final int DATAGRAM_LENGTH = 32 * 1024;

    /** What is left is read in the next turn; packets are not to wait for long. */
    private static final int MAX_DATAGRAMS = 1024;

    private final LibC libc = Native.libc();
    private final NativeSocket socket;
    private final NativeMemory memory = new NativeMemory(DATAGRAM_LENGTH);

    private boolean watchesRoutes;

    private NetworkMonitor(NativeSocket socket) {
        this.socket = socket;
    }

    /** Opens the socket; changes from now on are heard. */
    public static NetworkMonitor open() throws IOException {
        NativeSocket socket = NativeSocket.openRaw("network monitor", NativeSocket.AF_NETLINK, NETLINK_ROUTE);
        try {
            enlargeBuffer(socket);
            socket.bind(address(RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR));
            // Connected to port 0, the kernel, it takes nothing from other processes.
            socket.connect(address(0));
            return new NetworkMonitor(socket);
        } catch (IOException | RuntimeException | Error e) {
            socket.close();
            throw e;
        }
    }

    private static void enlargeBuffer(NativeSocket socket) throws SystemCallException {
        try {
            socket.set(SocketOption.SO_RCVBUFFORCE, RECEIVE_BUFFER_LENGTH);
        } catch (SystemCallException e) {
            // CAP_NET_ADMIN in a user namespace is not enough: then as much as net.core.rmem_max allows.
            socket.set(SocketOption.SO_RCVBUF, RECEIVE_BUFFER_LENGTH);
        }
    }

    /** struct sockaddr_nl { u16 family; u16 pad; u32 port; u32 groups; }. */
    private static ByteBuffer address(int groups) {
        return ByteBuffer.allocate(SOCKET_ADDRESS_LENGTH)
                .order(ByteOrder.nativeOrder())
                .putShort(0, (short) NativeSocket.AF_NETLINK)
                .putInt(SOCKET_ADDRESS_GROUPS_OFFSET, groups);
    }

    /**
     * Hears from now on of routes that are removed too: {@code ip monitor route}. Not before, since a host that runs a routing
     * daemon has many. Any thread may call it, any number of times.
     */
    public synchronized void watchRoutes() throws IOException {
        if (!watchesRoutes && socket.descriptor() != -1) {
            socket.set(SocketOption.NETLINK_ADD_MEMBERSHIP, RTNLGRP_IPV4_ROUTE);
            socket.set(SocketOption.NETLINK_ADD_MEMBERSHIP, RTNLGRP_IPV6_ROUTE);
            watchesRoutes = true;
        }
    }

    /** Readable when something is to be drained; -1 after {@link #close}. */
    public int descriptor() {
        return socket.descriptor();
    }

    /** Tells the listener of what has changed; in steady state, when nothing has, it does not allocate. */
    public void drain(NetworkListener listener) {
        boolean overrun = false;
        for (int i = 0; i < MAX_DATAGRAMS; i++) {
            int length = receive();
            if (length < 0) {
                if (!Errno.ENOBUFS.is(-length)) {
                    break;
                }
                overrun = true; // what is queued comes from before and after the loss
            } else {
                overrun |= !read(length, listener);
            }
        }
        if (overrun) {
            listener.onOverrun();
        }
    }

    /** The length of a datagram or, negative, the errno; the lock keeps the descriptor from being closed under the call. */
    private synchronized int receive() {
        if (socket.descriptor() == -1) {
            return -Errno.EBADF.number();
        }
        int flags = NativeSocket.MSG_DONTWAIT | NativeSocket.MSG_TRUNC;
        long length = libc.recv(socket.descriptor(), memory.address(0), DATAGRAM_LENGTH, flags);
        return length == -1 ? -Native.errno() : (int) length;
    }

    private boolean read(int length, NetworkListener listener) {
        if (length > DATAGRAM_LENGTH) {
            return false;
        }
        try {
            Notification.read(memory.bytes().clear().limit(length), listener);
            return true;
        } catch (MalformedMessageException e) {
            return false; // whatever it was, looking at everything finds it
        }
    }

    @Override
    public synchronized void close() {
        socket.close();
    }
}
