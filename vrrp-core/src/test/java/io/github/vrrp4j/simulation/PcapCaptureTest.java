package io.github.vrrp4j.simulation;

import static io.github.vrrp4j.simulation.SimulatedHost.INTERFACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.UnicastPeers;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class PcapCaptureTest {

    /** Magic of nanoseconds, version 2.4, time zone, accuracy, snapshot length 65535, Ethernet. */
    private static final String FILE_HEADER =
            "a1b23c4d" + "00020004" + "00000000" + "00000000" + "0000ffff" + "00000001";

    /** 3.218750000 s, 46 octets of 46. */
    private static final String PACKET_HEADER = "00000003" + "0d09dc30" + "0000002e" + "0000002e";

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private final SimulatedLan lan = new SimulatedLan(1);

    private String hex() {
        return HexFormat.of().formatHex(file.toByteArray());
    }

    private static void start(SimulatedHost host, String address) throws IOException {
        host.startRouter()
                .add(
                        INTERFACE,
                        VirtualRouterConfig.builder(51)
                                .priority(200)
                                .address(address)
                                .build());
    }

    /** Checksums by hand: the IPv4 header's words sum to 0xc955, the message's and its pseudo-header's to 0x4024. */
    @Test
    void aUnicastAdvertisementGoesToTheMacAddressOfItsDestination() throws IOException {
        SimulatedHost a = lan.addHost("a", "192.0.2.1/24");
        lan.addHost("b", "192.0.2.2/24");
        lan.capture(file);
        a.startRouter()
                .add(
                        INTERFACE,
                        VirtualRouterConfig.builder(51)
                                .priority(200)
                                .address("192.0.2.10/24")
                                .unicastPeers(UnicastPeers.of(
                                        List.of(IpAddress.parse("192.0.2.2"), IpAddress.parse("192.0.2.3"))))
                                .build());
        lan.run(Duration.ofMillis(3_500));

        assertThat(hex())
                .startsWith(FILE_HEADER
                        + PACKET_HEADER
                        + "020000000002" + "020000000001" + "0800"
                        + "45c00020" + "00000000" + "ff7036aa" + "c0000201" + "c0000202"
                        + "3133c801" + "0064bfdb" + "c000020a"
                        + PACKET_HEADER
                        + "02000000ffff" + "020000000001" + "0800"
                        + "45c00020" + "00000000" + "ff7036a9" + "c0000201" + "c0000203"
                        + "3133c801" + "0064bfda" + "c000020a");
    }

    /** Checksums by hand: the IPv4 header's words sum to 0xe765, the message's and its pseudo-header's to 0x5e34. */
    @Test
    void anAdvertisementIsAnEthernetFrameAtItsVirtualTime() throws IOException {
        lan.capture(file);
        start(lan.addHost("a", "192.0.2.1/24"), "192.0.2.10/24");
        lan.run(Duration.ofMillis(3_500));

        assertThat(hex())
                .startsWith(FILE_HEADER
                        + PACKET_HEADER
                        + "01005e000012" + "020000000001" + "0800"
                        + "45c00020" + "00000000" + "ff70189a" + "c0000201" + "e0000012"
                        + "3133c801" + "0064a1cb" + "c000020a"
                        + "00000003" + "0d09dc30" + "0000002a" + "0000002a"
                        + "ffffffffffff" + "020000000001" + "0806");
        assertThat(file.size()).isEqualTo(24 + (16 + 46) + 5 * (16 + 42));
    }

    @Test
    void anIpv6AdvertisementHasItsHeaderAndItsNeighborAdvertisementsComeFromTheLinkLocalAddress() throws IOException {
        lan.capture(file);
        start(lan.addHost("a", "fe80::1/64"), "fe80::10/64");
        lan.run(Duration.ofMillis(3_500));

        assertThat(hex().substring(2 * (24 + 16)))
                .startsWith("333300000012" + "020000000001" + "86dd"
                        + "6c000000" + "001870ff"
                        + "fe800000000000000000000000000001"
                        + "ff020000000000000000000000000012"
                        + "3133c801");
        assertThat(hex().substring(2 * (24 + 16 + 78 + 16)))
                .startsWith("333300000001" + "020000000001" + "86dd" + "60000000" + "00203aff"
                        + "fe800000000000000000000000000001");
        assertThat(file.size()).isEqualTo(24 + (16 + 78) + 5 * (16 + 86));
    }

    @Test
    void whatIsInjectedIsCapturedAsItIs() {
        lan.capture(file);
        lan.addHost("a", "192.0.2.1/24");
        lan.inject(IpAddress.parse("192.0.2.99"), 7, ByteBuffer.wrap(new byte[] {1, 2, 3}));

        assertThat(hex().substring(2 * 24))
                .isEqualTo("00000000" + "00000000" + "00000025" + "00000025"
                        + "01005e000012" + "02000000ffff" + "0800"
                        + "45c00017" + "00000000" + "07701042" + "c0000263" + "e0000012" + "010203");
    }

    @Test
    void aFileThatCannotBeWrittenEndsTheRun() throws IOException {
        lan.capture(new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("No space left on device");
            }
        });
        start(lan.addHost("a", "192.0.2.1/24"), "192.0.2.10/24");

        assertThatThrownBy(() -> lan.run(Duration.ofSeconds(5)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("No space left on device");
    }
}
