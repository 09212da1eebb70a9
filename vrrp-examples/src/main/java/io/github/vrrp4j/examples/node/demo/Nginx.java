package io.github.vrrp4j.examples.node.demo;

import java.io.IOException;
import java.util.List;

/** nginx on a host, with the host's {@code nginx.conf} as /etc/nginx/nginx.conf. */
final class Nginx {
    static final RequiredProgram PROGRAM = new RequiredProgram("nginx", "nginx-light");

    private static final String CONFIG = "/etc/nginx";

    /** Where Debian's package has its files, those that it writes among them. */
    private static final List<String> DIRECTORIES = List.of(CONFIG, "/var/lib/nginx", "/var/log/nginx");

    private Nginx() {}

    /** Puts its file where it looks for it; before anything runs on the host. */
    static void install(StoryLan lan, String host) throws IOException {
        for (String directory : DIRECTORIES) {
            lan.own(host, directory);
        }
        lan.copy(host, "nginx.conf", lan.own(host, CONFIG));
    }

    /** Starts it in the foreground. */
    static HostProcess start(StoryLan lan, String host) throws IOException {
        return lan.start(host, "nginx on " + host, "nginx", "-g", "daemon off;");
    }
}
