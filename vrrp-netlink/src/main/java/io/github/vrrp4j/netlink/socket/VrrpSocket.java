package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.netlink.libc.NativeSocket;
import io.github.vrrp4j.netlink.libc.SocketOption;
import io.github.vrrp4j.packet.AdvertisementView;
import java.io.IOException;

/** The opening of a raw socket of protocol 112 (raw(7), R-5.1.1.4-01, R-5.1.2.4-01). */
final class VrrpSocket {

    /** What one kind of socket needs beyond the others. */
    @FunctionalInterface
    interface Setup {
        void apply(NativeSocket socket) throws IOException;
    }

    private VrrpSocket() {}

    /**
     * Opens a socket that belongs to the interface and drops all input until {@link NativeSocket#acceptInput}.
     *
     * @param purpose for messages
     * @param family AF_INET or AF_INET6
     * @param setup runs last; if it fails, the socket is closed
     */
    static NativeSocket open(String purpose, int family, String interfaceName, Setup setup) throws IOException {
        return open(purpose + " dev " + interfaceName, family, socket -> {
            socket.set(SocketOption.SO_BINDTODEVICE, interfaceName);
            setup.apply(socket);
        });
    }

    /** The same for a socket that belongs to no interface. */
    static NativeSocket open(String purpose, int family, Setup setup) throws IOException {
        NativeSocket socket = NativeSocket.openRaw(purpose, family, AdvertisementView.PROTOCOL);
        try {
            // A raw socket takes every packet of its protocol, from anywhere, until it is told what to leave out.
            socket.dropInput();
            setup.apply(socket);
            return socket;
        } catch (IOException | RuntimeException | Error e) {
            socket.close();
            throw e;
        }
    }
}
