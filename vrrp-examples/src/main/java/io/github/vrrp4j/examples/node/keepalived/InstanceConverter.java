package io.github.vrrp4j.examples.node.keepalived;

import io.github.vrrp4j.packet.AddressFamily;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One {@code vrrp_instance} to a virtual router: what it means, not what it is called. */
final class InstanceConverter {
    static final Set<String> KNOWN = known();
    private static final String OWNER = "255";

    private final Globals globals;
    private final Notes notes;
    private final Statement statement;
    private final Block block;
    private final RouterText router;

    private InstanceConverter(Statement statement, String name, Globals globals, Notes notes) {
        this.globals = globals;
        this.notes = notes;
        this.statement = statement;
        this.block = new Block(statement.block(), KNOWN, Reasons.INSTANCE, notes);
        this.router = new RouterText(statement, name, new Hooks(globals.account(), notes));
    }

    private static Set<String> known() {
        Set<String> known = new HashSet<>(Tracking.KEYWORDS);
        known.addAll(Hooks.KEYWORDS);
        known.addAll(TransportConverter.KEYWORDS);
        known.addAll(List.of("state", "interface", "virtual_router_id", "priority", "advert_int", "version"));
        known.addAll(List.of("virtual_ipaddress", "virtual_ipaddress_excluded", "no_virtual_ipaddress"));
        known.addAll(List.of("virtual_routes", "nopreempt", "preempt", "preempt_delay", "use_vmac", "accept"));
        known.addAll(List.of("no_accept", "strict_mode", "lower_prio_no_advert", "down_timer_adverts"));
        known.addAll(List.of("authentication", "owner_ignore_adverts", "v3_checksum_as_v2"));
        known.addAll(List.of("garp_master_delay", "garp_master_repeat", "garp_master_refresh"));
        return Set.copyOf(known);
    }

    static RouterText convert(Statement statement, String name, Globals globals, Checks checks, Notes notes) {
        return new InstanceConverter(statement, name, globals, notes).convert(checks);
    }

    private RouterText convert(Checks checks) {
        var addresses = new AddressConverter(notes);
        List<Item> advertised = lines("virtual_ipaddress").stream()
                .flatMap(line -> addresses.advertised(line).stream())
                .toList();
        List<Item> excluded = lines("virtual_ipaddress_excluded").stream()
                .flatMap(line -> addresses.excluded(line).stream())
                .toList();
        boolean ipv6 = addresses
                .family()
                .filter(family -> family == AddressFamily.IPV6)
                .isPresent();
        boolean strict = has("strict_mode") ? !isNo("strict_mode") : globals.is("vrrp_strict");

        copy("interface", "interface");
        copy("virtual_router_id", "vrid");
        String version = version(ipv6);
        priority();
        interval(version);
        preemption(strict);
        globals.last("vrrp_startup_delay")
                .ifPresent(line -> Values.duration(line, line.argument(0), notes)
                        .ifPresent(delay -> router.put("hold-down", delay, line.place())));
        rules(strict);
        block.last("use_vmac").ifPresent(this::virtualMac);
        acceptMode(strict);
        announcements(ipv6);
        linkDelays();
        new TransportConverter(block, router, notes).convert(strict);
        router.put("addresses", advertised);
        if (advertised.isEmpty()) {
            notes.error(statement, "it needs a virtual address; VRRP cannot advertise none");
        }
        router.put("excluded-addresses", excluded);
        var routes = new RouteConverter(notes);
        router.put(
                "routes",
                lines("virtual_routes").stream()
                        .flatMap(line -> routes.route(line).stream())
                        .toList());
        router.tracked().addAll(new Tracking(checks, notes).read(block));
        router.hooks().add(block, "INSTANCE", router.instanceName());
        return router;
    }

    private List<Statement> lines(String keyword) {
        List<Statement> lines = new ArrayList<>();
        block.all(keyword).forEach(each -> lines.addAll(each.block()));
        return lines;
    }

    private boolean has(String keyword) {
        return block.has(keyword);
    }

    private boolean isNo(String keyword) {
        return block.last(keyword).map(line -> !Values.bool(line, notes)).orElse(false);
    }

