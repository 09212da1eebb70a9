package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.packet.AddressFamily;
import java.io.Closeable;
import java.io.IOException;

/** The two sockets of one interface and family, for as long as the interface has its index. */
record LinkSockets(int interfaceIndex, ReceiveSocket receive, SendSocket send) implements Closeable {

    static LinkSockets open(AddressFamily family, String interfaceName, int interfaceIndex) throws IOException {
        ReceiveSocket receive = ReceiveSocket.open(family, interfaceName, interfaceIndex);
        try {
            return new LinkSockets(interfaceIndex, receive, SendSocket.open(family, interfaceName, interfaceIndex));
        } catch (IOException | RuntimeException | Error e) {
            receive.close();
            throw e;
        }
    }

    @Override
    public void close() {
        receive.close();
        send.close();
    }
}
