package io.github.vrrp4j.netlink;

import com.sun.management.ThreadMXBean;
import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.AdvertisementEncoder;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.ReceiveRules;
import io.github.vrrp4j.packet.Verdict;
import io.github.vrrp4j.spi.Link;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Arguments: {@code INTERFACE TURNS VIRTUAL [PEER]}, the last for unicast. Takes as many turns of receiving, sending and waiting, in several rounds, and prints
 * what the round that allocated least did.
 *
 * <p>The first round loads classes; and whenever a method becomes hot, HotSpot makes the thread that noticed resolve the
 * string constants of its class before it is compiled. Whatever a turn itself allocated would be there in every round.
 */
final class AllocationProbe {

    private static final int ROUNDS = 10;
    private static final long TURN_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final AdvertisementEncoder encoder;
    private final IpAddress destination;
    private final LinuxNetwork network;
    private final Link link;
    private int received;

    private AllocationProbe(LinuxNetwork network, String interfaceName, IpAddress virtual, IpAddress destination)
            throws IOException {
        this.encoder = new AdvertisementEncoder(Advertisement.VERSION_3, 51, List.of(virtual));
        this.destination = destination;
        this.network = network;
        this.link = network.transport().open(interfaceName, virtual.family(), null, packet -> {
            if (packet.verifyHeader() == Verdict.VALID
                    && packet.verifyMessage(ReceiveRules.VERSION_3) == Verdict.VALID) {
                received++;
            }
        });
    }

    public static void main(String[] arguments) throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int turns = Integer.parseInt(arguments[1]);
        try (LinuxNetwork network = LinuxNetwork.open()) {
            IpAddress virtual = IpAddress.parse(arguments[2]);
            IpAddress destination = arguments.length > 3
                    ? IpAddress.parse(arguments[3])
                    : virtual.family().vrrpGroup();
            AllocationProbe probe = new AllocationProbe(network, arguments[0], virtual, destination);
            while (probe.link.fault() != null) { // while the link-local address is tentative
                network.transport().await(Long.MAX_VALUE);
                network.transport().poll(16);
            }
            System.out.println("ready");
            long least = Long.MAX_VALUE;
            for (int round = 1; round <= ROUNDS; round++) {
                probe.received = 0;
                long before = threads.getCurrentThreadAllocatedBytes();
                probe.turn(turns);
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            System.out.println("turns " + turns + " received " + (probe.received > 0) + " allocated " + least);
            probe.turn(ROUNDS * turns); // so that the other side, still measuring, goes on receiving
        }
    }

    private void turn(int turns) throws IOException {
        for (int i = 0; i < turns; i++) {
            network.transport().poll(16);
            int length = encoder.encode(
                    link.sendBuffer(), 0, 100, 100, ChecksumForm.PSEUDO_HEADER, link.source(), destination);
            if (destination.isAssignableUnicast()) {
                link.sendTo(destination, length);
            } else {
                link.send(length);
            }
            network.transport().wakeup();
            network.transport().await(network.clock().nanoTime() + TURN_NS);
            network.transport().await(network.clock().nanoTime() + TURN_NS);
        }
    }
}
