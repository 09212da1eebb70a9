package io.github.vrrp4j.netlink.route;

import io.github.vrrp4j.netlink.SystemCallException;
import io.github.vrrp4j.netlink.libc.Errno;
import io.github.vrrp4j.packet.MacAddress;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/** A macvlan interface with a random MAC address and no IP address, up until {@link #close}. */
public final class ProbeMacvlan implements Closeable {

    private static final int MODE_PRIVATE = 1;
    private static final int MODE_VEPA = 2;

    /** With a process id, of at most 7 digits, behind it no longer than a name may be. */
    private static final String TRIED_NAME = "vrrptry";

    /** Locally administered; it is never up. */
    private static final MacAddress TRIED_MAC = new MacAddress(0x0200_5e00_0100L);

    private static final long LOCALLY_ADMINISTERED = 0x0200_0000_0000L;
    private static final long MULTICAST_AND_HIGHER = 0xfcff_ffff_ffffL;

    private final Links links;
    private final LinkDetails device;
    private final MacAddress mac;

    private ProbeMacvlan(Links links, LinkDetails device, MacAddress mac) {
        this.links = links;
        this.device = device;
        this.mac = mac;
    }

    /** Makes one on an interface. */
    public static ProbeMacvlan make(Rtnetlink rtnetlink, String interfaceName) throws IOException {
        Links links = new Links(rtnetlink);
        LinkDetails parent = links.get(interfaceName);
        MacAddress mac = new MacAddress((new SecureRandom().nextLong() & MULTICAST_AND_HIGHER) | LOCALLY_ADMINISTERED);
        String name = "vrrpt" + String.format("%08x", (int) mac.value());
        try {
            links.addMacvlan(parent, name, mac, MODE_VEPA);
        } catch (SystemCallException e) {
            if (Errno.EBUSY.is(e.errno()) || Errno.EINVAL.is(e.errno())) {
                throw new IOException(
                        e.getMessage() + ": " + interfaceName
                                + " cannot carry a second MAC address: it is no Ethernet, or"
                                + " a port of a bridge or bond, or a macvlan of mode passthru",
                        e);
            }
            throw e;
        }
        ProbeMacvlan made = new ProbeMacvlan(links, links.get(name), mac);
        try {
            Path disable = Path.of("/proc/sys/net/ipv6/conf", name, "disable_ipv6");
            if (Files.isWritable(disable)) {
                Files.writeString(disable, "1"); // nothing of its own is to go out
            }
            links.setUp(made.device, true);
            return made;
        } catch (IOException | RuntimeException | Error e) {
            made.close();
            throw e;
        }
    }

    /**
     * Makes one that is never up and deletes it again, within one system call.
     *
     * @throws SystemCallException if the kernel refuses either
     */
    public static void makeAndDelete(Rtnetlink rtnetlink, String interfaceName) throws IOException {
        Links links = new Links(rtnetlink);
        LinkDetails parent = links.get(interfaceName);
        String name = TRIED_NAME + ProcessHandle.current().pid();
        if (links.find(name) != null) {
            throw new IOException("there is an interface " + name + " already");
        }
        links.addAndDeleteMacvlan(parent, name, TRIED_MAC, MODE_PRIVATE);
    }

    /** Its name. */
    public String name() {
        return device.name();
    }

    /** Its index. */
    public int index() {
        return device.index();
    }

    /** Its MAC address. */
    public MacAddress mac() {
        return mac;
    }

    @Override
    public void close() throws IOException {
        links.delete(device);
    }
}
