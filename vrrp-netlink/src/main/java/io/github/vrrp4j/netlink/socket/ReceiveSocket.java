package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.netlink.SystemCallException;
import io.github.vrrp4j.netlink.libc.Errno;
import io.github.vrrp4j.netlink.libc.LibC;
import io.github.vrrp4j.netlink.libc.Native;
import io.github.vrrp4j.netlink.libc.NativeSocket;
import io.github.vrrp4j.netlink.libc.SocketOption;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.AdvertisementView;
import io.github.vrrp4j.spi.Transport;
import java.io.Closeable;
import java.io.IOException;

/**
 * Takes what one interface receives for the group of one family with protocol 112. Bound to the group, so that unicast
 * packets do not arrive, and to the interface, so that those of other interfaces do not.
 */
abstract class ReceiveSocket implements Closeable {

    /** Of each call: it never waits, and tells how long each packet was, whatever fits. */
    private static final int FLAGS = NativeSocket.MSG_DONTWAIT | NativeSocket.MSG_TRUNC;

    /**
     * Of packets that wait, as the kernel counts them: 832 octets for a short one, so 1,024 of those. The default holds 256,
     * which is what 250 virtual routers send in one burst. The kernel doubles what it is given.
     */
    private static final int QUEUE_LENGTH = 1024 * 832 / 2;

    private final LibC libc = Native.libc();
    private final NativeSocket socket;
    private final IncomingMessages incoming;
    private final AdvertisementView view = new AdvertisementView();

    /** Packets of the last call, and the first of them that was not handed over. */
    private int received;

    private int next;

    private volatile boolean closed;

    /** Takes over an open socket that hands over at most {@code maxLength} octets of a packet. */
    ReceiveSocket(NativeSocket socket, int maxLength) {
        this.socket = socket;
        this.incoming = new IncomingMessages(maxLength);
    }

    /** Opens the socket and joins the group. */
    static ReceiveSocket open(AddressFamily family, String interfaceName, int interfaceIndex) throws IOException {
        return family == AddressFamily.IPV4
                ? Ipv4ReceiveSocket.open(interfaceName, interfaceIndex)
                : Ipv6ReceiveSocket.open(interfaceName, interfaceIndex);
    }

    /** Opens a socket with room for a burst of packets; see {@link VrrpSocket#open}. */
    static NativeSocket open(int family, String interfaceName, VrrpSocket.Setup setup) throws IOException {
        return VrrpSocket.open("receive", family, interfaceName, socket -> {
            enlargeQueue(socket);
            setup.apply(socket);
            socket.acceptInput();
        });
    }

    static void enlargeQueue(NativeSocket socket) throws SystemCallException {
        try {
            socket.set(SocketOption.SO_RCVBUFFORCE, QUEUE_LENGTH);
        } catch (SystemCallException e) {
            // CAP_NET_ADMIN in a user namespace is not enough: then as much as net.core.rmem_max allows.
            socket.set(SocketOption.SO_RCVBUF, QUEUE_LENGTH);
        }
    }

    int descriptor() {
        return socket.descriptor();
    }

    /**
     * Hands over what has arrived, at most {@code limit} packets. Does not block or allocate. When the receiver throws, the
     * packets behind are handed over by the next call.
     *
     * @return the packets handed over
     */
    int receive(int limit, Transport.Receiver receiver) {
        int handedOver = 0;
        int asked = 0;
        for (int taken = 0; taken < limit; taken++) {
            if (next == received) {
                if (received < asked) {
                    break; // the last call has emptied the queue
                }
                asked = Math.min(limit - taken, IncomingMessages.COUNT);
                refill(asked);
            }
            if (next == received || closed) {
                break;
            }
            if (wrap(incoming, next++, view)) {
                receiver.onPacket(view);
                handedOver++;
            }
        }
        return handedOver;
    }

    /** Receives packets; the lock keeps another thread from closing the descriptor under the call. */
    private synchronized void refill(int limit) {
        next = 0;
        received = 0;
        if (socket.descriptor() == -1) {
            return;
        }
        int count;
        do {
            count = incoming.receive(libc, socket.descriptor(), limit, FLAGS);
            // EINTR cannot repeat without end: a call that does not block has no time to be interrupted twice in a row.
        } while (count == -1 && Errno.EINTR.is(Native.errno()));
        // Any other error (ENETDOWN, ECONNREFUSED) was pending on the socket, and reporting it has cleared it, so that
        // the next wait does not come back for it again. One that comes behind packets is told by the next call.
        received = Math.max(0, count);
    }

    /**
     * Puts a packet into the view.
     *
     * @return false if it was not sent to the group
     */
    abstract boolean wrap(IncomingMessages incoming, int index, AdvertisementView view);

    @Override
    public synchronized void close() {
        closed = true;
        socket.close();
    }
}
