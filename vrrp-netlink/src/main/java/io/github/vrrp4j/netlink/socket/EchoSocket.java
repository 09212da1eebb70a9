package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.netlink.SystemCallException;
import io.github.vrrp4j.netlink.libc.Errno;
import io.github.vrrp4j.netlink.libc.LibC;
import io.github.vrrp4j.netlink.libc.Native;
import io.github.vrrp4j.netlink.libc.NativeMemory;
import io.github.vrrp4j.netlink.libc.NativeSocket;
import io.github.vrrp4j.netlink.libc.SocketOption;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.Echo;
import io.github.vrrp4j.packet.IpAddress;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Sends echo requests to one host and receives its echo replies: a raw socket (raw(7)), or where that is not permitted a ping socket
 * (icmp(7), sysctl net.ipv4.ping_group_range). Connected, so that only what that host sends arrives. For one thread.
 */
public final class EchoSocket implements Closeable {

    private static final int IPPROTO_ICMP = 1;
    private static final int IPPROTO_ICMPV6 = 58;

    private static final int PORT_OFFSET = 2;

    /** The longest IPv4 header and a reply; a longer packet is cut, and is none. */
    private static final int RECEIVE_LENGTH = 256;

    private static final int IPV4_HEADER_LENGTH = 20;
    private static final int IPV4_SOURCE_OFFSET = 12;

    /** A bit for each type that is not wanted; 0 is that of a reply. */
    private static final int NO_TYPE_BUT_REPLY_IPV4 = ~1;

    private static final int ALL_TYPES_IPV6 = 256;
    private static final int REPLY_IPV6 = 129;

    private final LibC libc = Native.libc();
    private final NativeMemory memory = new NativeMemory(RECEIVE_LENGTH);
    private final ByteBuffer packet = memory.networkView(0, RECEIVE_LENGTH);
    private final NativeSocket socket;
    private final boolean raw;
    private final IpAddress host;
    private final Echo echo;

    private EchoSocket(NativeSocket socket, boolean raw, IpAddress host, Echo echo) {
        this.socket = socket;
        this.raw = raw;
        this.host = host;
        this.echo = echo;
    }

    /**
     * Opens a socket for one request.
     *
     * @param echo of the family of the host
     * @throws IOException if that is not permitted, or there is no way to the host
     */
    public static EchoSocket open(IpAddress host, Echo echo) throws IOException {
        boolean ipv4 = host.family() == AddressFamily.IPV4;
        String name = "icmp " + host;
        int family = ipv4 ? NativeSocket.AF_INET : NativeSocket.AF_INET6;
        int protocol = ipv4 ? IPPROTO_ICMP : IPPROTO_ICMPV6;
        boolean raw = true;
        NativeSocket socket;
        try {
            socket = NativeSocket.openRaw(name, family, protocol);
        } catch (SystemCallException e) {
            if (!Errno.EPERM.is(e.errno())) {
                throw e;
            }
            raw = false;
            socket = openPing(name, family, protocol);
        }
        try {
            if (raw) {
                filter(socket, ipv4);
            } else {
                socket.bind(address(new IpAddress(host.family(), 0, 0))
                        .order(ByteOrder.BIG_ENDIAN)
                        .putShort(PORT_OFFSET, (short) echo.identifier()));
            }
            socket.connect(address(host));
            return new EchoSocket(socket, raw, host, echo);
        } catch (IOException | RuntimeException | Error e) {
            socket.close();
            throw e;
        }
    }

    private static NativeSocket openPing(String name, int family, int protocol) throws IOException {
        try {
            return NativeSocket.openDatagram(name, family, protocol);
        } catch (SystemCallException e) {
            if (Errno.EACCES.is(e.errno())) {
                throw new IOException(
                        name + ": needs CAP_NET_RAW, or a group of this process in sysctl net.ipv4.ping_group_range",
                        e);
            }
            throw e;
        }
    }

    /** struct icmp_filter { u32 blocked; } of raw(7), struct icmp6_filter { u32 blocked[8]; } of RFC 3542 §3.2. */
    private static void filter(NativeSocket socket, boolean ipv4) throws SystemCallException {
        if (ipv4) {
            socket.set(SocketOption.ICMP_FILTER, NO_TYPE_BUT_REPLY_IPV4);
            return;
        }
        byte[] blocked = new byte[ALL_TYPES_IPV6 / Byte.SIZE];
        Arrays.fill(blocked, (byte) 0xff);
        ByteBuffer structure = ByteBuffer.wrap(blocked).order(ByteOrder.nativeOrder());
        int word = REPLY_IPV6 / Integer.SIZE * Integer.BYTES;
        structure.putInt(word, ~(1 << REPLY_IPV6 % Integer.SIZE));
        socket.set(SocketOption.ICMP6_FILTER, structure);
    }

    private static ByteBuffer address(IpAddress address) {
        return address.family() == AddressFamily.IPV4
                ? Structures.socketAddressIpv4(address)
                : Structures.socketAddressIpv6(address, 0);
    }

    /** Sends the request. Does not wait for anything. */
    public void send() throws IOException {
        int length = echo.encode(packet, 0);
        if (libc.send(socket.descriptor(), memory.address(0), length, NativeSocket.MSG_DONTWAIT) == -1) {
            throw new SystemCallException("send icmp " + host, Native.errno(), null);
        }
    }

    /**
     * Waits for a packet.
     *
     * @param limitNs no longer than so
     * @return true if it is the reply
     * @throws IOException if the kernel says that there will be none
     */
    public boolean receive(long limitNs) throws IOException {
        socket.receiveTimeout(limitNs);
        int length = (int) libc.recv(socket.descriptor(), memory.address(0), RECEIVE_LENGTH, 0);
        if (length == -1) {
            int errno = Native.errno();
            if (Errno.EAGAIN.is(errno) || Errno.EINTR.is(errno)) {
                return false;
            }
            throw new SystemCallException("recv icmp " + host, errno, null);
        }
        if (!raw || host.family() == AddressFamily.IPV6) {
            return echo.isAnsweredBy(packet, 0, length);
        }
        int headerLength = (packet.get(0) & 0xf) * Integer.BYTES;
        return length >= IPV4_HEADER_LENGTH
                && IpAddress.read(AddressFamily.IPV4, packet, IPV4_SOURCE_OFFSET)
                        .equals(host)
                && echo.isAnsweredBy(packet, headerLength, length - headerLength);
    }

    @Override
    public void close() {
        socket.close();
    }
}