    private void copy(String keyword, String key) {
        block.last(keyword)
                .ifPresentOrElse(
                        line -> router.put(key, Yaml.scalar(line.argument(0)), line.place()),
                        () -> notes.missing(statement, "it has no " + keyword));
    }

    private String version(boolean ipv6) {
        Optional<Statement> line = block.last("version").or(() -> globals.last("vrrp_version"));
        String version = ipv6 ? "3" : line.map(said -> said.argument(0)).orElse("2");
        router.put("version", Yaml.scalar(version), line.orElse(statement).place());
        if (line.isEmpty() && !ipv6) {
            globals.tellDefaultVersion(statement);
        }
        authentication(version);
        return version;
    }

    private void authentication(String version) {
        block.last("authentication").ifPresent(line -> {
            boolean header =
                    line.block().stream().anyMatch(inner -> inner.words().contains("AH"));
            if (version.equals("3")) {
                notes.ignored(line, "VRRP 3 has none (RFC 5798 §9), and keepalived ignores it there, too");
            } else if (header) {
                notes.error(line, "auth_type AH: packets in an IPsec header are neither sent nor read");
            } else {
                notes.warning(
                        line,
                        "no password is sent (RFC 3768 removed it), and keepalived with this block drops what has none:"
                                + " take the block off every keepalived of the VRID first, or both will be MASTER");
            }
        });
    }

    private String priorityText() {
        return router.value("priority").orElse("100");
    }

    private void priority() {
        Optional<Statement> state = block.last("state");
        boolean master = state.filter(line -> line.argument(0).equals("MASTER")).isPresent();
        Optional<Statement> priority = block.last("priority");
        if (priority.isPresent()) {
            router.put(
                    "priority",
                    Yaml.scalar(priority.get().argument(0)),
                    priority.get().place());
        } else if (master) {
            router.put("priority", OWNER, state.get().place());
            notes.note(state.get(), "MASTER without a priority means 255, the owner of the addresses, in keepalived");
        } else {
            router.put("priority", "100", statement.place());
        }
        boolean owner = priorityText().equals(OWNER);
        state.ifPresent(line -> {
            if (master && !owner) {
                notes.note(line, "MASTER is a wish: it waits for a Master_Down_Interval here as in keepalived");
            } else if (!master && owner) {
                notes.note(line, "the owner of the addresses, priority 255, is MASTER at once; in keepalived it waits");
            }
        });
    }

    private void interval(String version) {
        Optional<Statement> line = block.last("advert_int");
        Optional<BigDecimal> seconds = line.flatMap(said -> Values.seconds(said, said.argument(0), notes));
        if (seconds.isEmpty()) {
            router.put("advertisement-interval", "1s", statement.place());
            return;
        }
        int decimals = version.equals("2") ? 0 : 2;
        BigDecimal rounded = seconds.get().setScale(decimals, RoundingMode.HALF_UP);
        if (version.equals("2") && rounded.signum() == 0) {
            rounded = BigDecimal.ONE;
        }
        String interval = Values.duration(rounded);
        if (rounded.compareTo(seconds.get()) != 0) {
            notes.note(
                    line.get(),
                    "rounded to " + interval + ", as in keepalived: version " + version
                            + (decimals == 0 ? " counts seconds" : " counts steps of 10ms"));
        }
        router.put("advertisement-interval", interval, line.get().place());
    }

    private void preemption(boolean strict) {
        boolean master = block.last("state")
                .filter(line -> line.argument(0).equals("MASTER"))
                .isPresent();
        block.last("nopreempt").ifPresent(line -> {
            if (master) {
                notes.note(line, "keepalived clears it because of state MASTER; write state BACKUP to have it");
            } else if (!has("preempt")) {
                router.put("preempt-mode", "false", line.place());
            }
        });
        block.last("preempt_delay").ifPresent(line -> {
            if (master || strict) {
                notes.note(line, "keepalived clears it because of " + (master ? "state MASTER" : "strict mode"));
            } else {
                Values.duration(line, line.argument(0), notes)
                        .ifPresent(delay -> router.put("preempt-delay", delay, line.place()));
            }
        });
    }

