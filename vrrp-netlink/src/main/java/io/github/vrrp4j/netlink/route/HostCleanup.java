package io.github.vrrp4j.netlink.route;

import io.github.vrrp4j.packet.MacAddress;
import java.io.IOException;
import java.util.Map;

/** Removes what {@link HostRecord} was told of, and nothing that somebody else made of it since. Idempotent. */
public final class HostCleanup {

    private static final long VIRTUAL_ROUTER_MACS = 0x0000_5e00_0100L;
    private static final long VIRTUAL_ROUTER_MACS_IPV6 = 0x0000_5e00_0200L;

    private final Links links;

    /** Uses a connection that somebody else closes. */
    public HostCleanup(Rtnetlink rtnetlink) {
        this.links = new Links(rtnetlink);
    }

    /**
     * Deletes an interface, and the addresses on it, if it is a macvlan with this MAC address, and that one of a virtual
     * router: whatever stands under that name otherwise is not ours. It is taken down first, so that nothing leaves with its
     * MAC address.
     *
     * @return false if there is none
     */
    public boolean deleteMacvlan(String name, MacAddress mac) throws IOException {
        LinkDetails link = links.find(name);
        if (link == null || !isOurs(link, mac)) {
            return false;
        }
        if (link.isUp()) {
            links.setUp(link, false);
        }
        links.delete(link);
        return true;
    }

    static boolean isOurs(LinkDetails link, MacAddress mac) {
        long block = mac.value() & ~0xffL;
        return (block == VIRTUAL_ROUTER_MACS || block == VIRTUAL_ROUTER_MACS_IPV6)
                && link.kind().equals(LinkRequest.MACVLAN)
                && mac.equals(link.mac());
    }

    /**
     * Gives a sysctl its original value, if it still has ours.
     *
     * @return false if that was not so
     */
    public boolean restore(InterfaceSysctl sysctl) throws IOException {
        LinkDetails link = links.find(sysctl.interfaceIndex());
        if (link == null || link.ipv4Settings().get(sysctl.number()) != sysctl.ours()) {
            return false;
        }
        links.configureIpv4(link, Map.of(sysctl.number(), sysctl.original()));
        return true;
    }

    /**
     * Deletes a table of nftables, if its name is one of ours.
     *
     * @return false if there is none
     */
    public boolean deleteTable(String name) throws IOException {
        return AcceptModeFilter.isOurs(name) && AcceptModeFilter.delete(name);
    }
}
