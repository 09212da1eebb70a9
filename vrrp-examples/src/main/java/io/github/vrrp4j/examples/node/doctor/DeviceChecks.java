package io.github.vrrp4j.examples.node.doctor;

import io.github.vrrp4j.netlink.InterfaceState;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What addresses need that stand on another interface than the one that advertises. */
final class DeviceChecks {
    private static final String DEVICE = "device";

    /** From this value of arp_ignore on, an interface answers for its own addresses alone; 3 is about scopes. */
    private static final int OWN_ADDRESSES = 1;

    private static final int SCOPES = 3;

    private DeviceChecks() {}

    /**
     * Judges the virtual addresses of one interface that stand on others.
     *
     * @param states of every interface of the host, by name
     * @param arpIgnore the value in force on the interface that advertises
     */
    static List<Finding> judge(WatchedInterface watched, Map<String, InterfaceState> states, int arpIgnore) {
        Map<String, List<IpAddress>> elsewhere = new LinkedHashMap<>();
        List<IpAddress> known = new ArrayList<>();
        for (VirtualRouterConfig config : watched.virtualRouters()) {
            for (VirtualAddress address : config.hostAddresses()) {
                String device = address.options().device();
                if (device != null && !device.equals(watched.name())) {
                    elsewhere.computeIfAbsent(device, name -> new ArrayList<>()).add(address.address());
                    if (watched.isOnLink(address.address())) {
                        known.add(address.address());
                    }
                }
            }
        }
        List<Finding> findings = new ArrayList<>();
        elsewhere.forEach((device, addresses) -> findings.add(link(device, text(addresses), states.get(device))));
        answers(watched.name(), known, arpIgnore, findings);
        return findings;
    }

    private static Finding link(String device, String addresses, @Nullable InterfaceState state) {
        if (state == null) {
            return Finding.fail(
                    DEVICE,
                    device,
                    "there is no such interface, which is to have " + addresses,
                    "ip link add " + device + " type dummy; ip link set dev " + device + " up");
        }
        return state.up()
                ? Finding.ok(DEVICE, device, "up; it is to have " + addresses)
                : Finding.fail(
                        DEVICE,
                        device,
                        "it is administratively down, and is to have " + addresses,
                        "ip link set dev " + device + " up");
    }

    /** Of addresses in a subnet of the interface that advertises: its neighbours look for them there. */
    private static void answers(String name, List<IpAddress> addresses, int arpIgnore, List<Finding> findings) {
        List<IpAddress> ipv4 = ofFamily(addresses, AddressFamily.IPV4);
        if (!ipv4.isEmpty() && arpIgnore >= OWN_ADDRESSES && arpIgnore != SCOPES) {
            findings.add(Finding.warn(
                    DEVICE,
                    name,
                    "arp_ignore is " + arpIgnore + ": it does not answer for " + text(ipv4)
                            + ", which stands on another interface",
                    SysctlChecks.set(SysctlChecks.conf(name, "arp_ignore"), 0)
                            + "; of net.ipv4.conf.all.arp_ignore too"));
        }
        List<IpAddress> ipv6 = ofFamily(addresses, AddressFamily.IPV6);
        if (!ipv6.isEmpty()) {
            findings.add(Finding.warn(
                    DEVICE,
                    name,
                    "for " + text(ipv6) + ", which stands on another interface, Linux answers no Neighbor Solicitation"
                            + " here",
                    "let it stand on " + name + ": take its device out of the file"));
        }
    }

    private static List<IpAddress> ofFamily(List<IpAddress> addresses, AddressFamily family) {
        return addresses.stream().filter(each -> each.family() == family).toList();
    }

    private static String text(List<IpAddress> addresses) {
        return String.join(", ", addresses.stream().map(IpAddress::toString).toList());
    }
}
