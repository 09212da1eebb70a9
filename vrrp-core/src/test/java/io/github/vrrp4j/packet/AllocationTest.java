package io.github.vrrp4j.packet;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Reading, comparing and writing allocate nothing, measured by the JVM's own account of the thread. */
class AllocationTest {

    private static final int TURNS = 2_500;
    private static final int ROUNDS = 8;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final AdvertisementView view = new AdvertisementView();

    /** 192.0.2.2 to 224.0.0.18: version 2, VRID 10, 192.0.2.1. */
    private final ByteBuffer version2 =
            Octets.of("45c0002800000000ff701891c0000202e0000012210a64010001b8f1c00002010000000000000000");

    /** fe80::2 to ff02::12 behind Destination Options: fe80::1 and 2001:db8::1. */
    private final ByteBuffer ipv6 = Octets.of("6c00000000303cfffe800000000000000000000000000002"
            + "ff0200000000000000000000000000127000010400000000"
            + "310a640200644023fe80000000000000000000000000000120010db8000000000000000000000001");

    @Test
    void readingAVersion2PacketAllocatesNothing() {
        var addresses = new AddressSet(List.of(IpAddress.parse("192.0.2.1")));
        IpAddress group = AddressFamily.IPV4.vrrpGroup();

        long allocated = allocatedBy(() -> {
            view.wrapIpv4Packet(version2, 0, version2.limit());
            return view.verifyHeader() == Verdict.VALID
                    && view.verifyMessage(ReceiveRules.VERSION_3) == Verdict.VERSION_ERROR
                    && view.verifyMessage(ReceiveRules.VERSION_2_AND_3) == Verdict.VALID
                    && view.maxAdverIntervalCs() == 100
                    && view.isTo(group)
                    && view.announcesExactly(addresses);
        });

        assertThat(allocated).isZero();
    }

    @Test
    void readingAnIpv6PacketAllocatesNothing() {
        var addresses = new AddressSet(List.of(IpAddress.parse("2001:db8::1"), IpAddress.parse("fe80::1")));
        var others = new AddressSet(List.of(IpAddress.parse("2001:db8::2"), IpAddress.parse("fe80::1")));

        long allocated = allocatedBy(() -> {
            view.wrapIpv6Packet(ipv6, 0, ipv6.limit());
            return view.verifyHeader() == Verdict.VALID
                    && view.verifyMessage(ReceiveRules.RFC_9568) == Verdict.VALID
                    && view.announcesExactly(addresses)
                    && !view.announcesExactly(others);
        });

        assertThat(allocated).isZero();
    }

    @Test
    void writingAVersion2MessageAllocatesNothing() {
        var encoder = new AdvertisementEncoder(Advertisement.VERSION_2, 10, List.of(IpAddress.parse("192.0.2.1")));
        ByteBuffer buffer = Octets.filled(encoder.length());
        IpAddress source = IpAddress.parse("192.0.2.2");
        IpAddress group = AddressFamily.IPV4.vrrpGroup();

        long allocated =
                allocatedBy(() -> encoder.encode(buffer, 0, 100, 50, ChecksumForm.PSEUDO_HEADER, source, group) == 20);

        assertThat(allocated).isZero();
    }

    /** Bytes allocated by the round that allocated least: the first loads classes, and compiling may take a few. */
    private long allocatedBy(BooleanSupplier turn) {
        long thread = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int round = 1; round <= ROUNDS; round++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 1; i <= TURNS; i++) {
                if (!turn.getAsBoolean()) {
                    throw new AssertionError("turn " + i + " of round " + round + " did nothing");
                }
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        return least;
    }
}
