package io.github.vrrp4j.netlink;

import io.github.vrrp4j.packet.AddressOptions;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.spi.Placement;
import java.io.IOException;

/**
 * Arguments: {@code add|remove|announce INTERFACE ADDRESS[@DEVICE]}, any number of times. Prints one line for each. A DEVICE is
 * another interface that has the address.
 */
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
        int at = text.indexOf('@');
        VirtualAddress address = at < 0
                ? VirtualAddress.parse(text)
                : VirtualAddress.parse(text.substring(0, at))
                        .options(AddressOptions.NONE.device(text.substring(at + 1)));
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
