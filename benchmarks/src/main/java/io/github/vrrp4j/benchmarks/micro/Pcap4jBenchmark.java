package io.github.vrrp4j.benchmarks.micro;

import io.github.vrrp4j.packet.AddressFamily;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.IllegalRawDataException;
import org.pcap4j.packet.IpV4Packet;
import org.pcap4j.packet.Packet;

/**
 * pcap4j reads the IPv4 frames that {@link PacketBenchmark} and {@link RouterBenchmark} read: it makes objects of the
 * headers and a copy of the VRRP message, which it does not know, and verifies no checksum.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the method with @Setup first
public class Pcap4jBenchmark {

    /** Virtual addresses in the advertisement. */
    @Param({"1", "16", "255"})
    public int addresses;

    private byte[] frame;

    /** pcap4j wants an array. */
    @Setup
    public void prepare() {
        frame = Frames.advertisement(AddressFamily.IPV4, addresses);
    }

    /** From the Ethernet header on. */
    @Benchmark
    public Packet pcap4jEthernet() throws IllegalRawDataException {
        return EthernetPacket.newPacket(frame, 0, frame.length);
    }

    /** From the IPv4 header on, as the view begins. */
    @Benchmark
    public Packet pcap4jIpv4() throws IllegalRawDataException {
        return IpV4Packet.newPacket(frame, Frames.IP_OFFSET, frame.length - Frames.IP_OFFSET);
    }
}
