package io.github.vrrp4j.examples.node.keepalived;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The lines of {@code virtual_ipaddress} and {@code virtual_ipaddress_excluded} to addresses. */
final class AddressConverter {
    private static final Map<String, String> SCOPES =
            Map.of("global", "global", "0", "global", "link", "link", "253", "link", "host", "host", "254", "host");
    private static final Set<String> IGNORED = Set.of("home", "mngtmpaddr", "autojoin", "-nodad", "no_track");

    /** As long as the YAML can say; keepalived's default for IPv6 addresses with a prefix length below 128. */
    private static final String FOREVER = "999999999s";

    private final Notes notes;
    private final Set<IpAddress> seen = new HashSet<>();
    private Optional<AddressFamily> family = Optional.empty();

    /** For one virtual router: the addresses first, then the excluded ones. */
    AddressConverter(Notes notes) {
        this.notes = notes;
    }

    /** Of the first address; empty if there is none. */
    Optional<AddressFamily> family() {
        return family;
    }

    /** An advertised address; empty if it is left out or wrong, which is told. */
    Optional<Item> advertised(Statement statement) {
        Optional<IpAddress> address = address(statement);
        if (address.isPresent()) {
            AddressFamily own = address.get().family();
            family = family.or(() -> Optional.of(own));
            if (family.get() != own) {
                notes.error(
                        statement,
                        "one instance has addresses of one family; move it to virtual_ipaddress_excluded,"
                                + " or to an instance of its own");
                return Optional.empty();
            }
        }
        return address.flatMap(ip -> item(statement, ip));
    }

    /** An address that is not advertised, of either family. */
    Optional<Item> excluded(Statement statement) {
        return address(statement).flatMap(ip -> item(statement, ip));
    }

    private Optional<IpAddress> address(Statement statement) {
        String written = statement.keyword();
        int slash = written.indexOf('/');
        try {
            IpAddress address = IpAddress.parse(slash < 0 ? written : written.substring(0, slash));
            if (!seen.add(address)) {
                notes.note(statement, "stands twice in this virtual router; the first one counts");
                return Optional.empty();
            }
            return Optional.of(address);
        } catch (IllegalArgumentException e) {
            notes.error(statement, "is not an IP address");
            return Optional.empty();
        }
    }

    private Optional<Item> item(Statement statement, IpAddress address) {
        boolean ipv6 = address.family() == AddressFamily.IPV6;
        int max = address.family().maxPrefixLength();
        String written = statement.keyword();
        String full = written.indexOf('/') < 0 ? written + "/" + max : written;
        Map<String, String> options = new LinkedHashMap<>();
        if (ipv6 && !full.endsWith("/" + max)) {
            options.put("preferred-lifetime", FOREVER);
        }
        List<String> words = statement.arguments();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (IGNORED.contains(word)) {
                notes.ignored(
                        statement,
                        word
                                + ": an IPv6 address is always usable at once, and one that somebody takes away is put back");
            } else if (word.equals("noprefixroute")) {
                options.put("noprefixroute", "true");
            } else if (word.equals("use_vmac")) {
                notes.ignored(statement, "use_vmac: an address on another interface has the MAC of that interface");
            } else if (i + 1 == words.size()) {
                notes.error(statement, "'" + word + "' is no option of an address, or its value is missing");
            } else {
                option(statement, word, words.get(++i), full, options);
            }
        }
        if (options.isEmpty()) {
            return Optional.of(new Item(Yaml.scalar(full), statement.place()));
        }
        Map<String, String> all = new LinkedHashMap<>();
        all.put("address", Yaml.scalar(full));
        all.putAll(options);
        return Optional.of(new Item(Yaml.mapping(all), statement.place()));
    }

    private void option(Statement statement, String word, String value, String address, Map<String, String> options) {
        switch (word) {
            case "dev" -> options.put("device", Yaml.scalar(value));
            case "label" -> options.put("label", Yaml.scalar(value));
            case "brd", "broadcast" ->
                broadcast(statement, value, address).ifPresent(broadcast -> options.put("broadcast", broadcast));
            case "scope" -> {
                String scope = SCOPES.get(value);
                if (scope == null) {
                    notes.error(statement, "scope '" + value + "' is not supported; global, link and host are");
                } else if (address.indexOf(':') >= 0) {
                    notes.ignored(statement, "scope: an IPv6 address itself says where it is valid");
                } else {
                    options.put("scope", scope);
                }
            }
            case "preferred_lft" -> {
                if (value.equals("forever")) {
                    options.put("preferred-lifetime", FOREVER);
                } else {
                    Values.duration(statement, value, notes)
                            .ifPresent(lifetime -> options.put("preferred-lifetime", lifetime));
                }
            }
            case "peer" -> notes.error(statement, "peer is not supported; give the address and a route instead");
            case "track_group" -> notes.ignored(statement, "track_group: an address is always looked after");
            default -> notes.error(statement, "'" + word + "' is no option of an address");
        }
    }

    /** {@code +} and {@code -} set and clear the bits of the host. */
    private Optional<String> broadcast(Statement statement, String value, String address) {
        if (!value.equals("+") && !value.equals("-")) {
            return Optional.of(Yaml.scalar(value));
        }
        try {
            int slash = address.indexOf('/');
            IpAddress ip = IpAddress.parse(address.substring(0, slash));
            int length = Integer.parseInt(address.substring(slash + 1));
            if (ip.family() == AddressFamily.IPV4 && length >= 1 && length <= 30) {
                String network = ip.network(length).toString();
                return Optional.of(value.equals("-") ? network : lastAddress(network, length));
            }
        } catch (IllegalArgumentException e) {
            // told below, like every other prefix that has no broadcast address
        }
        notes.error(statement, "brd " + value + " needs an IPv4 address with a prefix length of 1 to 30");
        return Optional.empty();
    }

    private static String lastAddress(String network, int length) {
        long bits = 0;
        for (String octet : network.split("\\.", -1)) {
            bits = bits << 8 | Long.parseLong(octet);
        }
        bits |= (1L << (32 - length)) - 1;
        return (bits >> 24) + "." + (bits >> 16 & 255) + "." + (bits >> 8 & 255) + "." + (bits & 255);
    }
}
