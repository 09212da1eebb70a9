package io.github.vrrp4j.netlink.route;

import io.github.vrrp4j.netlink.libc.Native;
import io.github.vrrp4j.packet.AddressFamily;
import java.io.IOException;

/** Argument: the index of an interface. Prints address and IFA_PROTO of each address there, which iproute2 6.1 does not show. */
public final class AddressProtocolProbe {

    private static final int IFA_PROTO = 11;

    private AddressProtocolProbe() {}

    /** Runs it. */
    public static void main(String[] arguments) throws IOException {
        Native.load();
        int index = Integer.parseInt(arguments[0]);
        try (RtnetlinkSocket socket = RtnetlinkSocket.open()) {
            for (AddressFamily family : AddressFamily.values()) {
                socket.request(
                        "RTM_GETADDR",
                        (buffer, sequence) -> Request.addresses(buffer, sequence, family, index),
                        (type, datagram, offset, end) -> {
                            AttributeCursor attribute =
                                    new AttributeCursor(datagram, offset + Request.ADDRESS_LENGTH, end);
                            while (attribute.next()) {
                                if (attribute.type() == IFA_PROTO) {
                                    System.out.println(InterfaceAddress.read(datagram, offset, end) + " protocol "
                                            + datagram.get(attribute.value()));
                                }
                            }
                        },
                        () -> {});
            }
        }
    }
}
