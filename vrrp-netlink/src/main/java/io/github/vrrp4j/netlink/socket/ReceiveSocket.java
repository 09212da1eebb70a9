package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.netlink.libc.Errno;
import io.github.vrrp4j.netlink.libc.LibC;
import io.github.vrrp4j.netlink.libc.Native;
import io.github.vrrp4j.netlink.libc.NativeSocket;
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

    /** The flags of each call: it never waits, and tells how long the packet was, whatever fits. */
    static final int FLAGS = NativeSocket.MSG_DONTWAIT | NativeSocket.MSG_TRUNC;

    private final LibC libc = Native.libc();
    private final NativeSocket socket;
    private final AdvertisementView view = new AdvertisementView();

    ReceiveSocket(NativeSocket socket) {
        this.socket = socket;
    }

    /** Opens the socket and joins the group. */
    static ReceiveSocket open(AddressFamily family, String interfaceName, int interfaceIndex) throws IOException {
        return family == AddressFamily.IPV4
                ? Ipv4ReceiveSocket.open(interfaceName, interfaceIndex)
                : Ipv6ReceiveSocket.open(interfaceName, interfaceIndex);
    }

    int descriptor() {
        return socket.descriptor();
    }

    /**
     * Hands over what has arrived, at most {@code limit} packets. Does not block or allocate.
     *
     * @return the packets handed over
     */
    int receive(int limit, Transport.Receiver receiver) {
        int handedOver = 0;
        for (int i = 0; i < limit; i++) {
            int length = receive();
            if (length < 0) {
                break;
            }
            if (wrap(length, view)) {
                receiver.onPacket(view);
                handedOver++;
            }
        }
        return handedOver;
    }

    /**
     * Receives one packet; the lock keeps another thread from closing the descriptor under the call.
     *
     * @return the packet's own length, which may be more than the memory holds; -1 if there is none or after close
     */
    private synchronized int receive() {
        if (socket.descriptor() == -1) {
            return -1;
        }
        long length;
        do {
            length = callReceive(libc, socket.descriptor());
            // EINTR cannot repeat without end: a call that does not block has no time to be interrupted twice in a row.
        } while (length == -1 && Errno.EINTR.is(Native.errno()));
        // Any other error (ENETDOWN, ECONNREFUSED) was pending on the socket, and reporting it has cleared it, so that
        // the next wait does not come back for it again.
        return (int) length;
    }

    /** Calls recv(2) or recvmsg(2) once, with {@link #FLAGS}, and returns what it returned. */
    abstract long callReceive(LibC libc, int descriptor);

    /**
     * Puts the packet that was received last into the view.
     *
     * @param length its own length
     * @return false if it was not sent to the group
     */
    abstract boolean wrap(int length, AdvertisementView view);

    @Override
    public synchronized void close() {
        socket.close();
    }
}
