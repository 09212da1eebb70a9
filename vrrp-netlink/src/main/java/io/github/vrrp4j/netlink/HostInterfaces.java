package io.github.vrrp4j.netlink;

import io.github.vrrp4j.netlink.libc.Errno;
import io.github.vrrp4j.netlink.libc.Native;
import io.github.vrrp4j.netlink.route.InterfaceAddress;
import io.github.vrrp4j.netlink.route.NetworkInterface;
import io.github.vrrp4j.netlink.route.ProbeMacvlan;
import io.github.vrrp4j.netlink.route.Rtnetlink;
import io.github.vrrp4j.packet.AddressFamily;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at the interfaces of this host, in the network namespace that the process was in when it was opened. To look needs no
 * capabilities. Every method blocks until the kernel has answered, normally some ten microseconds, and may be called by any
 * thread.
 */
public final class HostInterfaces implements AutoCloseable {

    private final Rtnetlink rtnetlink;

    private HostInterfaces(Rtnetlink rtnetlink) {
        this.rtnetlink = rtnetlink;
    }

    /**
     * Loads the native library, about 100 ms the first time in a JVM, and opens an rtnetlink socket.
     *
     * @throws SystemCallException if the kernel refuses the socket
     * @throws IOException if this is not Linux, not 64-bit, or the native library cannot be loaded
     */
    public static HostInterfaces open() throws IOException {
        LinuxNetwork.requireLinux();
        Native.load();
        return new HostInterfaces(Rtnetlink.open());
    }

    /**
     * The interface of this name as it is now; empty if there is none.
     *
     * @throws IOException if the kernel refuses, or if no interface could have such a name
     */
    public Optional<InterfaceState> find(String name) throws IOException {
        try {
            NetworkInterface described = rtnetlink.networkInterface(name);
            List<InterfaceAddress> addresses =
                    new ArrayList<>(rtnetlink.addresses(AddressFamily.IPV4, name, described.index()));
            addresses.addAll(rtnetlink.addresses(AddressFamily.IPV6, name, described.index()));
            return Optional.of(InterfaceState.of(name, described, addresses));
        } catch (SystemCallException e) {
            if (Errno.ENODEV.is(e.errno())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Makes a macvlan (ip-link(8), mode private) with a locally administered MAC address on an interface and deletes it
     * again, to see whether that can be done. It is never up. Both happen within one system call, so that nothing is left even
     * if the process is killed; takes some ten milliseconds. Needs CAP_NET_ADMIN.
     *
     * @throws SystemCallException if the kernel refuses; the message says why
     * @throws IOException if there is no such interface
     */
    public void tryMacvlan(String interfaceName) throws IOException {
        ProbeMacvlan.makeAndDelete(rtnetlink, interfaceName);
    }

    /** Closes the socket. Idempotent. */
    @Override
    public void close() {
        rtnetlink.close();
    }
}
