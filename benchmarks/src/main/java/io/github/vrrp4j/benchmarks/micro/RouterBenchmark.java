package io.github.vrrp4j.benchmarks.micro;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.AdvertisementEncoder;
import io.github.vrrp4j.packet.AdvertisementView;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.ReceiveRules;
import io.github.vrrp4j.packet.Verdict;
import io.github.vrrp4j.protocol.Actions;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouter;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;

/** One step of the state machine with the packet that causes it or that it causes. One IPv4 address. */
@org.openjdk.jmh.annotations.State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RouterBenchmark {

    private static final long STEP_NS = 1_000_000;
    private static final IpAddress SOURCE = Frames.source(AddressFamily.IPV4);
    private static final IpAddress GROUP = AddressFamily.IPV4.vrrpGroup();

    private final ByteBuffer packet;
    private final int packetLength;
    private final AdvertisementView view = new AdvertisementView();
    private final VirtualRouter backup;
    private final VirtualRouter sendingMaster;
    private long nowNs;

    /** One BACKUP and one MASTER. */
    public RouterBenchmark() {
        byte[] frame = Frames.advertisement(AddressFamily.IPV4, 1);
        packetLength = frame.length - Frames.IP_OFFSET;
        packet = ByteBuffer.allocateDirect(packetLength).put(0, frame, Frames.IP_OFFSET, packetLength);
        backup = router(new NoActions());
        sendingMaster = router(new Sender());
        sendingMaster.onDeadline(sendingMaster.deadlineNs());
        requireState(backup, State.BACKUP);
        requireState(sendingMaster, State.MASTER);
    }

    private static VirtualRouter router(Actions actions) {
        VirtualRouter router = new VirtualRouter(
                VirtualRouterConfig.builder(Frames.VRID).address("198.51.100.0").build(), actions);
        router.startup(0);
        return router;
    }

    private static void requireState(VirtualRouter router, State state) {
        if (router.state() != state) {
            throw new IllegalStateException(router.state() + " instead of " + state);
        }
    }

    /** From the octets of a packet to the new deadline of a BACKUP. */
    @Benchmark
    public long receive() {
        view.wrapIpv4Packet(packet, 0, packetLength);
        if (view.verifyHeader() != Verdict.VALID || view.verifyMessage(ReceiveRules.VERSION_3) != Verdict.VALID) {
            throw new IllegalStateException("the packet is not valid");
        }
        nowNs += STEP_NS;
        backup.onAdvertisement(nowNs, view.priority(), view.maxAdverIntervalCs(), view.compareSourceTo(SOURCE));
        return backup.deadlineNs();
    }

    /** From the deadline of a MASTER to the octets of its advertisement. */
    @Benchmark
    public long send() {
        sendingMaster.onDeadline(sendingMaster.deadlineNs());
        return sendingMaster.deadlineNs();
    }

    private static final class Sender extends NoActions {
        private final AdvertisementEncoder encoder =
                new AdvertisementEncoder(Advertisement.VERSION_3, Frames.VRID, Frames.addresses(AddressFamily.IPV4, 1));
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(encoder.length());

        @Override
        public void sendAdvertisement(int priority) {
            encoder.encode(buffer, 0, priority, Frames.INTERVAL_CS, ChecksumForm.PSEUDO_HEADER, SOURCE, GROUP);
        }
    }
}
