package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.netlink.libc.NativeSocket;
import io.github.vrrp4j.netlink.libc.SocketOption;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import java.io.IOException;

/** Sends to 224.0.0.18 (raw(7), ip(7)). */
final class Ipv4SendSocket extends SendSocket {

    /** The octets of the longest message: header, 255 addresses and the Authentication Data of VRRPv2 (RFC 3768 §5.1). */
    static final int MAX_MESSAGE_LENGTH = 8 + 255 * 4 + 8;

    private static final IpAddress GROUP = AddressFamily.IPV4.vrrpGroup();

    private final int interfaceIndex;

    private Ipv4SendSocket(NativeSocket socket, String interfaceName, int interfaceIndex) {
        super(socket, interfaceName, GROUP, Structures.socketAddressIpv4(GROUP), MAX_MESSAGE_LENGTH);
        this.interfaceIndex = interfaceIndex;
    }

    static Ipv4SendSocket open(String interfaceName, int interfaceIndex) throws IOException {
        NativeSocket opened = SendSocket.open(NativeSocket.AF_INET, interfaceName, socket -> {
            socket.set(SocketOption.IP_MULTICAST_TTL, HOP_LIMIT);
            socket.set(SocketOption.IP_MULTICAST_LOOP, 0);
            socket.set(SocketOption.IP_TOS, CLASS_SELECTOR_6);
        });
        return new Ipv4SendSocket(opened, interfaceName, interfaceIndex);
    }

    @Override
    void pinSource(NativeSocket socket, IpAddress source) throws IOException {
        socket.set(SocketOption.IP_MULTICAST_IF, Structures.multicastRequest(GROUP, source.lo(), interfaceIndex));
    }
}
