package io.github.vrrp4j.netlink;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.Placement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Argument: an interface. A thousand times, two virtual routers remove the primary addresses of two prefixes at once; prints how
 * often a secondary address of either was lost.
 */
final class RemovalRaceProbe {

    private static final int ROUNDS = 1_000;

    private static final List<String> PREFIXES = List.of("192.0.2.", "198.51.100.");

    private RemovalRaceProbe() {}

    public static void main(String[] arguments) throws IOException {
        int lost = 0;
        try (LinuxNetwork network = LinuxNetwork.open()) {
            AddressManager manager = network.addressManager();
            for (int round = 0; round < ROUNDS; round++) {
                for (String prefix : PREFIXES) {
                    manager.add(placement(arguments[0], 50), VirtualAddress.parse(prefix + "10/24"));
                    manager.add(placement(arguments[0], 50), VirtualAddress.parse(prefix + "1/24"));
                }
                CompletableFuture<Void> other = CompletableFuture.runAsync(() -> remove(manager, arguments[0], 0));
                remove(manager, arguments[0], 1);
                other.join();
                for (String prefix : PREFIXES) {
                    VirtualAddress secondary = VirtualAddress.parse(prefix + "1/24");
                    lost += manager.add(placement(arguments[0], 50), secondary) ? 1 : 0;
                    manager.remove(placement(arguments[0], 50), secondary);
                }
            }
        }
        System.out.println("lost " + lost);
    }

    private static void remove(AddressManager manager, String interfaceName, int index) {
        try {
            manager.remove(placement(interfaceName, 51 + index), VirtualAddress.parse(PREFIXES.get(index) + "10/24"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Placement placement(String interfaceName, int vrid) {
        return new Placement(interfaceName, AddressFamily.IPV4, vrid, false, true);
    }
}
