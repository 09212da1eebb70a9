package io.github.vrrp4j.netlink;

import io.github.vrrp4j.packet.IpAddress;
import java.io.IOException;

/** Arguments: {@code INTERFACE NEIGHBOR SOURCE}. Prints what {@link VirtualMacProbe} finds. */
final class VirtualMacProbeProbe {

    private VirtualMacProbeProbe() {}

    public static void main(String[] arguments) throws IOException {
        VirtualMacProbe.Result result =
                VirtualMacProbe.run(arguments[0], IpAddress.parse(arguments[1]), IpAddress.parse(arguments[2]));
        System.out.println(result.outcome() + " " + result.text());
    }
}
