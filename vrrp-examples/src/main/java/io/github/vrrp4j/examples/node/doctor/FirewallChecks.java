package io.github.vrrp4j.examples.node.doctor;

import io.github.vrrp4j.packet.AddressFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program nft(8), and what its rules do to advertisements, as far as that can be read off them. */
final class FirewallChecks {
    private static final String NFT = "nft";
    private static final String FIREWALL = "firewall";

    private static final Pattern TABLE = Pattern.compile("table (\\S+) (\\S+) \\{.*");
    private static final Pattern CHAIN = Pattern.compile("chain (\\S+) \\{.*");
    private static final Pattern INPUT_HOOK = Pattern.compile("type filter hook input .*");

    /** A rule that drops whatever comes to it. */
    private static final Pattern DROP_ALL =
            Pattern.compile("(log .*)?(counter( packets \\d+ bytes \\d+)?)? ?(drop|reject.*)");

    /** A rule that knows VRRP; iptables(8) writes the number. */
    private static final Pattern VRRP = Pattern.compile(".*(\\bvrrp\\b|\\b112\\b|224\\.0\\.0\\.18|ff02::12).*");

    private FirewallChecks() {}

    /**
     * Whether nft is there and may read its rules.
     *
     * @param needed whether a virtual router closes its addresses: accept-mode: false, and it is not the owner
     * @param privileged whether this process may use it
     */
    static Finding nft(Program listRuleset, boolean needed, boolean privileged) {
        if (!listRuleset.found()) {
            return needed
                    ? Finding.fail(
                            NFT,
                            Finding.HOST,
                            "the program nft is missing; accept-mode: false needs it",
                            "apt-get install nftables; or dnf, zypper, apk with the same package name")
                    : Finding.ok(NFT, Finding.HOST, "the program nft is missing, and nothing needs it");
        }
        if (listRuleset.succeeded()) {
            return Finding.ok(NFT, Finding.HOST, "there, and the kernel answers it");
        }
        String text = "there, but it cannot be used, which accept-mode: false needs: "
                + listRuleset.output().lines().findFirst().orElse("status " + listRuleset.exitCode());
        String remedy = "modprobe nf_tables; and run it as root, or with CAP_NET_ADMIN";
        return needed && privileged
                ? Finding.fail(NFT, Finding.HOST, text, remedy)
                : Finding.warn(NFT, Finding.HOST, text, remedy);
    }

    /**
     * Whether a chain of the input hook drops by default, and no rule of its table mentions VRRP.
     *
     * @param ruleset what {@code nft list ruleset} printed
     * @param families those of the virtual routers
     */
    static List<Finding> input(String ruleset, Set<AddressFamily> families) {
        List<Finding> findings = new ArrayList<>();
        for (Table table : tables(ruleset)) {
            if (!table.concerns(families) || table.mentionsVrrp) {
                continue;
            }
            for (String chain : table.dropping) {
                String place = table.family + " " + table.name + " " + chain;
                findings.add(Finding.warn(
                        FIREWALL,
                        Finding.HOST,
                        "the input chain '" + place + "' drops what no rule accepts, and no rule of its table mentions"
                                + " VRRP (IP protocol 112)",
                        "nft insert rule " + place
                                + " meta l4proto 112 accept; and write it where your rules are kept"));
            }
        }
        return findings.isEmpty()
                ? List.of(Finding.ok(FIREWALL, Finding.HOST, "no input chain of nft is seen to drop advertisements"))
                : findings;
    }

    /** A table of the ruleset, as far as it matters. */
    private static final class Table {
        final String family;
        final String name;
        final List<String> dropping = new ArrayList<>();
        boolean mentionsVrrp;

        Table(String family, String name) {
            this.family = family;
            this.name = name;
        }

        boolean concerns(Set<AddressFamily> families) {
            return switch (family) {
                case "inet" -> true;
                case "ip" -> families.contains(AddressFamily.IPV4);
                case "ip6" -> families.contains(AddressFamily.IPV6);
                default -> false;
            };
        }
    }

    private static List<Table> tables(String ruleset) {
        List<Table> tables = new ArrayList<>();
        Table table = new Table("", "");
        String chain = "";
        boolean input = false;
        boolean drops = false;
        for (String indented : ruleset.lines().toList()) {
            String line = indented.strip();
            Matcher tableStart = TABLE.matcher(line);
            Matcher chainStart = CHAIN.matcher(line);
            if (tableStart.matches()) {
                table = new Table(tableStart.group(1), tableStart.group(2));
                tables.add(table);
            } else if (chainStart.matches()) {
                chain = chainStart.group(1);
                input = false;
                drops = false;
            } else if (INPUT_HOOK.matcher(line).matches()) {
                input = true;
                drops = line.contains("policy drop");
            } else if (line.equals("}")) {
                if (input && drops) {
                    table.dropping.add(chain);
                }
                input = false;
            } else {
                drops |= DROP_ALL.matcher(line).matches();
                table.mentionsVrrp |= VRRP.matcher(line).matches();
            }
        }
        return tables;
    }
}
