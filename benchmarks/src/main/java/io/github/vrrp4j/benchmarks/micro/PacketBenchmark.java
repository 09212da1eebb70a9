package io.github.vrrp4j.benchmarks.micro;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.AdvertisementEncoder;
import io.github.vrrp4j.packet.AdvertisementView;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.IpAddress;
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

/** Reading and writing one advertisement, in direct memory as for native calls. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the method with @Setup first
public class PacketBenchmark {

    /** The IP version. */
    @Param({"IPV4", "IPV6"})
    public AddressFamily family;

    /** Virtual addresses in the advertisement. */
    @Param({"1", "16", "255"})
    public int addresses;

    private final AdvertisementView view = new AdvertisementView();
    private ByteBuffer packet;
    private AdvertisementEncoder encoder;
    private ByteBuffer sendBuffer;
    private IpAddress source;
    private IpAddress group;
    private int priority;

    /** The packet begins with its IP header, as a raw socket gives it over IPv4 and a capture over both. */
    @Setup
    public void prepare() {
        byte[] frame = Frames.advertisement(family, addresses);
        int length = frame.length - Frames.IP_OFFSET;
        packet = ByteBuffer.allocateDirect(length).put(0, frame, Frames.IP_OFFSET, length);
        encoder = new AdvertisementEncoder(Advertisement.VERSION_3, Frames.VRID, Frames.addresses(family, addresses));
        sendBuffer = ByteBuffer.allocateDirect(encoder.length());
        source = Frames.source(family);
        group = family.vrrpGroup();
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
        if (family == AddressFamily.IPV4) {
            view.wrapIpv4Packet(packet, 0, packet.capacity());
        } else {
            view.wrapIpv6Packet(packet, 0, packet.capacity());
        }
        if (view.verifyHeader() != Verdict.VALID || view.verifyMessage(ReceiveRules.VERSION_3) != Verdict.VALID) {
            throw new IllegalStateException("the packet is not valid");
        }
    }

    /** A whole message, checksum included; the priority changes, so that no two are alike. */
    @Benchmark
    public int encode() {
        priority = priority % 254 + 1;
        return encoder.encode(sendBuffer, 0, priority, Frames.INTERVAL_CS, ChecksumForm.PSEUDO_HEADER, source, group);
    }
}
