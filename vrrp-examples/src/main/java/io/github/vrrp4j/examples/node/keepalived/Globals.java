package io.github.vrrp4j.examples.node.keepalived;

import io.github.vrrp4j.examples.node.keepalived.Script.Account;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code global_defs}, and what else stands outside of the instances and is for several of them. */
final class Globals {
    static final Set<String> KNOWN = Set.of(
            "vrrp_version",
            "vrrp_garp_master_delay",
            "vrrp_garp_master_repeat",
            "vrrp_garp_master_refresh",
            "vrrp_garp_interval",
            "vrrp_gna_interval",
            "vrrp_min_garp",
            "vrrp_startup_delay",
            "vrrp_strict",
            "vrrp_lower_prio_no_advert",
            "vrrp_down_timer_adverts",
            "vrrp_rt_priority",
            "vrrp_no_swap",
            "vrrp_mcast_group4",
            "vrrp_mcast_group6",
            "v3_checksum_as_v2",
            "script_user",
            "enable_script_security"); // the node never does otherwise

    /** The user that keepalived takes for programs, if there is one. */
    private static final String SCRIPT_USER = "keepalived_script";

    private final Block block;
    private final Host host;
    private final Notes notes;
    private final Map<String, Statement> delays = new HashMap<>();
    private final Map<String, Block> paces = new HashMap<>();
    private boolean versionTold;

    /** Reads the blocks of the whole file. */
    Globals(List<Statement> file, Host host, Notes notes) {
        this.host = host;
        this.notes = notes;
        this.block = new Block(blocks(file, "global_defs"), KNOWN, Reasons.GLOBAL, notes);
        multicast("vrrp_mcast_group4", "224.0.0.18");
        multicast("vrrp_mcast_group6", "ff02::12");
        blocks(file, "interface_up_down_delays").forEach(line -> delays.put(line.keyword(), line));
        file.stream()
                .filter(statement -> statement.keyword().equals("garp_group"))
                .forEach(this::garpGroup);
    }

    private static List<Statement> blocks(List<Statement> file, String keyword) {
        return file.stream()
                .filter(statement -> statement.keyword().equals(keyword))
                .flatMap(statement -> statement.block().stream())
                .toList();
    }

    private void multicast(String keyword, String standard) {
        block.last(keyword)
                .filter(line -> !line.argument(0).equals(standard))
                .ifPresent(line -> notes.error(line, "another group than " + standard + " is not supported"));
    }

    private void garpGroup(Statement group) {
        Set<String> known = Set.of("garp_interval", "gna_interval", "interface", "interfaces");
        Block pace = new Block(group.block(), known, Map.of(), notes);
        pace.last("interface").ifPresent(line -> paces.put(line.argument(0), pace));
        pace.last("interfaces").ifPresent(line -> {
            notes.note(line, "the pace is that of each virtual router, not of several together");
            line.blockWords().forEach(name -> paces.put(name, pace));
        });
    }

    /** Of one of the keywords that come along. */
    Optional<Statement> last(String keyword) {
        return block.last(keyword);
    }

    /** Tells it once for the whole file. */
    void tellDefaultVersion(Statement instance) {
        if (!versionTold) {
            versionTold = true;
            notes.note(
                    instance,
                    "without a version keepalived speaks VRRP 2 over IPv4, so this does; version 3 is the standard, and"
                            + " every router of the VRID has to change to it together, or through 2+3");
        }
    }

    /** Of the interface: the keyword of its group, or else the one for all. */
    Optional<Statement> pace(String interfaceName, boolean ipv6) {
        Block group = paces.get(interfaceName);
        String keyword = ipv6 ? "gna_interval" : "garp_interval";
        Optional<Statement> own = group == null ? Optional.empty() : group.last(keyword);
        return own.or(() -> block.last("vrrp_" + keyword));
    }

    /** The line that says how long a change of the interface's link has to last. */
    Optional<Statement> linkDelays(String interfaceName) {
        return Optional.ofNullable(delays.get(interfaceName));
    }

    /** Whether a keyword stands there that says yes by standing there. */
    boolean is(String keyword) {
        return block.last(keyword).map(line -> Values.bool(line, notes)).orElse(false);
    }

    /** Whose rights programs have that do not say it. */
    Account account() {
        return block.last("script_user")
                .map(line -> Account.of(line.argument(0), line.argument(1)))
                .orElseGet(() -> host.hasUser().test(SCRIPT_USER) ? Account.of(SCRIPT_USER, "") : Account.NODE);
    }
}
