package io.github.vrrp4j.netlink.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vrrp4j.netlink.libc.Native;
import io.github.vrrp4j.netlink.route.NetworkInterface;
import io.github.vrrp4j.netlink.route.Rtnetlink;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.AdvertisementView;
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

    private static long descriptors() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }
}
