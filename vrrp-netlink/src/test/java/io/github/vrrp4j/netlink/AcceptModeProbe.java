package io.github.vrrp4j.netlink;

import io.github.vrrp4j.netlink.testing.Finished;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.Placement;
import java.io.IOException;
import java.util.List;

/**
 * Arguments: {@code STEP...}, for VRID 51 on eth0 with Accept_Mode false and the addresses 192.0.2.10/24 and 192.0.2.11/24: {@code
 * prepare}, {@code begin}, {@code end}, {@code retire}, {@code flush}, {@code +ADDRESS} and {@code -ADDRESS}. Prints for each step
 * how many addresses the table of nftables closes after it; {@code none} without a table.
 */
final class AcceptModeProbe {

    private static final Placement PLACEMENT = new Placement("eth0", AddressFamily.IPV4, 51, false, false);
    private static final List<VirtualAddress> ADDRESSES =
            List.of(VirtualAddress.parse("192.0.2.10/24"), VirtualAddress.parse("192.0.2.11/24"));

    private AcceptModeProbe() {}

    public static void main(String[] arguments) throws IOException {
        try (LinuxNetwork network = LinuxNetwork.open()) {
            for (String step : arguments) {
                perform(network.addressManager(), step);
                System.out.println(step + " " + rules());
            }
        }
    }

    private static void perform(AddressManager manager, String step) throws IOException {
        switch (step) {
            case "prepare" -> manager.prepare(PLACEMENT, ADDRESSES, List.of());
            case "check" -> manager.check(PLACEMENT, ADDRESSES, List.of());
            case "begin" -> manager.begin(PLACEMENT);
            case "end" -> manager.end(PLACEMENT);
            case "retire" -> manager.retire(PLACEMENT);
            case "flush" -> Finished.of("nft", "flush", "ruleset").requireSuccess();
            default -> {
                VirtualAddress address = VirtualAddress.parse(step.substring(1));
                if (step.startsWith("+")) {
                    manager.add(PLACEMENT, address);
                } else {
                    manager.remove(PLACEMENT, address);
                }
            }
        }
    }

    private static String rules() {
        Finished list = Finished.of("nft", "list", "table", "inet", "vrrp4j-ipv4-51-eth0");
        return list.exitCode() == 0
                ? Long.toString(list.output()
                        .lines()
                        .filter(line -> line.contains(" daddr "))
                        .count())
                : "none";
    }
}
