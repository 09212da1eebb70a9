package io.github.vrrp4j.examples.node.config;

import static io.github.vrrp4j.examples.node.config.Section.Key.optional;
import static io.github.vrrp4j.examples.node.config.Section.Key.required;
import static io.github.vrrp4j.examples.node.config.Section.Key.withDefault;

import java.util.List;

/** Every key of the file: what the mappers let pass, what an explanation shows, and what the documentation lists. */
final class Schema {
    private static final String BOOL = "true or false";
    private static final String DELAY = "0s..1h";
    private static final String TIME = "10ms..1h";
    private static final String COMMAND = "list: program, then its arguments";
    private static final String COMMANDS = "a command, or a list of commands";
    private static final String OWN_USER = "the node's own";
    private static final String NONE = "none";

    static final Section FILE = new Section(
            "The file",
            "at its top",
            List.of(
                    required("virtual-routers", "list, 1 or more", "The virtual routers, in the order of their start."),
                    optional("health-checks", "mapping: name to check", NONE, "What virtual routers may track."),
                    optional(
                            "groups",
                            "mapping: name to list of names",
                            NONE,
                            "Virtual routers that move together: all are MASTER, or none is."),
                    optional(
                            "hooks",
                            "mapping",
                            NONE,
                            "Commands that are told what becomes of every virtual router without `hooks` of its own."),
                    withDefault(
                            "address-managers",
                            "list of kernel, none, `{command: ...}`, `{http: ...}`",
                            "[kernel]",
                            "What moves the addresses, combined in this order."),
                    withDefault(
                            "control",
                            "absolute path of at most 84 octets, or none",
                            "/run/vrrp4j/control.sock",
                            "The socket that takes the commands of `vrrp status` and the like."),
                    withDefault(
                            "http",
                            "ADDRESS:PORT, PORT on 127.0.0.1, or none",
                            "none",
                            "Where metrics and health are served over HTTP."),
                    withDefault(
                            "close-timeout",
                            TIME,
                            "1500ms",
                            "How long a node that ends waits for addresses to be removed; what takes longer is killed."),
                    optional(
                            "realtime-priority",
                            "1..99",
                            "none: an ordinary thread",
                            "Runs the loop under SCHED_FIFO, for intervals near 10 ms on a busy host."),
                    withDefault("lock-memory", BOOL, "false", "Keeps all memory of the process in RAM."),
                    withDefault(
                            "state-directory",
                            "absolute path, or none",
                            "/run/vrrp4j",
                            "Holds what a node that is killed leaves on the host, for the next one to remove.")));

