package io.github.vrrp4j.netlink;

import io.github.vrrp4j.netlink.libc.Native;
import io.github.vrrp4j.netlink.route.Rtnetlink;
import io.github.vrrp4j.packet.VirtualAddress;
import java.io.IOException;

/** Arguments: {@code INTERFACE INDEX ADDRESS}. Adds the address without any check before the kernel's own. */
final class RefusalProbe {

    private RefusalProbe() {}

    public static void main(String[] arguments) throws IOException {
        Native.load();
        try (Rtnetlink rtnetlink = Rtnetlink.open()) {
            rtnetlink.addAddress(arguments[0], Integer.parseInt(arguments[1]), VirtualAddress.parse(arguments[2]));
            System.out.println("done");
        } catch (SystemCallException e) {
            System.out.println(e.getMessage());
        }
    }
}
