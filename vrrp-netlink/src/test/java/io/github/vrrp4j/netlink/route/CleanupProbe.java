package io.github.vrrp4j.netlink.route;

import io.github.vrrp4j.netlink.libc.Native;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.MacAddress;
import java.io.IOException;

/** Arguments: {@code macvlan NAME}, {@code sysctl NAME INDEX SETTING ORIGINAL OURS} or {@code table NAME}. */
public final class CleanupProbe {

    private CleanupProbe() {}

    /** Prints what the routine returns. */
    public static void main(String[] arguments) throws IOException {
        Native.load();
        try (Rtnetlink rtnetlink = Rtnetlink.open()) {
            HostCleanup cleanup = new HostCleanup(rtnetlink);
            System.out.println(
                    switch (arguments[0]) {
                        case "macvlan" ->
                            cleanup.deleteMacvlan(arguments[1], MacAddress.ofVirtualRouter(AddressFamily.IPV4, 51));
                        case "sysctl" ->
                            cleanup.restore(new InterfaceSysctl(
                                    arguments[1],
                                    Integer.parseInt(arguments[2]),
                                    arguments[3],
                                    Integer.parseInt(arguments[4]),
                                    Integer.parseInt(arguments[5])));
                        default -> cleanup.deleteTable(arguments[1]);
                    });
        }
    }
}