    static final Section VIRTUAL_ROUTER = new Section(
            "A virtual router",
            "an element of `virtual-routers`",
            List.of(
                    optional(
                            "name",
                            "1..64 letters, digits, `.`, `_` and `-`; not digits alone",
                            NONE,
                            "Unique name for groups and commands."),
                    required(
                            "interface",
                            "1..15 octets",
                            "The interface on which it advertises; it may be missing for a while."),
                    required("vrid", "1..255", "The virtual router identifier (RFC 5798 §5.2.3)."),
                    withDefault("version", "3, 2 or 2+3", "3", "The protocol it speaks; 2 and 2+3 are for IPv4."),
                    withDefault(
                            "priority",
                            "1..254, or 255 for the owner",
                            "100",
                            "The highest priority becomes MASTER (RFC 5798 §5.2.4)."),
                    withDefault(
                            "advertisement-interval",
                            "10ms..40950ms in steps of 10ms; version 2: 1s..255s in steps of 1s",
                            "1s",
                            "How often a MASTER advertises; three of them without one mean that it is gone."),
                    withDefault("preempt-mode", BOOL, "true", "Whether it displaces a MASTER of lower priority."),
                    withDefault(
                            "preempt-delay",
                            DELAY,
                            "0s",
                            "How long a MASTER of lower priority is left in place first."),
                    withDefault("hold-down", DELAY, "0s", "How long it only listens after the start."),
                    withDefault(
                            "answers-losers",
                            BOOL,
                            "true",
                            "Whether a MASTER answers a losing advertisement at once (RFC 9568); false as in RFC 5798."),
                    withDefault("owner-listens", BOOL, "true", "Whether the owner hears others; false as in RFC 5798."),
                    withDefault(
                            "checksum",
                            "pseudo-header or message-only",
                            "pseudo-header",
                            "What the checksum over IPv4 covers; message-only is Cisco's."),
                    withDefault("strict-checksum", BOOL, "false", "Discards advertisements with the other checksum."),
                    withDefault("virtual-mac", BOOL, "false", "Uses the virtual router MAC address of RFC 5798 §7.3."),
                    withDefault(
                            "accept-mode",
                            BOOL,
                            "true",
                            "False drops what is sent to the addresses, and forwards the rest; needs nft."),
                    withDefault(
                            "link-down-delay",
                            "0s..60s",
                            "0s",
                            "How long a fault of the interface lasts before it counts."),
                    withDefault("link-up-delay", DELAY, "0s", "How long it has to be gone before that counts."),
                    optional("announcements", "mapping", "see there", "How neighbours are told of the addresses."),
                    required(
                            "addresses",
                            "list of addresses, 1..255 of a family",
                            "The virtual addresses; with both families two virtual routers that move together."),
                    withDefault(
                            "excluded-addresses",
                            "list of addresses",
                            "[]",
                            "On the host with the virtual addresses, but not advertised."),
                    withDefault("routes", "list of routes", "[]", "On the host while it is MASTER."),
                    optional(
                            "source-address",
                            "address, or a list with one of each family",
                            "the interface's own first one",
                            "Where advertisements come from; the same for all of one interface and family."),
                    optional(
                            "unicast-peers",
                            "list of addresses, 1..64 of a family",
                            "none: multicast",
                            "The other routers; advertisements go to them and come from them alone."),
                    optional(
                            "min-hop-limit",
                            "1..255",
                            "255",
                            "The least TTL or Hop Limit accepted from unicast peers: one less for each router between."),
                    withDefault(
                            "health-checks",
                            "list of names and of `{check: NAME, adjust-priority: N}`",
                            "[]",
                            "The checks it tracks; a name alone means down while unhealthy."),
                    optional(
                            "hooks",
                            "mapping",
                            "those at the top of the file",
                            "Replaces the hooks at the top of the file; {} for none.")));

    static final Section ADDRESS = new Section(
            "An address",
            "an element of `addresses` or `excluded-addresses`; the text 192.0.2.10/24 is short for"
                    + " {address: 192.0.2.10/24}, and without a prefix length it is that of one host",
            List.of(
                    required("address", "address/prefix length", "IPv6 `addresses` start with a link-local one."),
                    optional("device", "1..15 octets", "`interface`", "The interface on which it stands."),
                    optional("label", "1..15 octets; IPv4", NONE, "The label, as in ip-address(8)."),
                    optional("scope", "global, link or host; IPv4", "the kernel's choice", "Where it is valid."),
                    optional("broadcast", "IPv4 address", NONE, "The broadcast address."),
                    withDefault("noprefixroute", BOOL, "false", "Adds no route to the network of the address."),
                    optional(
                            "preferred-lifetime",
                            "0s..2147483647s in whole seconds",
                            "for ever; IPv6: 0s",
                            "0s: never the source of new connections.")));

