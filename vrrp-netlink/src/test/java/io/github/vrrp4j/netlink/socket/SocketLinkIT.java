package io.github.vrrp4j.netlink.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vrrp4j.netlink.libc.Native;
import io.github.vrrp4j.netlink.route.NetworkInterface;
import io.github.vrrp4j.netlink.route.Rtnetlink;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.AdvertisementView;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.spi.LinkFault;
import io.github.vrrp4j.spi.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A link to the loopback interface of this process, which sends nothing. */
@NetworkTest
class SocketLinkIT implements SocketLink.SocketRegistry, Transport.Receiver {

    private final List<String> told = new ArrayList<>();
    private boolean refusing;
    private Rtnetlink rtnetlink;
    private SocketLink link;

    @BeforeEach
    void open() throws IOException {
        Native.load();
        rtnetlink = Rtnetlink.open();
        link = new SocketLink(AddressFamily.IPV4, "lo", null, rtnetlink, this, this);
    }

    @AfterEach
    void close() {
        link.close();
        rtnetlink.close();
    }

    @Override
    public void opened(int receiveDescriptor) throws IOException {
        told.add("opened");
        if (refusing) {
            throw new IOException("ENOSPC");
        }
    }

    @Override
    public void closing(int receiveDescriptor) {}

    @Override
    public void linkClosed(SocketLink closed) {}

    @Override
    public void onPacket(AdvertisementView packet) {}

    @Override
    public void onLinkChange() {
        told.add("changed");
    }

    /** Or it would be taken for one that is waited for, and hear nothing. */
    @Test
    void aSocketThatCannotBeWaitedForIsClosedAndOpenedAgainLater() throws IOException {
        refusing = true;
        long before = descriptors();
        assertThatThrownBy(link::refresh).hasMessage("ENOSPC");
        assertThat(descriptors()).isEqualTo(before);

        refusing = false;
        link.refresh();
        assertThat(told).containsExactly("opened", "opened");
    }

    @Test
    void aFaultBetweenTheLookAtTheStartAndTheFirstPollIsTold() throws IOException {
        link.refresh();
        link.refreshSource();
        told.clear();

        NetworkInterface now = rtnetlink.networkInterface("lo");
        link.onInterface(new NetworkInterface(now.index(), "lo", 0, now.mtuOctets(), null, false, false));

        assertThat(link.fault()).isEqualTo(LinkFault.INTERFACE_DOWN);
        assertThat(told).containsExactly("changed");
    }

    /** In a flood of changes, the kernel interrupts every dump: that is no reason for a MASTER to resign. */
    @Test
    void whatWasKnownHoldsWhileTheKernelDoesNotAnswer() throws IOException {
        link.refresh();
        link.refreshSource();
        assertThat(link.takeUncertain()).isFalse();
        NetworkInterface now = rtnetlink.networkInterface("lo");
        rtnetlink.close(); // every question fails from here on

        link.refreshSource();
        assertThat(link.fault()).isNull();
        assertThat(link.source()).hasToString("127.0.0.1");
        assertThat(link.takeUncertain()).isTrue();

        link.onInterface(new NetworkInterface(now.index(), "lo", 0, now.mtuOctets(), null, false, false));
        assertThat(link.fault()).isEqualTo(LinkFault.INTERFACE_DOWN);
        assertThat(link.takeUncertain()).isTrue();
    }

    /** The kernel would choose one, and the checksum would be wrong. */
    @Test
    void nothingIsSentWhileThereIsNoSource() throws IOException {
        IpAddress elsewhere = IpAddress.parse("192.0.2.1");
        try (SocketLink without = new SocketLink(AddressFamily.IPV4, "lo", elsewhere, rtnetlink, this, this)) {
            without.refresh();
            String reason = "this host does not have the source address 192.0.2.1; ip address shows those it has";
            assertThat(without.fault()).isEqualTo(LinkFault.NO_PRIMARY_ADDRESS);
            assertThatThrownBy(() -> without.send(8)).hasMessage(reason);
            assertThatThrownBy(() -> without.send(8, MacAddress.ofVirtualRouter(AddressFamily.IPV4, 51)))
                    .hasMessage(reason);
            assertThatThrownBy(() -> without.sendTo(IpAddress.parse("127.0.0.1"), 8))
                    .hasMessage(reason);
        }
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }
}
