package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.netlink.SystemCallException;
import io.github.vrrp4j.netlink.libc.Errno;
import io.github.vrrp4j.netlink.route.InterfaceAddress;
import io.github.vrrp4j.netlink.route.NetworkInterface;
import io.github.vrrp4j.netlink.route.Rtnetlink;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.AdvertisementView;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.spi.Link;
import io.github.vrrp4j.spi.LinkFault;
import io.github.vrrp4j.spi.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A link to the interface of one name, whichever that is: its sockets come and go with the interface, its source follows the
 * addresses. Once it is polled, everything but the questions of {@link Link} that any thread may ask and {@link #close}
 * belongs to the polling thread.
 */
final class SocketLink implements Link {

    private static final int NO_INTERFACE = 0;

    private static final int IPV4_HEADER_LENGTH = 20;
    private static final int IPV6_HEADER_LENGTH = 40;

    /** Told of the sockets to wait for. */
    interface SocketRegistry {
        void opened(int receiveDescriptor) throws IOException;

        void closing(int receiveDescriptor);

        void linkClosed(SocketLink link);
    }

    /** What is wrong, null if nothing is, and in which words. */
    private record Condition(@Nullable LinkFault fault, String text) {
        private static final Condition GOOD = new Condition(null, "");
    }

    private final AddressFamily family;
    private final String interfaceName;
    private final @Nullable IpAddress wantedSource;
    private final Rtnetlink rtnetlink;
    private final Transport.Receiver receiver;
    private final SocketRegistry registry;

    /** Replaced under the lock of this object, so that {@link #close} leaves none open. */
    private volatile @Nullable LinkSockets sockets;

    private final UnicastSendSocket unicastSend;
    private @Nullable FrameSendSocket frameSend;

    private volatile boolean closed;
    private boolean polled;
    private boolean uncertain;
    private boolean up;
    private boolean running;
    private IpAddress source;
    private @Nullable IpAddress pinnedSource;
    private volatile Condition condition = Condition.GOOD;

    /**
     * Makes a link without sockets; {@link #refresh} opens them.
     *
     * @param wantedSource where advertisements are to come from; null for the interface's own address
     */
    SocketLink(
            AddressFamily family,
            String interfaceName,
            @Nullable IpAddress wantedSource,
            Rtnetlink rtnetlink,
            Transport.Receiver receiver,
            SocketRegistry registry) {
        this.family = family;
        this.interfaceName = interfaceName;
        this.wantedSource = wantedSource;
        this.rtnetlink = rtnetlink;
        this.receiver = receiver;
        this.registry = registry;
        this.source = family.unspecifiedAddress();
        this.unicastSend = new UnicastSendSocket(family);
    }

    /**
     * Looks at the interface as it is now, without what was told of it before.
     *
     * @throws IOException if the system does not say how it is, or refuses a socket
     */
    void refresh() throws IOException {
        try {
            attach(rtnetlink.networkInterface(interfaceName));
        } catch (SystemCallException e) {
            if (!Errno.ENODEV.is(e.errno())) {
                throw e;
            }
            detach();
        }
    }

    /** An interface came or changed. */
    void onInterface(NetworkInterface networkInterface) {
        try {
            if (networkInterface.name().equals(interfaceName)) {
                attach(networkInterface);
            } else if (networkInterface.index() == interfaceIndex()) {
                detach(); // it has another name now
            }
        } catch (IOException e) {
            onFailure(e);
        }
    }

    /** The interface of that index is no more. */
    void onInterfaceGone(int index) {
        if (index == interfaceIndex()) {
            detach();
        }
    }

    /** An address came, changed or went, on whatever interface. */
    void onAddress(InterfaceAddress address) {
        boolean concerned = address.address().family() == family
                && (wantedSource == null
                        ? address.interfaceIndex() == interfaceIndex() && !receiver.isVirtual(address.address())
                        : address.address().equals(wantedSource));
        if (concerned) {
            followAddresses();
        }
    }

    void onAddressRemoved(@Nullable IpAddress address) {
        receiver.onAddressRemoved(address);
    }

    private int interfaceIndex() {
        LinkSockets open = sockets;
        return open == null ? NO_INTERFACE : open.interfaceIndex();
    }

    private void attach(NetworkInterface networkInterface) throws IOException {
        boolean news = networkInterface.index() != interfaceIndex();
        if (news) {
            source = family.unspecifiedAddress();
            closeSockets();
            openSockets(networkInterface.index());
        }
        if (news || up != networkInterface.isUp() || running != networkInterface.isRunning()) {
            up = networkInterface.isUp();
            running = networkInterface.isRunning();
            followAddresses();
        }
    }

    private synchronized void openSockets(int interfaceIndex) throws IOException {
        if (!closed) {
            LinkSockets opened = LinkSockets.open(family, interfaceName, interfaceIndex);
            try {
                registry.opened(opened.receive().descriptor());
            } catch (IOException | RuntimeException | Error e) {
                opened.close(); // or they would stay, and nobody would wait for them
                throw e;
            }
            sockets = opened;
        }
    }

    private synchronized void closeSockets() {
        LinkSockets open = sockets;
        if (open != null) {
            registry.closing(open.receive().descriptor());
            open.close();
            sockets = null;
        }
        pinnedSource = null;
    }

    private void detach() {
        closeSockets();
        followAddresses();
    }

    /** Looks at everything, since it is asked after what may not have been told. */
    @Override
    public void refreshSource() {
        polled = true; // what changes between this and the first packet is told
        try {
            refresh();
            followAddresses();
        } catch (IOException e) {
            onFailure(e);
        }
    }

    /** What was known holds until the system says how it is. */
    private void onFailure(IOException e) {
        uncertain = true;
        if (interfaceIndex() == NO_INTERFACE) {
            conclude(new Condition(LinkFault.INTERFACE_MISSING, String.valueOf(e.getMessage())));
        }
    }

    /** Whether the last look failed, as in a flood of changes, and was not asked for since: another is to follow soon. */
    boolean takeUncertain() {
        boolean was = uncertain;
        uncertain = false;
        return was;
    }

    private void followAddresses() {
        IpAddress found = null;
        String problem = "";
        if (interfaceIndex() != NO_INTERFACE) {
            try {
                List<InterfaceAddress> addresses = addresses();
                found = findSource(addresses);
                problem = found == null ? whyNoSource(addresses) : "";
            } catch (IOException e) {
                uncertain = true;
                found = hasSource() ? source : null;
                problem = String.valueOf(e.getMessage());
            }
        }
        source = found == null ? family.unspecifiedAddress() : found;
        conclude(condition(found == null, problem));
    }

    private boolean hasSource() {
        return source.hi() != 0 || source.lo() != 0;
    }

    private Condition condition(boolean withoutSource, String problem) {
        if (interfaceIndex() == NO_INTERFACE) {
            return new Condition(
                    LinkFault.INTERFACE_MISSING,
                    "there is no interface " + interfaceName + "; ip link shows those there are");
        }
        if (!up) {
            return new Condition(
                    LinkFault.INTERFACE_DOWN, interfaceName + " is down; ip link set " + interfaceName + " up");
        }
        if (!running) {
            return new Condition(
                    LinkFault.NO_CARRIER,
                    interfaceName + " is up without a carrier; look at its cable, switch port or virtual peer");
        }
        return withoutSource ? new Condition(LinkFault.NO_PRIMARY_ADDRESS, problem) : Condition.GOOD;
    }

    private void conclude(Condition now) {
        LinkFault before = condition.fault();
        condition = now;
        if (polled && before != now.fault()) {
            receiver.onLinkChange();
        }
    }

    private List<InterfaceAddress> addresses() throws IOException {
        return wantedSource == null
                ? rtnetlink.addresses(family, interfaceName, interfaceIndex())
                : rtnetlink.addresses(family);
    }

    private @Nullable IpAddress findSource(List<InterfaceAddress> addresses) {
        return wantedSource == null
                ? SourceAddress.choose(addresses, receiver::isVirtual)
                : SourceAddress.find(wantedSource, addresses, interfaceIndex());
    }

    private String whyNoSource(List<InterfaceAddress> addresses) {
        return wantedSource == null
                ? SourceAddress.whyNone(family, interfaceName, addresses, receiver::isVirtual)
                : "this host does not have the source address " + wantedSource
                        + (family == AddressFamily.IPV6 ? ", or it is still tentative" : "")
                        + "; ip address shows those it has";
    }

    @Override
    public void requireSource() throws IOException {
        if (condition.fault() == null) {
            List<InterfaceAddress> addresses = addresses();
            if (findSource(addresses) == null) {
                throw new IOException(whyNoSource(addresses));
            }
        }
    }

    @Override
    public @Nullable LinkFault fault() {
        return condition.fault();
    }

    @Override
    public String faultText() {
        return condition.text();
    }

    @Override
    public int maxMessageLength() throws IOException {
        try {
            NetworkInterface networkInterface = rtnetlink.networkInterface(interfaceName);
            int headerLength = family == AddressFamily.IPV4 ? IPV4_HEADER_LENGTH : IPV6_HEADER_LENGTH;
            return Math.max(0, networkInterface.mtuOctets() - headerLength);
        } catch (SystemCallException e) {
            if (Errno.ENODEV.is(e.errno())) {
                return Integer.MAX_VALUE; // nobody knows, before it is there
            }
            throw e;
        }
    }

    @Override
    public IpAddress source() {
        return source;
    }

    int receive(int limit) {
        polled = true;
        LinkSockets open = sockets;
        return open == null ? 0 : open.receive().receive(limit, receiver);
    }

    /**
     * Hands a unicast packet of the family over if this link is meant.
     *
     * @param destinationHi its destination as a number
     * @param interfaceIndex by which it came in; 0 if that is not known
     */
    void takeUnicast(long destinationHi, long destinationLo, int interfaceIndex, AdvertisementView view) {
        polled = true;
        boolean meant = source.hi() == destinationHi
                && source.lo() == destinationLo
                && (!source.isIpv6LinkLocal() || interfaceIndex == interfaceIndex());
        if (meant && !closed) {
            receiver.onPacket(view);
        }
    }

    AddressFamily family() {
        return family;
    }

    @Override
    public boolean isOwn(IpAddress address) throws IOException {
        return rtnetlink.addresses(family).stream()
                .anyMatch(each -> each.address().equals(address)
                        && (!address.isIpv6LinkLocal() || each.interfaceIndex() == interfaceIndex()));
    }

    @Override
    public ByteBuffer sendBuffer() {
        LinkSockets open = sockets;
        return open == null
                ? ByteBuffer.allocate(SendSocket.maxMessageLength(family))
                : open.send().message();
    }

    private LinkSockets requireSockets() throws IOException {
        LinkSockets open = sockets;
        if (open == null) {
            throw new IOException(condition.fault() == null ? "the link is closed" : condition.text());
        }
        if (!hasSource()) { // the kernel would choose one, maybe a virtual address
            throw new IOException(condition.text());
        }
        return open;
    }

    @Override
    public void sendTo(IpAddress peer, int length) throws IOException {
        LinkSockets open = requireSockets();
        unicastSend.send(source, open.interfaceIndex(), peer, open.send().message(), length);
    }

    @Override
    public void send(int length) throws IOException {
        LinkSockets open = requireSockets();
        if (!source.equals(pinnedSource)) {
            open.send().pinSource(source);
            pinnedSource = source;
        }
        open.send().send(length);
    }

    @Override
    public void send(int length, MacAddress mac) throws IOException {
        LinkSockets open = requireSockets();
        frameSocket().send(open.interfaceIndex(), mac, source, open.send().message(), length);
    }

    /** Opened with the first frame, which nobody but a virtual router with its own MAC address sends. */
    private synchronized FrameSendSocket frameSocket() throws IOException {
        FrameSendSocket opened = frameSend;
        if (opened == null) {
            if (closed) {
                throw new IOException("the link is closed");
            }
            opened = FrameSendSocket.open(family, interfaceName);
            frameSend = opened;
        }
        return opened;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (frameSend != null) {
            frameSend.close();
        }
        closeSockets();
        unicastSend.close();
        registry.linkClosed(this);
    }

    @Override
    public String toString() {
        return family + " link on " + interfaceName;
    }
}