    static final Section ROUTE = new Section(
            "A route",
            "an element of `routes`, as in ip-route(8)",
            List.of(
                    required("to", "network/prefix length, address, or default", "The destination."),
                    optional("via", "address", "none: on the link", "The next hop."),
                    optional(
                            "device",
                            "1..15 octets",
                            "`interface`, or as `via` says",
                            "The interface by which it leaves."),
                    optional("source", "address", "the kernel's choice", "The source address of what leaves by it."),
                    withDefault("metric", "0..4294967295", "0", "The least wins; 0 is the kernel's own choice."),
                    withDefault("table", "1..4294967295", "254", "The routing table; 254 is main."),
                    withDefault("protocol", "1..255", "112", "Tells routing daemons who made the route."),
                    optional("scope", "global, link or host", "global with `via`, else link", "Where it leads.")));

    static final Section ANNOUNCEMENTS = new Section(
            "Announcements",
            "`announcements`",
            List.of(
                    withDefault(
                            "repeat", "1..100", "5", "How many gratuitous ARP or Neighbor Advertisements a burst has."),
                    withDefault("second-burst-delay", DELAY, "5s", "When the burst is repeated; 0s for never."),
                    withDefault(
                            "refresh-interval",
                            "1s..24h, or 0s for never",
                            "60s",
                            "How often a MASTER announces again."),
                    withDefault("pace", "0s..1s", "0s", "The least time between two announcements.")));

    static final Section HEALTH_CHECK = new Section(
            "A health check",
            "a value of `health-checks` at the top; exactly one of the first seven keys",
            List.of(
                    optional("http", "mapping, or the URL alone", NONE, "Healthy while a page is as it should be."),
                    optional("tcp", "ADDRESS:PORT or NAME:PORT", NONE, "Healthy while a connection can be made."),
                    optional("icmp", "address", NONE, "Healthy while the host answers echo requests."),
                    optional("command", COMMAND, NONE, "Healthy while it ends with `exit-status`; there is no shell."),
                    optional("file", "absolute path", NONE, "Healthy while the number in it lies in `range`."),
                    optional("link", "1..15 octets", NONE, "Healthy while the interface is up and has a carrier."),
                    optional(
                            "route",
                            "network/prefix length",
                            NONE,
                            "Healthy while `table` has a route to exactly that."),
                    optional("user", "name; with `command`", OWN_USER, "Who runs the command."),
                    optional("group", "name; with `command`", OWN_USER, "The group in which the command runs."),
                    optional(
                            "exit-status",
                            "0..255, or a range of them; with `command`",
                            "0",
                            "The status that is healthy."),
                    optional("range", "MIN..MAX; with `file`", "1..254", "The numbers that are healthy."),
                    optional("table", "1..2147483647; with `route`", "254", "The routing table; 254 is main."),
                    withDefault("interval", TIME, "1s", "From the start of one run to that of the next."),
                    withDefault("timeout", TIME, "1s", "A run that takes longer is unhealthy."),
                    withDefault("rise", "1..1000", "2", "How many healthy results in a row make it healthy again."),
                    withDefault("fall", "1..1000", "3", "How many unhealthy results in a row make it unhealthy.")));

    static final Section HTTP_CHECK = new Section(
            "A page",
            "`http` of a health check",
            List.of(
                    required("url", "http or https URL", "What is asked for."),
                    withDefault("status", "100..599, or a range of them", "200..299", "The status that is healthy."),
                    optional("body", "regular expression", "anything", "Has to be found in the page."),
                    withDefault("headers", "mapping: name to value", "{}", "Sent with the request."),
                    withDefault(
                            "expected-headers",
                            "mapping: name to regular expression",
                            "{}",
                            "Have to match the headers of the answer."),
                    withDefault("redirects", "never, normal or always", "never", "Which redirects are followed.")));

    static final Section TRACKED_CHECK = new Section(
            "A tracked check",
            "an element of a virtual router's `health-checks`; a name alone is short for {check: NAME}",
            List.of(
                    required("check", "name of a health check", "What is tracked."),
                    optional(
                            "adjust-priority",
                            "-253..-1 or 1..253; not with priority 255",
                            "none: down while unhealthy",
                            "Below zero added to the priority while it is unhealthy, above zero while healthy.")));

