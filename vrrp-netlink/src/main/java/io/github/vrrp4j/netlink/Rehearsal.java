package io.github.vrrp4j.netlink;

import io.github.vrrp4j.netlink.route.NetworkInterface;
import io.github.vrrp4j.netlink.route.Rtnetlink;
import io.github.vrrp4j.netlink.socket.EthernetAnnouncer;
import io.github.vrrp4j.netlink.state.Ledger;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.Placement;
import java.io.IOException;
import java.util.List;

/**
 * Goes the way of a router that becomes MASTER, with requests that change nothing, until the JVM has loaded, linked and
 * compiled it: before the moment when an address is missing on the network. Measured on one machine, the first address that
 * a JVM adds took 23 to 46 ms without it; {@code benchmarks/RESULTS.md} has what is left.
 */
final class Rehearsal {

    /** The kernel numbers interfaces from 1: it refuses what is asked for this one. */
    private static final NetworkInterface NONE =
            new NetworkInterface(0, "none", 0, 0, MacAddress.BROADCAST, false, false);

    /** A little more than the calls after which HotSpot compiles a method (Tier3InvocationThreshold, 200). */
    private static final int ROUNDS = 250;

    /** Some times what the rounds take, unless the machine is too busy: then to start comes first. */
    private static final long LIMIT_NS = 200_000_000;

    /** Of TEST-NET-1 (RFC 5737), and of the prefix for documentation (RFC 3849). */
    private static final List<VirtualAddress> ADDRESSES =
            List.of(VirtualAddress.parse("192.0.2.1/32"), VirtualAddress.parse("2001:db8::1/128"));

    private Rehearsal() {}

    static void run(Rtnetlink rtnetlink, EthernetAnnouncer announcer) {
        AddressManager manager = LinuxNetwork.addressManager(rtnetlink, Ledger.inMemory(), protocol -> {});
        long endNs = System.nanoTime() + LIMIT_NS;
        for (int i = 0; i < ROUNDS && System.nanoTime() - endNs < 0; i++) {
            ignoreRefusal(() -> rtnetlink.networkInterface("lo"));
            for (VirtualAddress address : ADDRESSES) {
                Placement placement =
                        new Placement(NONE.name(), address.address().family(), 1, false, true);
                ignoreRefusal(() -> manager.begin(placement));
                rtnetlink.pretendInterface(NONE);
                ignoreRefusal(() -> manager.add(placement, address));
                rtnetlink.pretendInterface(NONE);
                ignoreRefusal(() -> announcer.announce(placement, address));
                ignoreRefusal(() -> manager.end(placement));
                ignoreRefusal(() -> manager.remove(placement, address));
                ignoreRefusal(() -> rtnetlink.removeAddress(NONE.name(), NONE.index(), address));
            }
        }
    }

    private interface Request {
        void send() throws IOException;
    }

    private static void ignoreRefusal(Request request) {
        try {
            request.send();
        } catch (IOException e) {
            // Being refused is the plan; and what else may be wrong is told by the first request that is meant.
        }
    }
}
