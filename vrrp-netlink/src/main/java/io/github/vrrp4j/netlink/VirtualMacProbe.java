package io.github.vrrp4j.netlink;

import io.github.vrrp4j.netlink.libc.Native;
import io.github.vrrp4j.netlink.route.NetworkInterface;
import io.github.vrrp4j.netlink.route.ProbeMacvlan;
import io.github.vrrp4j.netlink.route.Rtnetlink;
import io.github.vrrp4j.netlink.socket.ProbeSocket;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Finds out whether a network carries frames of a second MAC address from one port, as a virtual router needs it: many virtual
 * machines, Wi-Fi and ports with 802.1X or port security do not.
 *
 * <p>A neighbour is asked for its MAC address first from the interface itself, then from a temporary
 * macvlan interface with a random MAC address of its own; the answer goes to whoever asked. Nothing stays behind, but that the
 * switches, and for IPv6 the neighbour, may remember the random address for some minutes. Needs CAP_NET_RAW and CAP_NET_ADMIN.
 */
public final class VirtualMacProbe {

    /** What was found. */
    public enum Outcome {
        /** The neighbour answered both. */
        PASSES,

        /** The neighbour answered the MAC address of the interface alone. */
        DOES_NOT_PASS,

        /** The neighbour answered nobody: it may not be there. */
        UNKNOWN
    }

    /**
     * What was found, and what it means.
     *
     * @param text one line for a person
     */
    public record Result(Outcome outcome, String text) {}

    private static final int ATTEMPTS = 3;
    private static final long ANSWER_LIMIT_NS = TimeUnit.MILLISECONDS.toNanos(700);
    private static final long POLL_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(5);

    private VirtualMacProbe() {}

    /**
     * Asks. Blocks for some 50 milliseconds, or 4.2 seconds if nobody answers.
     *
     * @param neighbor an address of another host on the link, such as the default gateway
     * @param source for IPv6 the link-local address of the interface; for IPv4 not used
     * @throws SystemCallException if there is no such interface, it is down, or the kernel refuses
     * @throws IOException if the interface cannot carry another MAC address; the message says why
     */
    public static Result run(String interfaceName, IpAddress neighbor, IpAddress source) throws IOException {
        Native.load();
        try (Rtnetlink rtnetlink = Rtnetlink.open()) {
            NetworkInterface own = rtnetlink.networkInterface(interfaceName);
            MacAddress mac = own.requireResolving();
            if (!answers(interfaceName, own.index(), mac, neighbor, source)) {
                return new Result(
                        Outcome.UNKNOWN,
                        neighbor + " does not answer on " + interfaceName + " at all; ask another neighbour, as the"
                                + " default gateway (ip route show default)");
            }
            try (ProbeMacvlan macvlan = ProbeMacvlan.make(rtnetlink, interfaceName)) {
                MacAddress second = macvlan.mac();
                return result(
                        interfaceName,
                        neighbor,
                        second,
                        answers(macvlan.name(), macvlan.index(), second, neighbor, IpAddress.linkLocal(second)));
            }
        }
    }

    private static Result result(String interfaceName, IpAddress neighbor, MacAddress second, boolean answered) {
        return answered
                ? new Result(
                        Outcome.PASSES,
                        neighbor + " answers a second MAC address on " + interfaceName + ": virtual MAC addresses work")
                : new Result(
                        Outcome.DOES_NOT_PASS,
                        neighbor + " answers the MAC address of " + interfaceName + ", but not a second one (" + second
                                + "): something between drops its frames. On a virtual machine allow it in the hypervisor"
                                + " (MAC spoofing, forged transmits, promiscuous mode); on a switch look at port security"
                                + " and 802.1X; a Wi-Fi client has one address only. Until then leave virtual-mac off");
    }

    private static boolean answers(
            String interfaceName, int interfaceIndex, MacAddress mac, IpAddress neighbor, IpAddress source)
            throws IOException {
        Set<IpAddress> answered = new HashSet<>();
        try (ProbeSocket socket = ProbeSocket.open(neighbor.family(), interfaceName, interfaceIndex)) {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                socket.ask(mac, source, neighbor);
                long endNs = System.nanoTime() + ANSWER_LIMIT_NS;
                while (System.nanoTime() - endNs < 0) {
                    socket.receive(mac, claim -> answered.add(claim.address()));
                    if (answered.contains(neighbor)) {
                        return true;
                    }
                    LockSupport.parkNanos(POLL_INTERVAL_NS);
                }
            }
            return false;
        }
    }
}
