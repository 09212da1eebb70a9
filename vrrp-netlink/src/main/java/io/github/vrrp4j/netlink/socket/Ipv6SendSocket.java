package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.netlink.libc.NativeSocket;
import io.github.vrrp4j.netlink.libc.SocketOption;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import java.io.IOException;

/** Sends to ff02::12 (raw(7), ipv6(7)). */
final class Ipv6SendSocket extends SendSocket {

    /** The octets of the longest message: header and 255 addresses (RFC 5798 §5.2.5). */
    static final int MAX_MESSAGE_LENGTH = 8 + 255 * 16;

    private static final IpAddress GROUP = AddressFamily.IPV6.vrrpGroup();

    private final int interfaceIndex;

    private Ipv6SendSocket(NativeSocket socket, String interfaceName, int interfaceIndex) {
        super(socket, interfaceName, GROUP, Structures.socketAddressIpv6(GROUP, interfaceIndex), MAX_MESSAGE_LENGTH);
        this.interfaceIndex = interfaceIndex;
    }

    static Ipv6SendSocket open(String interfaceName, int interfaceIndex) throws IOException {
        NativeSocket opened = SendSocket.open(NativeSocket.AF_INET6, interfaceName, socket -> {
            socket.set(SocketOption.IPV6_CHECKSUM, -1); // the message comes with its own
            socket.set(SocketOption.IPV6_MULTICAST_IF, interfaceIndex);
            socket.set(SocketOption.IPV6_MULTICAST_HOPS, HOP_LIMIT);
            socket.set(SocketOption.IPV6_MULTICAST_LOOP, 0);
            socket.set(SocketOption.IPV6_TCLASS, CLASS_SELECTOR_6);
        });
        return new Ipv6SendSocket(opened, interfaceName, interfaceIndex);
    }

    /** Binds the socket, also anew: the kernel refuses an address that the interface has not, or that is tentative. */
    @Override
    void pinSource(NativeSocket socket, IpAddress source) throws IOException {
        socket.bind(Structures.socketAddressIpv6(source, interfaceIndex));
    }
}
