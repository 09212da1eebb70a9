package io.github.vrrp4j.netlink.route;

import java.nio.ByteBuffer;

/** Reads what rtnetlink(7) tells of its own accord: the changes of interfaces and addresses, and the end of routes. */
final class Notification {

    /** AF_UNSPEC: the interface itself; a bridge and others tell of their ports with the same message types. */
    private static final int NO_FAMILY = 0;

    private Notification() {}

    /**
     * Hands every change of one datagram to the listener. Messages of other kinds are skipped.
     *
     * @param datagram 0 to limit, in the byte order of the machine that wrote it
     * @throws MalformedMessageException if the datagram is not made of netlink messages; what came before was told
     */
    static void read(ByteBuffer datagram, NetworkListener listener) throws MalformedMessageException {
        MessageCursor message = new MessageCursor(datagram);
        while (message.next()) {
            read(message, datagram, listener);
        }
    }

    private static void read(MessageCursor message, ByteBuffer datagram, NetworkListener listener)
            throws MalformedMessageException {
        int offset = message.payload();
        switch (message.type()) {
            case Request.RTM_NEWLINK, Request.RTM_DELLINK -> {
                NetworkInterface networkInterface = NetworkInterface.read(datagram, offset, message.end());
                if (datagram.get(offset) == NO_FAMILY) {
                    if (message.type() == Request.RTM_NEWLINK) {
                        listener.onInterface(networkInterface);
                    } else {
                        listener.onInterfaceGone(networkInterface.index());
                    }
                }
            }
            case Request.RTM_NEWADDR, Request.RTM_DELADDR -> {
                InterfaceAddress address = InterfaceAddress.read(datagram, offset, message.end());
                if (address != null) {
                    listener.onAddress(address, message.type() == Request.RTM_DELADDR);
                }
            }
            case RouteRequest.RTM_DELROUTE -> {
                if (message.end() - offset < RouteRequest.ROUTE_LENGTH) {
                    throw new MalformedMessageException("a route of " + (message.end() - offset) + " octets");
                }
                listener.onRouteRemoved(Byte.toUnsignedInt(datagram.get(offset + RouteRequest.PROTOCOL_OFFSET)));
            }
            default -> {}
        }
    }
}
