package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.netlink.route.InterfaceAddress;
import io.github.vrrp4j.netlink.route.Rtnetlink;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.spi.Link;
import io.github.vrrp4j.spi.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The two sockets of one interface.
 *
 * <p>A message carries its source address in its checksum, so a source chosen on another thread must not change between
 * the writing of a message and its sending: {@link #send} uses the one that {@link #source} returned last, and pins it
 * in the socket when it is another than before. {@link #source} therefore belongs to the thread that sends.
 */
final class Ipv4Link implements Link {

    private static final long NOTHING_PINNED = -1; // no IPv4 address as a number

    private final String interfaceName;
    private final int interfaceIndex;
    private final Rtnetlink rtnetlink;
    private final Transport.Receiver receiver;
    private final Consumer<Ipv4Link> onClose;
    private final Ipv4ReceiveSocket receiveSocket;
    private final Ipv4SendSocket sendSocket;

    private volatile @Nullable IpAddress chosenSource;
    private @Nullable IpAddress writtenSource;
    private long pinnedSource = NOTHING_PINNED;

    private Ipv4Link(
            String interfaceName,
            int interfaceIndex,
            Rtnetlink rtnetlink,
            Transport.Receiver receiver,
            Consumer<Ipv4Link> onClose,
            Ipv4ReceiveSocket receiveSocket,
            Ipv4SendSocket sendSocket) {
        this.interfaceName = interfaceName;
        this.interfaceIndex = interfaceIndex;
        this.rtnetlink = rtnetlink;
        this.receiver = receiver;
        this.onClose = onClose;
        this.receiveSocket = receiveSocket;
        this.sendSocket = sendSocket;
    }

    /**
     * Opens both sockets.
     *
     * @param onClose told once or more, before the sockets close
     */
    static Ipv4Link open(
            String interfaceName, Rtnetlink rtnetlink, Transport.Receiver receiver, Consumer<Ipv4Link> onClose)
            throws IOException {
        int interfaceIndex = rtnetlink.networkInterface(interfaceName).index();
        Ipv4ReceiveSocket receiveSocket = Ipv4ReceiveSocket.open(interfaceName, interfaceIndex);
        try {
            Ipv4SendSocket sendSocket = Ipv4SendSocket.open(interfaceName, interfaceIndex);
            return new Ipv4Link(interfaceName, interfaceIndex, rtnetlink, receiver, onClose, receiveSocket, sendSocket);
        } catch (IOException | RuntimeException | Error e) {
            receiveSocket.close();
            throw e;
        }
    }

    int receiveDescriptor() {
        return receiveSocket.descriptor();
    }

    int receive(int limit) {
        return receiveSocket.receive(limit, receiver);
    }

    @Override
    public void selectSource(Predicate<IpAddress> virtual) throws IOException {
        List<InterfaceAddress> addresses = rtnetlink.addresses(AddressFamily.IPV4, interfaceName, interfaceIndex);
        IpAddress source = SourceAddress.choose(addresses, virtual);
        if (source == null) {
            throw new IOException("no source address for advertisements on " + interfaceName + ": it has "
                    + (addresses.isEmpty() ? "no IPv4 address" : "virtual addresses only")
                    + "; add one of its own, as with ip address add ADDRESS/PREFIXLEN dev " + interfaceName);
        }
        chosenSource = source;
    }

    @Override
    public IpAddress source() {
        IpAddress source = chosenSource;
        if (source == null) {
            throw new IllegalStateException("no source address has been selected on " + interfaceName);
        }
        writtenSource = source;
        return source;
    }

    @Override
    public ByteBuffer sendBuffer() {
        return sendSocket.message();
    }

    @Override
    public void send(int length) throws IOException {
        IpAddress source = writtenSource != null ? writtenSource : source();
        if (source.lo() != pinnedSource) {
            sendSocket.pinSource(source);
            pinnedSource = source.lo();
        }
        sendSocket.send(length);
    }

    @Override
    public void close() {
        onClose.accept(this);
        receiveSocket.close();
        sendSocket.close();
    }

    @Override
    public String toString() {
        return "IPv4 link on " + interfaceName;
    }
}
