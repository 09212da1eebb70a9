package io.github.vrrp4j.benchmarks.micro;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.AdvertisementEncoder;
import io.github.vrrp4j.packet.AdvertisementView;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.ReceiveRules;
import io.github.vrrp4j.packet.Verdict;
import io.github.vrrp4j.protocol.Actions;
import io.github.vrrp4j.protocol.Cause;
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

/** One step of the state machine, alone and with the packet that causes it or that it causes. One IPv4 address. */
@org.openjdk.jmh.annotations.State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RouterBenchmark {

    private static final long STEP_NS = 1_000_000;

    private final ByteBuffer packet;
    private final int packetLength;
    private final AdvertisementView view = new AdvertisementView();
    private final Sender sender = new Sender();
    private final VirtualRouter backup;
    private final VirtualRouter master;
    private final VirtualRouter sendingMaster;
    private long nowNs;

    /** One BACKUP and two MASTERs. */
    public RouterBenchmark() {
        byte[] frame = Frames.advertisement(1);
        packetLength = frame.length - Frames.IP_OFFSET;
        packet = ByteBuffer.allocateDirect(packetLength).put(0, frame, Frames.IP_OFFSET, packetLength);
        backup = router(new NoActions());
        master = router(new NoActions());
        sendingMaster = router(sender);
        master.onDeadline(master.deadlineNs());
        sendingMaster.onDeadline(sendingMaster.deadlineNs());
        requireState(backup, State.BACKUP);
        requireState(master, State.MASTER);
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

    /** A BACKUP hears its MASTER (row 7 of the state table): the Master_Down_Timer starts anew. */
    @Benchmark
    public long onAdvertisement() {
        nowNs += STEP_NS;
        backup.onAdvertisement(nowNs, Frames.PRIORITY, Frames.INTERVAL_CS, -1);
        return backup.deadlineNs();
    }

    /** The Adver_Timer of a MASTER fires (row 10); nothing is encoded or sent. */
    @Benchmark
    public long onDeadline() {
        master.onDeadline(master.deadlineNs());
        return master.deadlineNs();
    }

    /** From the octets of a packet to the new deadline of a BACKUP. */
    @Benchmark
    public long receive() {
        view.wrapIpv4Packet(packet, 0, packetLength);
        if (view.verifyHeader() != Verdict.VALID || view.verifyMessage(ReceiveRules.VERSION_3) != Verdict.VALID) {
            throw new IllegalStateException("the packet is not valid");
        }
        nowNs += STEP_NS;
        backup.onAdvertisement(nowNs, view.priority(), view.maxAdverIntervalCs(), view.compareSourceTo(Frames.SOURCE));
        return backup.deadlineNs();
    }

    /** From the deadline of a MASTER to the octets of its advertisement. */
    @Benchmark
    public long send() {
        sendingMaster.onDeadline(sendingMaster.deadlineNs());
        return sendingMaster.deadlineNs();
    }

    private static class NoActions implements Actions {
        @Override
        public void sendAdvertisement(int priority) {}

        @Override
        public void acquireAddresses() {}

        @Override
        public void releaseAddresses() {}

        @Override
        public void announceAddresses() {}

        @Override
        public void transition(State from, State to, Cause cause) {}

        @Override
        public void stalled(long silentNs) {}
    }

    private static final class Sender extends NoActions {
        private final AdvertisementEncoder encoder =
                new AdvertisementEncoder(Advertisement.VERSION_3, Frames.VRID, Frames.addresses(1));
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(encoder.length());

        @Override
        public void sendAdvertisement(int priority) {
            encoder.encode(
                    buffer, 0, priority, Frames.INTERVAL_CS, ChecksumForm.PSEUDO_HEADER, Frames.SOURCE, Frames.GROUP);
        }
    }
}
