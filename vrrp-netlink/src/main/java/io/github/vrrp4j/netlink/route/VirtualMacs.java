package io.github.vrrp4j.netlink.route;

import io.github.vrrp4j.netlink.SystemCallException;
import io.github.vrrp4j.netlink.libc.Errno;
import io.github.vrrp4j.netlink.route.LinkDetails.Ipv4Settings;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.AddressOptions;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.packet.VirtualRoute;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.Placement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Gives virtual routers that want it an interface with the virtual router MAC address, and puts their addresses there; leaves
 * the others alone.
 *
 * <p>It is a macvlan interface on the one that advertises, which is its parent: {@code vrrp4-INDEX-VRID} or {@code
 * vrrp6-INDEX-VRID}, by the index of the parent. It is made when the virtual router is, and is up only while that is MASTER: an
 * interface that is down sends nothing, answers nothing, and takes no frames from its parent, which therefore hears the MASTER
 * although that has the same MAC address. Going down comes before the addresses go, so that a BACKUP sends no frame with the
 * virtual MAC address, not even to leave a multicast group.
 *
 * <p>So a MASTER answers with the virtual MAC address (R-6.4.3-01, R-8.2.2-01) and takes and forwards what comes to it
 * (R-6.4.3-05), and a BACKUP does not (R-6.4.2-04).
 *
 * <p>The mode is bridge, in which the parent receives what comes from outside with the MAC address of an interface that is up;
 * in mode private, that interface alone would, and our sockets are on the parent. If the parent is a macvlan itself, both stand
 * on the same interface, and mode bridge would keep such frames from the parent; the mode is vepa then, in which it gets them.
 *
 * <p>Nothing leaves by these interfaces but ARP replies, Neighbor Advertisements and the like: where the parent has an address of
 * the same prefix, no route to that prefix comes with a virtual address. So what the host sends, also from a virtual address,
 * leaves by the parent; and that needs rp_filter 2 on what receives, which the kernel prefers to a lower value for all.
 */
public final class VirtualMacs implements AddressManager {

    private static final int MODE_PRIVATE = 1;
    private static final int MODE_VEPA = 2;
    private static final int MODE_BRIDGE = 4;

    private static final int LOOSE = 2;

    private static final Path SYSCTL_IPV6 = Path.of("/proc/sys/net/ipv6/conf");

    /** Longer indexes would not leave room for the rest of the name. */
    private static final int MAX_DECIMAL_INDEX = 99_999;

    /**
     * What was made for one virtual router.
     *
     * @param index of the interface
     * @param ipv6 whether it may have IPv6 addresses
     */
    private record Device(String name, int index, boolean ipv6) {}

    private final Rtnetlink rtnetlink;
    private final Links links;
    private final ParentSettings parents;
    private final HostRecord record;
    private final AddressManager inner;
    private final Map<Placement, Device> devices = new ConcurrentHashMap<>();
    private final Map<Placement, Set<AddressFamily>> families = new ConcurrentHashMap<>();

    /**
     * Uses a connection that somebody else closes.
     *
     * @param record told what comes to the host before it does
     * @param inner puts the addresses on the interfaces, where their options say
     */
    public VirtualMacs(Rtnetlink rtnetlink, HostRecord record, AddressManager inner) {
        this.rtnetlink = rtnetlink;
        this.links = new Links(rtnetlink);
        this.parents = new ParentSettings(links, new HostCleanup(rtnetlink), record);
        this.record = record;
        this.inner = inner;
    }

    /** Whether the kernel makes the interface is known when it does; all that it is known to refuse is known here. */
    @Override
    public void check(Placement placement, List<VirtualAddress> addresses, List<VirtualRoute> routes)
            throws IOException {
        LinkDetails parent = placement.virtualMac() ? links.find(placement.interfaceName()) : null;
        if (parent == null) {
            inner.check(placement, addresses, routes);
            return;
        }
        requireParent(placement, parent);
        String name = name(placement, parent.index());
        requireOurs(placement, parent, name, links.find(name));
        inner.check(
                placement, addresses.stream().map(address -> on(name, address)).toList(), routes);
    }