    static final Section HOOKS = new Section(
            "Hooks",
            "`hooks`, at the top or of a virtual router",
            List.of(
                    optional("on-master", COMMANDS, NONE, "Run when a virtual router becomes MASTER."),
                    optional("on-backup", COMMANDS, NONE, "Run when it becomes BACKUP."),
                    optional("on-fault", COMMANDS, NONE, "Run when it cannot take part any more."),
                    optional("on-stop", COMMANDS, NONE, "Run when it is stopped and was not in fault."),
                    optional("on-event", COMMANDS, NONE, "Run on everything that happens to it."),
                    withDefault(
                            "append-arguments",
                            BOOL,
                            "true",
                            "Gives commands what happened behind their own arguments; false: only those."),
                    withDefault("timeout", TIME, "60s", "A command that takes longer is killed."),
                    optional("user", "name", OWN_USER, "Who runs the commands."),
                    optional("group", "name", OWN_USER, "The group in which they run."),
                    withDefault(
                            "collapse", BOOL, "false", "True: of several states that wait only the newest is told.")));

    static final Section ADDRESS_MANAGER = new Section(
            "An address manager",
            "an element of `address-managers` that is neither `kernel` nor `none`; exactly one of the keys",
            List.of(
                    optional("command", "mapping", NONE, "Commands move the addresses."),
                    optional("http", "mapping", NONE, "An HTTP API moves the addresses.")));

    static final Section COMMAND_MANAGER = new Section(
            "Commands that move addresses",
            "`command` of an address manager; {address}, {prefix-length}, {interface}, {family} and {vrid} are replaced in arguments",
            List.of(
                    required("add", COMMAND, "Brings an address here."),
                    optional("remove", COMMAND, NONE, "Takes it away."),
                    optional("check", COMMAND, NONE, "Ends with status 0 while the address is here."),
                    withDefault(
                            "timeout", "10ms..10min", "5s", "A command that takes longer is killed, and has failed."),
                    withDefault("attempts", "1..100", "3", "How often one that fails is run."),
                    optional("user", "name", OWN_USER, "Who runs the commands."),
                    optional("group", "name", OWN_USER, "The group in which they run.")));

    static final Section HTTP_MANAGER = new Section(
            "An HTTP API that moves addresses",
            "`http` of an address manager",
            List.of(
                    required("add", "mapping", "The request that brings an address here."),
                    optional("remove", "mapping", NONE, "The request that takes it away."),
                    optional("check", "mapping", NONE, "The request that succeeds while the address is here."),
                    withDefault("timeout", "10ms..10min", "5s", "A request that takes longer has failed."),
                    withDefault("attempts", "1..100", "3", "How often one that fails is sent.")));

    static final Section HTTP_REQUEST = new Section(
            "A request",
            "`add`, `remove` and `check` of such an API; {address}, {prefix-length}, {interface}, {family} and {vrid} are replaced in"
                    + " URL, headers and bodies",
            List.of(
                    optional(
                            "method",
                            "such as PUT",
                            "POST for add, DELETE for remove, GET for check",
                            "The method of the request."),
                    required("url", "http or https URL", "What is asked."),
                    withDefault("headers", "mapping: name to value", "{}", "Sent with the request."),
                    optional("body", "text", NONE, "Sent with the request."),
                    optional(
                            "expected-body",
                            "regular expression",
                            "anything",
                            "Has to be found in the answer, whose status is 200..299.")));

    /** All of them, in the order of the documentation. */
    static final List<Section> SECTIONS = List.of(
            FILE,
            VIRTUAL_ROUTER,
            ADDRESS,
            ROUTE,
            ANNOUNCEMENTS,
            HEALTH_CHECK,
            HTTP_CHECK,
            TRACKED_CHECK,
            HOOKS,
            ADDRESS_MANAGER,
            COMMAND_MANAGER,
            HTTP_MANAGER,
            HTTP_REQUEST);

    private Schema() {}
}
