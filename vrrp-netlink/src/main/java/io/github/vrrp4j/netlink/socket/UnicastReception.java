package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.packet.AddressFamily;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The sockets that receive unicast, one for each family that has had a link. They stay open until {@link #close}. */
final class UnicastReception {

    private volatile @Nullable UnicastReceiveSocket ipv4;
    private volatile @Nullable UnicastReceiveSocket ipv6;

    /** Opens the socket of a family, unless it is open, and adds it to what is waited for. One thread at a time. */
    void open(AddressFamily family, Waiter waiter) throws IOException {
        if ((family == AddressFamily.IPV4 ? ipv4 : ipv6) != null) {
            return;
        }
        UnicastReceiveSocket socket = UnicastReceiveSocket.open(family);
        try {
            waiter.add(socket.descriptor());
        } catch (IOException | RuntimeException | Error e) {
            socket.close();
            throw e;
        }
        if (family == AddressFamily.IPV4) {
            ipv4 = socket;
        } else {
            ipv6 = socket;
        }
    }

    /**
     * Hands over what has arrived, at most {@code limit} packets of each family. Does not block or allocate.
     *
     * @return the packets that arrived
     */
    int receive(int limit, SocketLink[] links) {
        return receive(ipv4, limit, links) + receive(ipv6, limit, links);
    }

    private static int receive(@Nullable UnicastReceiveSocket socket, int limit, SocketLink[] links) {
        return socket == null ? 0 : socket.receive(limit, links);
    }

    void close() {
        close(ipv4);
        close(ipv6);
    }

    private static void close(@Nullable UnicastReceiveSocket socket) {
        if (socket != null) {
            socket.close();
        }
    }
}