    @Override
    public void prepare(Placement placement, List<VirtualAddress> addresses, List<VirtualRoute> routes)
            throws IOException {
        if (!placement.virtualMac()) {
            inner.prepare(placement, addresses, routes);
            return;
        }
        families.put(placement, familiesOf(addresses));
        LinkDetails parent = links.find(placement.interfaceName());
        if (parent == null) {
            inner.prepare(placement, addresses, routes); // where they will be is not known yet
            return;
        }
        boolean first = !devices.containsKey(placement);
        LinkDetails device = require(placement, parent);
        if (first && device.isUp()) {
            links.setUp(device, false); // a run that was killed left it
        }
        inner.prepare(
                placement,
                addresses.stream().map(address -> on(device.name(), address)).toList(),
                routes);
    }

    @Override
    public void begin(Placement placement) throws IOException {
        if (placement.virtualMac()) {
            LinkDetails parent = links.get(placement.interfaceName());
            LinkDetails device = require(placement, parent);
            followForwarding(parent, device);
            if (!device.isUp()) {
                up(placement, device);
            }
        }
        inner.begin(placement);
    }

    private void up(Placement placement, LinkDetails device) throws IOException {
        try {
            links.setUp(device, true);
        } catch (SystemCallException e) {
            if (Errno.EADDRINUSE.is(e.errno()) || Errno.EBUSY.is(e.errno())) {
                throw new IOException(
                        "another macvlan interface on " + placement.interfaceName() + " is up with "
                                + placement.virtualMacAddress() + ", as keepalived and FRR make them; ip -d link shows"
                                + " it: take it down, or use another VRID",
                        e);
            }
            throw e;
        }
    }

    @Override
    public boolean add(Placement placement, VirtualAddress address) throws IOException {
        if (!placement.virtualMac()) {
            return inner.add(placement, address);
        }
        LinkDetails parent = links.get(placement.interfaceName());
        VirtualAddress there = on(name(placement, parent.index()), address);
        boolean parentLeadsThere = !address.address().isIpv6LinkLocal() && leadsTo(parent, address);
        return inner.add(
                placement, parentLeadsThere ? there.options(there.options().noPrefixRoute(true)) : there);
    }

    private boolean leadsTo(LinkDetails parent, VirtualAddress address) throws IOException {
        AddressFamily family = address.address().family();
        return rtnetlink.addresses(family, parent.name(), parent.index()).stream()
                .anyMatch(own -> own.prefixLength() <= address.prefixLength()
                        && own.address().hasPrefixOf(address.address(), own.prefixLength()));
    }

    @Override
    public boolean add(Placement placement, VirtualRoute route) throws IOException {
        return inner.add(placement, route);
    }

    @Override
    public void end(Placement placement) throws IOException {
        if (placement.virtualMac()) {
            LinkDetails device = find(placement);
            if (device != null && device.isUp()) {
                links.setUp(device, false);
            }
        }
        inner.end(placement);
    }

    @Override
    public void remove(Placement placement, VirtualAddress address) throws IOException {
        if (!placement.virtualMac()) {
            inner.remove(placement, address);
            return;
        }
        if (address.options().device() != null) {
            inner.remove(placement, address);
            return;
        }
        LinkDetails device = find(placement);
        Device made = devices.get(placement);
        if (device != null) {
            inner.remove(placement, on(device.name(), address));
        } else if (made != null && links.find(made.name()) == null) {
            inner.remove(
                    placement, on(made.name(), address)); // gone with its interface, which the inner one does not know
        }
    }

    @Override
    public void remove(Placement placement, VirtualRoute route) throws IOException {
        inner.remove(placement, route);
    }

    @Override
    public void retire(Placement placement) throws IOException {
        if (placement.virtualMac()) {
            Device made = devices.get(placement);
            if (made != null) {
                delete(made.name(), placement);
            }
            deleteOnParent(placement);
            parents.release(placement);
            devices.remove(placement); // last, so that what failed is done when this is called again
            families.remove(placement);
        }
        inner.retire(placement);
    }

