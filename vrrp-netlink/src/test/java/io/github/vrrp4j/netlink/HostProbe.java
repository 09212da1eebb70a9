package io.github.vrrp4j.netlink;

import io.github.vrrp4j.packet.AddressClaim;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Arguments: {@code find INTERFACE}, {@code macvlan INTERFACE} or {@code ask INTERFACE ADDRESS} (of IPv6 from fe80::1). Prints
 * what it found in one line.
 */
final class HostProbe {

    private static final long ANSWER_LIMIT_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(5);

    private HostProbe() {}

    public static void main(String[] arguments) throws IOException {
        String interfaceName = arguments[1];
        try (HostInterfaces interfaces = HostInterfaces.open()) {
            switch (arguments[0]) {
                case "find" -> System.out.println(interfaces.find(interfaceName));
                case "macvlan" -> {
                    interfaces.tryMacvlan(interfaceName);
                    System.out.println("done");
                }
                case "ask" -> System.out.println(answers(interfaceName, IpAddress.parse(arguments[2])));
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        } catch (IOException e) {
            System.out.println(e.getMessage());
        }
    }

    private static Set<String> answers(String interfaceName, IpAddress address) throws IOException {
        Set<String> answers = new TreeSet<>();
        try (NeighborProbe probe = NeighborProbe.open(interfaceName, address.family())) {
            if (address.family() == AddressFamily.IPV4) {
                probe.askIpv4(address);
            } else {
                probe.askIpv6(IpAddress.parse("fe80::1"), address);
            }
            long endNs = System.nanoTime() + ANSWER_LIMIT_NS;
            while (System.nanoTime() - endNs < 0) {
                probe.poll(claim -> answers.add(text(claim)));
                LockSupport.parkNanos(POLL_NS);
            }
        }
        return answers;
    }

    private static String text(AddressClaim claim) {
        return claim.address() + " " + claim.mac();
    }
}
