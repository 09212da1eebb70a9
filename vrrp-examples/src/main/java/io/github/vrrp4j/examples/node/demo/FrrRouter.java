package io.github.vrrp4j.examples.node.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** FRR on a host: zebra and further daemons, with the files /etc/frr/frr.conf and vtysh.conf, as Debian's package starts them. */
final class FrrRouter {
    private static final String DAEMONS = "/usr/lib/frr/";
    private static final String PACKAGE = "frr";
    private static final String CONFIG = "/etc/frr";

    private FrrRouter() {}

    /** What {@link #start} needs of this host. */
    static List<RequiredProgram> programs(String... daemons) {
        List<RequiredProgram> programs = new ArrayList<>();
        programs.add(new RequiredProgram(DAEMONS + "zebra", PACKAGE));
        for (String daemon : daemons) {
            programs.add(new RequiredProgram(DAEMONS + daemon, PACKAGE));
        }
        programs.add(new RequiredProgram("vtysh", PACKAGE));
        return programs;
    }

    /** Starts zebra and these daemons on every host, and gives them the host's {@code frr.conf}; {@code vtysh.conf} is that of {@code all}. */
    static void start(StoryLan lan, List<String> hosts, String... daemons) throws IOException {
        for (String host : hosts) {
            Path config = lan.own(host, CONFIG);
            lan.copy(host, "frr.conf", config);
            lan.copy("all", "vtysh.conf", config);
            // They drop to a user of their own, who writes pid files and sockets there.
            lan.run(host, "install", "-d", "-o", "frr", "-g", "frr", "/run/frr");
            startDaemon(lan, host, "zebra");
        }
        for (String host : hosts) {
            lan.awaitFile(socket(lan, host, "zserv.api")); // whoever finds it missing tries again ten seconds later
            for (String daemon : daemons) {
                startDaemon(lan, host, daemon);
            }
        }
        for (String host : hosts) {
            lan.awaitFile(socket(lan, host, "zebra.vty"));
            for (String daemon : daemons) {
                lan.awaitFile(socket(lan, host, daemon + ".vty"));
            }
            lan.run(host, "vtysh", "-b");
        }
    }

    private static Path socket(StoryLan lan, String host, String name) throws IOException {
        return lan.own(host, "/run").resolve("frr").resolve(name);
    }

    private static void startDaemon(StoryLan lan, String host, String daemon) throws IOException {
        lan.start(host, daemon + " on " + host, DAEMONS + daemon, "--log=stdout");
    }
}