    /** What another run has left there, or what could not be made completely. */
    private void deleteOnParent(Placement placement) throws IOException {
        LinkDetails parent = links.find(placement.interfaceName());
        if (parent != null) {
            String name = name(placement, parent.index());
            LinkDetails device = links.find(name);
            if (device != null && isOn(placement, parent, device)) {
                links.delete(device);
            }
            record.macvlanGone(name);
        }
    }

    /**
     * The interface of a virtual router, if there is one and it is that; also after its parent is gone, and after another one is
     * in the place of that.
     */
    private @Nullable LinkDetails find(Placement placement) throws IOException {
        Device made = devices.get(placement);
        LinkDetails device = made == null ? null : findOurs(made.name(), placement);
        if (device != null) {
            return device;
        }
        LinkDetails parent = links.find(placement.interfaceName());
        return parent == null ? null : findOurs(name(placement, parent.index()), placement);
    }

    private @Nullable LinkDetails findOurs(String name, Placement placement) throws IOException {
        LinkDetails device = links.find(name);
        return device != null && HostCleanup.isOurs(device, placement.virtualMacAddress()) ? device : null;
    }

    /** Makes sure that the interface is there with all its settings, up or down as it is. */
    private LinkDetails require(Placement placement, LinkDetails parent) throws IOException {
        requireParent(placement, parent);
        String name = name(placement, parent.index());
        LinkDetails device = links.find(name);
        requireOurs(placement, parent, name, device);
        Set<AddressFamily> wantedFamilies = families.getOrDefault(placement, Set.of(placement.family()));
        Device before = devices.get(placement);
        if (device == null || before == null) {
            record.macvlan(name, placement.virtualMacAddress());
        }
        if (device == null) {
            device = make(placement, parent, name);
        }
        Device wanted = new Device(name, device.index(), wantedFamilies.contains(AddressFamily.IPV6));
        if (!wanted.equals(before)) {
            configure(device, wanted.ipv6());
            devices.put(placement, wanted);
        }
        if (before != null && !before.name().equals(name)) {
            delete(before.name(), placement);
        }
        if (wantedFamilies.contains(AddressFamily.IPV4)) {
            parents.require(placement, parent);
        }
        return device;
    }

    private static void requireOurs(Placement placement, LinkDetails parent, String name, @Nullable LinkDetails device)
            throws IOException {
        if (device != null && !isOn(placement, parent, device)) {
            throw new IOException("interface " + name + " is there and is not a macvlan with "
                    + placement.virtualMacAddress() + " on " + parent.name() + "; ip link delete dev " + name
                    + " makes room");
        }
    }

    /** A macvlan is gone with its parent, but not if that was a macvlan itself. */
    private void delete(String name, Placement placement) throws IOException {
        LinkDetails old = findOurs(name, placement);
        if (old != null) {
            links.delete(old);
        }
        record.macvlanGone(name);
    }

    private static void requireParent(Placement placement, LinkDetails parent) throws IOException {
        String problem = null;
        if (parent.isLoopback()) {
            problem = "it is the loopback interface";
        } else if (parent.mac() == null) {
            problem = "it is not an Ethernet";
        } else if (parent.isMacvlan() && parent.macvlanMode() != MODE_BRIDGE && parent.macvlanMode() != MODE_VEPA) {
            // private would not hear another MASTER, passthru leaves no room
            problem = "it is a " + parent.kind() + " interface of mode "
                    + (parent.macvlanMode() == MODE_PRIVATE ? "private" : "passthru or source")
                    + "; give it mode bridge or vepa, as with ip link set dev " + parent.name()
                    + " type macvlan mode bridge";
        }
        if (problem != null) {
            throw new IOException(
                    "no virtual MAC address for " + placement + " is possible on " + parent.name() + ": " + problem);
        }
    }

    /** On a macvlan the kernel makes another beside it, on the same interface. */
    private static boolean isOn(Placement placement, LinkDetails parent, LinkDetails device) {
        int index = parent.isMacvlan() ? parent.linkIndex() : parent.index();
        int namespace = parent.isMacvlan() ? parent.linkNamespace() : -1;
        return HostCleanup.isOurs(device, placement.virtualMacAddress())
                && device.linkIndex() == index
                && device.linkNamespace() == namespace;
    }

