package io.github.vrrp4j.netlink;

import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.spi.Placement;
import java.io.IOException;

/** Arguments: {@code add|remove|announce INTERFACE ADDRESS}, any number of times. Prints one line for each. */
final class AddressProbe {

    private AddressProbe() {}

    public static void main(String[] arguments) throws IOException {
        try (LinuxNetwork network = LinuxNetwork.open()) {
            for (int i = 0; i < arguments.length; i += 3) {
                System.out.println(outcome(network, arguments[i], arguments[i + 1], arguments[i + 2]));
            }
        }
    }

    private static String outcome(LinuxNetwork network, String verb, String interfaceName, String text) {
        VirtualAddress address = VirtualAddress.parse(text);
        Placement placement = new Placement(interfaceName, address.address().family(), 51, false, true);
        try {
            switch (verb) {
                case "add" -> network.addressManager().add(placement, address);
                case "remove" -> network.addressManager().remove(placement, address);
                case "announce" -> network.neighborAnnouncer().announce(placement, address);
                default -> throw new IllegalArgumentException(verb);
            }
            return verb + " done";
        } catch (IOException e) {
            return verb + " " + e.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }
}