    private void rules(boolean strict) {
        Optional<Statement> own = block.last("lower_prio_no_advert");
        Optional<Statement> silent = own.or(() -> globals.last("vrrp_lower_prio_no_advert"));
        boolean isSilent = silent.map(line -> Values.bool(line, notes)).orElse(false);
        if (isSilent || strict) {
            router.put("answers-losers", "false", silent.orElse(statement).place());
        }
        if (strict) {
            notes.note(statement, "strict mode comes as accept-mode, answers-losers and the keys it forbids, left out");
        }
        block.last("owner_ignore_adverts")
                .filter(line -> Values.bool(line, notes))
                .ifPresent(line -> router.put("owner-listens", "false", line.place()));
        block.last("v3_checksum_as_v2")
                .or(() -> globals.last("v3_checksum_as_v2"))
                .filter(line -> Values.bool(line, notes))
                .ifPresent(line -> router.put("checksum", "message-only", line.place()));
        block.last("down_timer_adverts")
                .or(() -> globals.last("vrrp_down_timer_adverts"))
                .filter(line -> !line.argument(0).equals("3"))
                .ifPresent(line -> notes.error(
                        line, "a backup waits for three advertisements, as RFC 5798 has it, and for no other number"));
    }

    private void virtualMac(Statement line) {
        router.put("virtual-mac", "true", line.place());
        for (String word : line.arguments()) {
            if (word.matches("(?i)[0-9a-f]{1,2}(:[0-9a-f]{1,2}){4,5}")) {
                notes.error(line, "the MAC address is the one of RFC 5798 §7.3; another is not supported");
            } else {
                notes.ignored(line, word + ": the name of the interface is the node's own choice");
            }
        }
    }

    private void acceptMode(boolean strict) {
        boolean owner = priorityText().equals(OWNER);
        Optional<Statement> no = block.last("no_accept");
        if (no.isPresent()) {
            router.put("accept-mode", "false", no.get().place());
        } else if (strict && !owner && !has("accept")) {
            router.put("accept-mode", "false", statement.place());
        }
    }

    /** Written out whole, because the defaults are not the same. */
    private void announcements(boolean ipv6) {
        boolean once = globals.is("vrrp_min_garp");
        Map<String, String> values = new LinkedHashMap<>();
        Optional<Statement> repeat = block.last("garp_master_repeat").or(() -> globals.last("vrrp_garp_master_repeat"));
        values.put("repeat", repeat.map(line -> Yaml.scalar(line.argument(0))).orElse(once ? "1" : "5"));
        values.put("second-burst-delay", seconds("garp_master_delay", once ? "0s" : "5s"));
        values.put("refresh-interval", seconds("garp_master_refresh", "0s"));
        String interfaceName =
                block.last("interface").map(line -> line.argument(0)).orElse("");
        globals.pace(interfaceName, ipv6)
                .ifPresent(line ->
                        Values.duration(line, line.argument(0), notes).ifPresent(pace -> values.put("pace", pace)));
        Place place = block.last("garp_master_refresh")
                .or(() -> repeat)
                .orElse(statement)
                .place();
        router.put("announcements", Yaml.mapping(values), place);
    }

    private String seconds(String keyword, String otherwise) {
        return block.last(keyword)
                .or(() -> globals.last("vrrp_" + keyword))
                .flatMap(line -> Values.duration(line, line.argument(0), notes))
                .orElse(otherwise);
    }

    private void linkDelays() {
        String interfaceName =
                block.last("interface").map(line -> line.argument(0)).orElse("");
        globals.linkDelays(interfaceName).ifPresent(line -> {
            Optional<String> down = Values.duration(line, line.argument(0), notes);
            Optional<String> up = line.argument(1).isEmpty() ? down : Values.duration(line, line.argument(1), notes);
            down.ifPresent(delay -> router.put("link-down-delay", delay, line.place()));
            up.ifPresent(delay -> router.put("link-up-delay", delay, line.place()));
        });
    }
}
