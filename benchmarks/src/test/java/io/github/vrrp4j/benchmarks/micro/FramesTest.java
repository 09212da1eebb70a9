package io.github.vrrp4j.benchmarks.micro;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.packet.AddressFamily;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.IllegalRawDataException;
import org.pcap4j.packet.IpV4Packet;
import org.pcap4j.packet.IpV6Packet;

/** The frames that are measured, read by pcap4j. */
class FramesTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 255})
    void anIpv4FrameIsValidDownToTheVrrpMessage(int addresses) throws IllegalRawDataException {
        byte[] frame = Frames.advertisement(AddressFamily.IPV4, addresses);

        EthernetPacket ethernet = EthernetPacket.newPacket(frame, 0, frame.length);
        IpV4Packet packet = ethernet.get(IpV4Packet.class);

        assertThat(ethernet.getHeader().getDstAddr()).hasToString("01:00:5e:00:00:12");
        assertThat(ethernet.getHeader().getSrcAddr()).hasToString("02:00:00:00:00:01");
        assertThat(packet.getHeader().hasValidChecksum(false)).isTrue();
        assertThat(packet.getHeader().getProtocol().value()).isEqualTo((byte) 112);
        assertThat(packet.getHeader().getTtlAsInt()).isEqualTo(255);
        assertThat(packet.getHeader().getDstAddr().getHostAddress()).isEqualTo("224.0.0.18");
        assertThat(packet.getPayload().length()).isEqualTo(8 + 4 * addresses);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 255})
    void anIpv6FrameIsValidDownToTheVrrpMessage(int addresses) throws IllegalRawDataException {
        byte[] frame = Frames.advertisement(AddressFamily.IPV6, addresses);

        EthernetPacket ethernet = EthernetPacket.newPacket(frame, 0, frame.length);
        IpV6Packet packet = ethernet.get(IpV6Packet.class);

        assertThat(ethernet.getHeader().getDstAddr()).hasToString("33:33:00:00:00:12");
        assertThat(packet.getHeader().getNextHeader().value()).isEqualTo((byte) 112);
        assertThat(packet.getHeader().getHopLimitAsInt()).isEqualTo(255);
        assertThat(packet.getHeader().getSrcAddr().getHostAddress()).isEqualTo("fe80:0:0:0:0:0:0:1");
        assertThat(packet.getHeader().getDstAddr().getHostAddress()).isEqualTo("ff02:0:0:0:0:0:0:12");
        assertThat(packet.getPayload().length()).isEqualTo(8 + 16 * addresses);
    }
}
