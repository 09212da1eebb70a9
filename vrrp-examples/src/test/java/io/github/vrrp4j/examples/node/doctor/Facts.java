package io.github.vrrp4j.examples.node.doctor;

import io.github.vrrp4j.netlink.InterfaceState;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.protocol.HostConfig;
import io.github.vrrp4j.protocol.UnicastPeers;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Facts as tests write them. */
final class Facts {
    private static final MacAddress MAC = new MacAddress(0x0200_0000_0001L);

    private Facts() {}

    static VirtualRouterConfig router(int vrid, String... addresses) {
        VirtualRouterConfig.Builder builder = VirtualRouterConfig.builder(vrid);
        List.of(addresses).forEach(builder::address);
        return builder.build();
    }

    /** A virtual router with unicast peers. */
    static VirtualRouterConfig unicast(String address, String... peers) {
        return router(51, address).toBuilder()
                .unicastPeers(UnicastPeers.of(
                        Arrays.stream(peers).map(IpAddress::parse).toList()))
                .build();
    }

    /** The same with other parameters of the host. */
    static VirtualRouterConfig with(VirtualRouterConfig config, UnaryOperator<HostConfig> change) {
        return config.toBuilder().host(change.apply(config.host())).build();
    }

    /** An interface eth0 with these virtual routers and addresses. */
    static WatchedInterface watched(List<VirtualRouterConfig> configs, String... addresses) {
        return new WatchedInterface(
                "eth0",
                configs,
                ethernet("eth0", Arrays.stream(addresses).map(Facts::address).toArray(InterfaceState.Address[]::new)));
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
