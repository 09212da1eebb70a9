package io.github.vrrp4j.netlink.route;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.packet.VirtualRoute;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.Placement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
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
 * <p>Each has a table of its own in nftables, {@code inet vrrp4j-FAMILY-VRID-INTERFACE}, for as long as it has addresses on the
 * host: it comes before the first, whole, and goes after the last, so that a BACKUP has none. Neighbor Solicitations and
 * Advertisements pass (R-6.1-01), ARP is not looked at, and so is nothing that the host forwards: the table is in the path of
 * what the host itself would take.
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

    /** What is known of the table of one virtual router. */
    private static final class Table {
        final Set<Closed> rules = new LinkedHashSet<>();

        /** May be on the host, whatever their options; at first all, since a run that was killed may have left them. */
        final Set<VirtualAddress> held = new HashSet<>();

        /** Whether it may be there; at first, for the same reason. */
        boolean there = true;

        /** Whether it was written with these rules. */
        boolean current;
    }

    private final HostRecord record;
    private final AddressManager inner;
    private final Map<Placement, Table> tables = new ConcurrentHashMap<>();

    /** Whether nft was asked, and may do what is needed. */
    private volatile boolean permitted;

    /**
     * Goes before another one.
     *
     * @param record told of a table before it is there
     */
    public AcceptModeFilter(HostRecord record, AddressManager inner) {
        this.record = record;
        this.inner = inner;
    }

    /** The program, and once in the life of this manager whether the kernel would take what it is told. */
    @Override
    public void check(Placement placement, List<VirtualAddress> addresses, List<VirtualRoute> routes)
            throws IOException {
        if (!placement.accept()) {
            Nft.require();
            if (!permitted) {
                Set<Closed> rules = addresses.stream()
                        .map(address -> closed(placement, address))
                        .collect(Collectors.toSet());
                Nft.check(script(name(placement), rules(rules)));
                permitted = true;
            }
        }
        inner.check(placement, addresses, routes);
    }

    /** Writes a table only if there is one that has to change. */
    @Override
    public void prepare(Placement placement, List<VirtualAddress> addresses, List<VirtualRoute> routes)
            throws IOException {
        if (!placement.accept()) {
            Nft.require();
            record.table(name(placement));
            Table table = tables.computeIfAbsent(placement, absent -> new Table());
            table.rules.removeIf(
                    rule -> table.held.stream().noneMatch(held -> held.address().equals(rule.address())));
            addresses.forEach(address -> table.rules.add(closed(placement, address)));
            addresses.forEach(address -> table.held.add(plain(address)));
            if (table.current) {
                write(placement, table);
            }
        }
        inner.prepare(placement, addresses, routes);
    }

    @Override
    public void begin(Placement placement) throws IOException {
        Table table = tables.get(placement);
        if (table != null) {
            write(placement, table); // also if it is current: who loads a packet filter begins with flush ruleset
        }
        inner.begin(placement);
    }

    @Override
    public boolean add(Placement placement, VirtualAddress address) throws IOException {
        Table table = tables.get(placement);
        if (table != null) {
            table.held.add(plain(address));
            // What adds a rule is an address whose interface was not known before.
            if (table.rules.add(closed(placement, address)) || !table.current) {
                write(placement, table);
            }
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
        Table table = tables.get(placement);
        if (table != null) {
            table.held.remove(plain(address));
            if (table.held.isEmpty() && table.there) {
                delete(placement, table);
            }
        }
    }

    @Override
    public void remove(Placement placement, VirtualRoute route) throws IOException {
        inner.remove(placement, route);
    }

    @Override
    public void retire(Placement placement) throws IOException {
        Table table = tables.get(placement);
        if (table != null) {
            delete(placement, table);
            record.tableGone(name(placement));
            tables.remove(placement);
        }
        inner.retire(placement);
    }

    private static Closed closed(Placement placement, VirtualAddress address) {
        String device = Objects.requireNonNullElse(address.options().device(), placement.interfaceName());
        return new Closed(address.address(), device);
    }

    /** Without its options, among them the interface, which may have another name when it is removed. */
    private static VirtualAddress plain(VirtualAddress address) {
        return new VirtualAddress(address.address(), address.prefixLength());
    }

    /** At once: there is no moment with less than the old or the new table. */
    private static void write(Placement placement, Table table) throws IOException {
        table.current = false; // if it fails
        Nft.run(script(name(placement), rules(table.rules)));
        table.there = true;
        table.current = true;
    }

    private static void delete(Placement placement, Table table) throws IOException {
        table.current = false;
        delete(name(placement));
        table.there = false;
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
