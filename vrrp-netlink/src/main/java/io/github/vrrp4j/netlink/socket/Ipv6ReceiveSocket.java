package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.netlink.libc.NativeSocket;
import io.github.vrrp4j.netlink.libc.SocketOption;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.AdvertisementView;
import io.github.vrrp4j.packet.IpAddress;
import java.io.IOException;

/**
 * Receives for ff02::12 (raw(7), ipv6(7)). The kernel hands over the message alone, behind all IPv6 headers; hop limit and
 * destination come beside it, as ancillary data.
 */
final class Ipv6ReceiveSocket extends ReceiveSocket {

    private static final IpAddress GROUP = AddressFamily.IPV6.vrrpGroup();

    private final int interfaceIndex;

    private Ipv6ReceiveSocket(NativeSocket socket, int interfaceIndex) {
        super(socket, Ipv6SendSocket.MAX_MESSAGE_LENGTH);
        this.interfaceIndex = interfaceIndex;
    }

    static Ipv6ReceiveSocket open(String interfaceName, int interfaceIndex) throws IOException {
        NativeSocket opened = open(NativeSocket.AF_INET6, interfaceName, socket -> {
            // Off is the default for protocol 112, so that a wrong checksum arrives here and is counted.
            socket.set(SocketOption.IPV6_CHECKSUM, -1);
            socket.set(SocketOption.IPV6_RECVHOPLIMIT, 1);
            socket.set(SocketOption.IPV6_RECVPKTINFO, 1);
            socket.bind(Structures.socketAddressIpv6(GROUP, interfaceIndex));
            socket.set(SocketOption.IPV6_JOIN_GROUP, Structures.multicastRequestIpv6(GROUP, interfaceIndex));
        });
        return new Ipv6ReceiveSocket(opened, interfaceIndex);
    }

    /**
     * The binding to the group keeps unicast packets away, but not those to other groups that somebody on this host has
     * joined on the interface.
     */
    @Override
    boolean wrap(IncomingMessages incoming, int index, AdvertisementView view) {
        PacketInfo info = incoming.readPacketInfo(index);
        if (!info.isFor(GROUP, interfaceIndex)) {
            return false;
        }
        int length = incoming.length(index);
        boolean fits = length <= Ipv6SendSocket.MAX_MESSAGE_LENGTH;
        view.wrapMessage(
                AddressFamily.IPV6,
                incoming.sourceHi(index),
                incoming.sourceLo(index),
                GROUP.hi(),
                GROUP.lo(),
                info.hopLimit(),
                incoming.network(),
                incoming.offset(index),
                fits ? length : 0); // more than fits cannot be an advertisement: nothing at all counts as malformed
        return true;
    }
}
