package io.github.vrrp4j.netlink;

import io.github.vrrp4j.netlink.testing.Finished;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.Placement;
import java.io.IOException;
import java.util.List;

/**
 * Arguments: {@code INTERFACE ADDRESS STEP...}, for VRID 51 with the virtual MAC address. Prints a line for each step.
 */
final class PlacementProbe {

    private PlacementProbe() {}

    public static void main(String[] arguments) throws IOException {
        VirtualAddress address = VirtualAddress.parse(arguments[1]);
        Placement placement = new Placement(arguments[0], address.address().family(), 51, true, true);
        try (LinuxNetwork network = LinuxNetwork.open()) {
            for (String step : List.of(arguments).subList(2, arguments.length)) {
                System.out.println(outcome(network, placement, address, step));
            }
        }
    }

    private static String outcome(LinuxNetwork network, Placement placement, VirtualAddress address, String step) {
        AddressManager manager = network.addressManager();
        try {
            switch (step) {
                case "prepare" -> manager.prepare(placement, List.of(address), List.of());
                case "check" -> manager.check(placement, List.of(address), List.of());
                case "begin" -> manager.begin(placement);
                case "add" -> manager.add(placement, address);
                case "end" -> manager.end(placement);
                case "remove" -> manager.remove(placement, address);
                case "retire" -> manager.retire(placement);
                case "anew" -> anew(placement.interfaceName());
                case "announce" -> network.neighborAnnouncer().announce(placement, address);
                default -> throw new IllegalArgumentException(step);
            }
            return step + " done";
        } catch (IOException e) {
            return step + " " + e.getMessage();
        }
    }

    /** Another macvlan on eth0 takes the place of this one. */
    private static void anew(String interfaceName) {
        Finished.of("ip", "link", "delete", interfaceName).requireSuccess();
        Finished.of("ip", "link", "add", interfaceName, "link", "eth0", "type", "macvlan", "mode", "bridge")
                .requireSuccess();
    }
}
