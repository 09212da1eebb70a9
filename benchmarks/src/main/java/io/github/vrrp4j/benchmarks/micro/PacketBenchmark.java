package io.github.vrrp4j.benchmarks.micro;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.AdvertisementEncoder;
import io.github.vrrp4j.packet.AdvertisementView;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.ReceiveRules;
import io.github.vrrp4j.packet.Verdict;
import java.nio.ByteBuffer;
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
 * Reading and writing one IPv4 advertisement. pcap4j reads the same octets: it makes objects of the headers and a copy of
 * the VRRP message, which it does not know, and verifies no checksum.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the method with @Setup first
public class PacketBenchmark {

    /** Virtual addresses in the advertisement. */
    @Param({"1", "16", "255"})
    public int addresses;

    private final AdvertisementView view = new AdvertisementView();
    private byte[] frame;
    private ByteBuffer packets;
    private AdvertisementEncoder encoder;
    private ByteBuffer sendBuffer;
    private int priority;

    /** The frame lies in direct memory for the view, as after a native call, and in an array for pcap4j. */
    @Setup
    public void prepare() {
        frame = Frames.advertisement(addresses);
        packets = ByteBuffer.allocateDirect(frame.length).put(0, frame);
        encoder = new AdvertisementEncoder(Advertisement.VERSION_3, Frames.VRID, Frames.addresses(addresses));
        sendBuffer = ByteBuffer.allocateDirect(encoder.length());
    }

    /** Every check of RFC 9568 §7.1, and the fields that the state machine needs. */
    @Benchmark
    public int verifyAndRead() {
        verify();
        return view.vrid() + view.priority() + view.maxAdverIntervalCs() + view.addrCount();
    }

    /** The same, and a copy of everything as objects. */
    @Benchmark
    public Advertisement verifyAndCopy() {
        verify();
        return view.toAdvertisement();
    }

    private void verify() {
        view.wrapIpv4Packet(packets, Frames.IP_OFFSET, frame.length - Frames.IP_OFFSET);
        if (view.verifyHeader() != Verdict.VALID || view.verifyMessage(ReceiveRules.VERSION_3) != Verdict.VALID) {
            throw new IllegalStateException("the frame is not valid");
        }
    }

    /** A whole message, checksum included; the priority changes, so that no two are alike. */
    @Benchmark
    public int encode() {
        priority = priority % 254 + 1;
        return encoder.encode(
                sendBuffer, 0, priority, Frames.INTERVAL_CS, ChecksumForm.PSEUDO_HEADER, Frames.SOURCE, Frames.GROUP);
    }

    /** pcap4j from the Ethernet header on. */
    @Benchmark
    public Packet pcap4jEthernet() throws IllegalRawDataException {
        return EthernetPacket.newPacket(frame, 0, frame.length);
    }

    /** pcap4j from the IPv4 header on, as the view begins. */
    @Benchmark
    public Packet pcap4jIpv4() throws IllegalRawDataException {
        return IpV4Packet.newPacket(frame, Frames.IP_OFFSET, frame.length - Frames.IP_OFFSET);
    }
}
