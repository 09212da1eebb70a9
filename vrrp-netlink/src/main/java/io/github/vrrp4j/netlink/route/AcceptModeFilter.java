package io.github.vrrp4j.netlink.route;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.packet.VirtualRoute;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.Placement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Drops what is addressed to the virtual addresses of virtual routers whose Accept_Mode is false (R-6.4.3-07), and leaves the
 * others alone.
 *
 * <p>Each has a table of its own in nftables, {@code inet vrrp4j-FAMILY-VRID-INTERFACE}, from when it is made until it is gone:
 * what it says has no effect while the addresses are not on the host. It is written again, whole, each time before they come,
 * since whoever loads a packet filter anew begins with {@code flush ruleset}. Neighbor Solicitations and Advertisements pass
 * (R-6.1-01), ARP is not looked at, and so is nothing that the host forwards: the table is in the path of what the host itself
 * would take.
 */
public final class AcceptModeFilter implements AddressManager {

    private static final String PREFIX = "vrrp4j-";
    private static final Pattern NAME = Pattern.compile("vrrp4j-ipv[46]-\\d{1,3}-[A-Za-z0-9_.-]{1,45}");

    /**
     * One address that takes no packets.
     *
     * @param device that has it
     */
    private record Closed(IpAddress address, String device) {}

    private final HostRecord record;
    private final AddressManager inner;
    private final Map<Placement, Set<Closed>> tables = new ConcurrentHashMap<>();

    /**
     * Goes before another one.
     *
     * @param record told of a table before it is there
     */
    public AcceptModeFilter(HostRecord record, AddressManager inner) {
        this.record = record;
        this.inner = inner;
    }

    @Override
    public void prepare(Placement placement, List<VirtualAddress> addresses, List<VirtualRoute> routes)
            throws IOException {
        if (!placement.accept()) {
            Set<Closed> closed = addresses.stream()
                    .map(address -> closed(placement, address))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            Nft.require();
            record.table(name(placement));
            tables.put(placement, closed); // even if it cannot be written, since it is in the record
            write(placement, closed);
        }
        inner.prepare(placement, addresses, routes);
    }

    @Override
    public void begin(Placement placement) throws IOException {
        Set<Closed> closed = tables.get(placement);
        if (closed != null) {
            write(placement, closed);
        }
        inner.begin(placement);
    }

    @Override
    public boolean add(Placement placement, VirtualAddress address) throws IOException {
        Set<Closed> closed = tables.get(placement);
        if (closed != null && closed.add(closed(placement, address))) {
            write(placement, closed); // its interface was not known before
        }
        return inner.add(placement, address);
    }

    @Override
    public boolean add(Placement placement, VirtualRoute route) throws IOException {
        return inner.add(placement, route);
    }

    @Override
    public void end(Placement placement) throws IOException {
        inner.end(placement);
    }

    @Override
    public void remove(Placement placement, VirtualAddress address) throws IOException {
        inner.remove(placement, address);
    }

    @Override
    public void remove(Placement placement, VirtualRoute route) throws IOException {
        inner.remove(placement, route);
    }

    /** After the addresses are gone. */
    @Override
    public void retire(Placement placement) throws IOException {
        if (tables.containsKey(placement)) {
            delete(name(placement));
            record.tableGone(name(placement));
            tables.remove(placement);
        }
        inner.retire(placement);
    }

    private static Closed closed(Placement placement, VirtualAddress address) {
        String device = Objects.requireNonNullElse(address.options().device(), placement.interfaceName());
        return new Closed(address.address(), device);
    }

    /** At once: there is no moment with less than the old or the new table. */
    private static void write(Placement placement, Set<Closed> closed) throws IOException {
        Nft.run(script(name(placement), rules(closed)));
    }

    /** Link-local addresses are those of one interface: another one may have the same as its own. */
    private static String rules(Set<Closed> closed) {
        return closed.stream()
                .map(each -> (each.address().isIpv6LinkLocal() ? "    iifname " + quote(each.device()) + " " : "    ")
                        + (each.address().family() == AddressFamily.IPV4 ? "ip" : "ip6") + " daddr " + each.address()
                        + " drop\n")
                .collect(Collectors.joining());
    }

    private static String script(String table, String rules) {
        return "add table inet " + table + "\ndelete table inet " + table + "\ntable inet " + table + " {\n"
                + "  chain input {\n"
                + "    type filter hook input priority -1; policy accept;\n"
                + "    icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept\n"
                + rules
                + "  }\n}\n";
    }

    /** An interface may be called nearly anything; a quote has no escape. */
    private static String quote(String device) {
        return "\"" + device.replace("\"", "?") + "\"";
    }

    static boolean isOurs(String table) {
        return NAME.matcher(table).matches();
    }

    /** Deletes a table; false if there is none. */
    static boolean delete(String table) throws IOException {
        try {
            Nft.run("delete table inet " + table + "\n");
            return true;
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("No such file or directory")) {
                return false;
            }
            throw e;
        }
    }

    /** Unambiguous: what cannot stand in the name of a table, and the dot, is written as {@code .XX}, octet by octet. */
    static String name(Placement placement) {
        StringBuilder name = new StringBuilder(PREFIX)
                .append(placement.family().name().toLowerCase(Locale.ROOT))
                .append('-')
                .append(placement.vrid())
                .append('-');
        for (byte octet : placement.interfaceName().getBytes(StandardCharsets.UTF_8)) {
            boolean plain = octet == '-' || octet == '_' || (octet > 0 && Character.isLetterOrDigit(octet));
            name.append(plain ? Character.toString((char) octet) : String.format(".%02x", octet));
        }
        return name.toString();
    }
}