    private LinkDetails make(Placement placement, LinkDetails parent, String name) throws IOException {
        int mode = parent.isMacvlan() ? MODE_VEPA : MODE_BRIDGE;
        try {
            links.addMacvlan(parent, name, placement.virtualMacAddress(), mode);
        } catch (SystemCallException e) {
            String hint = whyNot(parent, e.errno());
            if (hint != null) {
                throw new IOException(e.getMessage() + ": " + hint, e);
            }
            throw e;
        }
        return links.get(name);
    }

    private static @Nullable String whyNot(LinkDetails parent, int errno) {
        if (Errno.EBUSY.is(errno)) {
            return parent.name() + " is a port of a bridge, a bond or the like, which leaves no room for macvlan"
                    + " interfaces; use the bridge or bond itself";
        }
        if (Errno.EINVAL.is(errno)) {
            return parent.name() + " cannot carry a macvlan interface beside what it carries; ip -d link shows whether"
                    + " one of mode passthru is there";
        }
        if (Errno.EOPNOTSUPP.is(errno)) {
            return "this kernel has no macvlan interfaces; modprobe macvlan may help";
        }
        return null;
    }

    private void configure(LinkDetails device, boolean ipv6) throws IOException {
        try {
            links.configureIpv4(
                    device,
                    Map.of(
                            Ipv4Settings.ARP_IGNORE, 1,
                            Ipv4Settings.RP_FILTER, LOOSE,
                            Ipv4Settings.PROMOTE_SECONDARIES, 1));
            if (Files.isDirectory(SYSCTL_IPV6)) {
                links.generateNoAddress(device); // R-7.4-01, before it is up for the first time
                writeIpv6(device, "accept_ra", 0);
                writeIpv6(device, "disable_ipv6", ipv6 ? 0 : 1);
            }
        } catch (IOException e) {
            if (!device.isUp()) {
                links.delete(device);
            }
            throw e;
        }
    }

    /** Of an interface that receives on behalf of its parent: what that forwards, this does, and what it says of it. */
    private void followForwarding(LinkDetails parent, LinkDetails device) throws IOException {
        int forwarding = parent.ipv4Settings().get(Ipv4Settings.FORWARDING);
        if (device.ipv4Settings().get(Ipv4Settings.FORWARDING) != forwarding) {
            links.configureIpv4(device, Map.of(Ipv4Settings.FORWARDING, forwarding));
        }
        if (device.ipv6Forwarding() != parent.ipv6Forwarding()) {
            writeIpv6(device, "forwarding", parent.ipv6Forwarding());
        }
    }

    /** These cannot be changed through rtnetlink. */
    private static void writeIpv6(LinkDetails device, String setting, int value) throws IOException {
        Path file = SYSCTL_IPV6.resolve(device.name()).resolve(setting);
        String text = Integer.toString(value);
        if (Files.readString(file).strip().equals(text)) {
            return;
        }
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new IOException(
                    "sysctl net.ipv6.conf." + device.name() + "." + setting + "=" + text + ": " + e.getMessage()
                            + "; a virtual MAC address needs /proc/sys/net/ipv6 writable, in containers too, or "
                            + "sysctl net.ipv6.conf.default." + setting + "=" + text,
                    e);
        }
    }

    private static VirtualAddress on(String device, VirtualAddress address) {
        AddressOptions options = address.options();
        return options.device() != null ? address : address.options(options.device(device));
    }

    /** Of those that will be on the interface. */
    private static Set<AddressFamily> familiesOf(List<VirtualAddress> addresses) {
        return addresses.stream()
                .filter(address -> address.options().device() == null)
                .map(address -> address.address().family())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** At most 15 octets. */
    static String name(Placement placement, int parentIndex) {
        String prefix = placement.family() == AddressFamily.IPV4 ? "vrrp4" : "vrrp6";
        return parentIndex <= MAX_DECIMAL_INDEX
                ? prefix + "-" + parentIndex + "-" + placement.vrid()
                : String.format(
                        "%s.%s.%02x", prefix, Integer.toString(parentIndex, Character.MAX_RADIX), placement.vrid());
    }
}
