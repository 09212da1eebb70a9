package io.github.vrrp4j.benchmarks.micro;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.IllegalRawDataException;
import org.pcap4j.packet.IpV4Packet;

/** The frames that are measured, read by pcap4j. */
class FramesTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 255})
    void frameIsValidDownToTheVrrpMessage(int addresses) throws IllegalRawDataException {
        byte[] frame = Frames.advertisement(addresses);

        IpV4Packet packet = EthernetPacket.newPacket(frame, 0, frame.length).get(IpV4Packet.class);

        assertThat(packet.getHeader().hasValidChecksum(false)).isTrue();
        assertThat(packet.getHeader().getProtocol().value()).isEqualTo((byte) 112);
        assertThat(packet.getHeader().getTtlAsInt()).isEqualTo(255);
        assertThat(packet.getPayload().length()).isEqualTo(8 + 4 * addresses);
    }
}
