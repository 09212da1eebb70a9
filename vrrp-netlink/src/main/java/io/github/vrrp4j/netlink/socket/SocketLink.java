package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.netlink.route.InterfaceAddress;
import io.github.vrrp4j.netlink.route.NetworkInterface;
import io.github.vrrp4j.netlink.route.Rtnetlink;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.spi.Link;
import io.github.vrrp4j.spi.Transport;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The two sockets of one interface and family.
 *
 * <p>A message carries its source address in its checksum, so a source chosen on another thread must not change between
 * the writing of a message and its sending: {@link #send} uses the one that {@link #source} returned last, and pins it
 * in the socket when it is another than before. {@link #source} therefore belongs to the thread that sends.
 */
final class SocketLink implements Link {

    /**
     * How long a link-local address may stay tentative: one probe after at most 1 s and an answer within 1 s, as RFC 4862
     * §5.4.2 and RFC 4861 §10 have it and Linux does by default, and 1 s to spare.
     */
    private static final long DUPLICATE_DETECTION_LIMIT_NS = TimeUnit.SECONDS.toNanos(3);

    private static final long DUPLICATE_DETECTION_POLL_MS = 20;

    private static final int IPV4_HEADER_LENGTH = 20;
    private static final int IPV6_HEADER_LENGTH = 40;

    private final AddressFamily family;
    private final String interfaceName;
    private final int interfaceIndex;
    private final Rtnetlink rtnetlink;
    private final Transport.Receiver receiver;
    private final Consumer<SocketLink> onClose;
    private final ReceiveSocket receiveSocket;
    private final SendSocket sendSocket;
    private @Nullable FrameSendSocket frameSocket;

    private volatile @Nullable IpAddress chosenSource;
    private @Nullable IpAddress writtenSource;
    private @Nullable IpAddress pinnedSource;

    private SocketLink(
            AddressFamily family,
            String interfaceName,
            int interfaceIndex,
            Rtnetlink rtnetlink,
            Transport.Receiver receiver,
            Consumer<SocketLink> onClose,
            ReceiveSocket receiveSocket,
            SendSocket sendSocket) {
        this.family = family;
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
    static SocketLink open(
            AddressFamily family,
            String interfaceName,
            Rtnetlink rtnetlink,
            Transport.Receiver receiver,
            Consumer<SocketLink> onClose)
            throws IOException {
        int index = rtnetlink.networkInterface(interfaceName).index();
        ReceiveSocket receiveSocket = ReceiveSocket.open(family, interfaceName, index);
        try {
            SendSocket sendSocket = SendSocket.open(family, interfaceName, index);
            return new SocketLink(
                    family, interfaceName, index, rtnetlink, receiver, onClose, receiveSocket, sendSocket);
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

    void selectSource(Predicate<IpAddress> virtual) throws IOException {
        long endNs = System.nanoTime() + DUPLICATE_DETECTION_LIMIT_NS;
        List<InterfaceAddress> addresses = addresses();
        IpAddress source = SourceAddress.choose(addresses, virtual);
        while (source == null && SourceAddress.isWorthWaitingFor(addresses, virtual) && System.nanoTime() - endNs < 0) {
            awaitDuplicateDetection();
            addresses = addresses();
            source = SourceAddress.choose(addresses, virtual);
        }
        if (source == null) {
            throw new IOException(SourceAddress.whyNone(family, interfaceName, addresses, virtual));
        }
        chosenSource = source;
    }

    private List<InterfaceAddress> addresses() throws IOException {
        return rtnetlink.addresses(family, interfaceName, interfaceIndex);
    }

    private void awaitDuplicateDetection() throws InterruptedIOException {
        try {
            Thread.sleep(DUPLICATE_DETECTION_POLL_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the link-local address of " + interfaceName
                    + " was checked for duplicates on the link");
        }
    }

    @Override
    public int maxMessageLength() throws IOException {
        NetworkInterface networkInterface = rtnetlink.networkInterface(interfaceName);
        int headerLength = family == AddressFamily.IPV4 ? IPV4_HEADER_LENGTH : IPV6_HEADER_LENGTH;
        return Math.max(0, networkInterface.mtuOctets() - headerLength);
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
        if (!source.equals(pinnedSource)) {
            sendSocket.pinSource(source);
            pinnedSource = source;
        }
        sendSocket.send(length);
    }

    @Override
    public void send(int length, MacAddress mac) throws IOException {
        IpAddress source = writtenSource != null ? writtenSource : source();
        frameSocket().send(interfaceIndex, mac, source, sendBuffer(), length);
    }

    /** Opened with the first frame, which nobody but a virtual router with its own MAC address sends. */
    private synchronized FrameSendSocket frameSocket() throws IOException {
        if (frameSocket == null) {
            frameSocket = FrameSendSocket.open(family, interfaceName);
        }
        return frameSocket;
    }

    private synchronized void closeFrameSocket() {
        if (frameSocket != null) {
            frameSocket.close();
        }
    }

    @Override
    public void close() {
        onClose.accept(this);
        receiveSocket.close();
        sendSocket.close();
        closeFrameSocket();
    }

    @Override
    public String toString() {
        return family + " link on " + interfaceName;
    }
}
