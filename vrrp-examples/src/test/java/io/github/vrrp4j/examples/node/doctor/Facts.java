package io.github.vrrp4j.examples.node.doctor;

import io.github.vrrp4j.netlink.InterfaceState;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.util.Arrays;
import java.util.List;

/** Facts as tests write them. */
final class Facts {
    private static final MacAddress MAC = new MacAddress(0x0200_0000_0001L);

    private Facts() {}

    static VirtualRouterConfig router(int vrid, String... addresses) {
        VirtualRouterConfig.Builder builder = VirtualRouterConfig.builder(vrid);
        List.of(addresses).forEach(builder::address);
        return builder.build();
    }

    /** An Ethernet that is up, with a carrier and an MTU of 1500. */
    static InterfaceState ethernet(String name, InterfaceState.Address... addresses) {
        return new InterfaceState(name, true, true, false, true, true, 1500, MAC, List.of(addresses));
    }

    /** An address, its prefix length, and in words behind it {@code tentative} and {@code duplicate}. */
    static InterfaceState.Address address(String text) {
        List<String> words = Arrays.asList(text.split("[/ ]", -1));
        return new InterfaceState.Address(
                IpAddress.parse(words.get(0)),
                Integer.parseInt(words.get(1)),
                words.contains("tentative"),
                words.contains("duplicate"));
    }

    /** A MASTER of VRRPv3, priority 150, that advertises every second. */
    static HeardRouter heard(int vrid, String source, String... addresses) {
        return heard(3, 100, vrid, source, addresses);
    }

    static HeardRouter heard(int version, int intervalCs, int vrid, String source, String... addresses) {
        List<IpAddress> parsed = Arrays.stream(addresses).map(IpAddress::parse).toList();
        AddressFamily family = parsed.get(0).family();
        return new HeardRouter(family, vrid, version, IpAddress.parse(source), 150, intervalCs, parsed, false);
    }
}
