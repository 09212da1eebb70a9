package io.github.vrrp4j.examples.node.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The Redis servers of two hosts, each with the file /etc/redis/redis.conf, as Debian's package has it. */
final class RedisServers {
    private static final String PACKAGE_OF_SERVER = "redis-server";
    private static final String PACKAGE_OF_TOOLS = "redis-tools";
    private static final String CLI = "redis-cli";
    private static final String CONFIG = "/etc/redis";
    private static final String FILE = "redis.conf";
    private static final String PORT = "6379";

    private final StoryLan lan;

    /** By host, its own address. */
    private final Map<String, String> addresses;

    private final Map<String, HostProcess> processes = new HashMap<>();

    RedisServers(StoryLan lan, Map<String, String> addresses) {
        this.lan = lan;
        this.addresses = Map.copyOf(addresses);
    }

    /** What this needs of this host. */
    static List<RequiredProgram> programs() {
        return List.of(
                new RequiredProgram(PACKAGE_OF_SERVER, PACKAGE_OF_SERVER), new RequiredProgram(CLI, PACKAGE_OF_TOOLS));
    }

    /** Gives a host its file. */
    void configure(String host) throws IOException {
        Path config = lan.own(host, CONFIG);
        lan.copy(host, FILE, config);
    }

    void start(String host) throws IOException {
        processes.put(host, lan.start(host, "redis-server on " + host, PACKAGE_OF_SERVER, CONFIG + "/" + FILE));
    }

    /** SIGKILL. */
    void kill(String host) {
        Objects.requireNonNull(processes.get(host), host).kill();
    }

    /** Makes it a primary, whatever the other is. */
    void promote(String host) throws IOException {
        cli(host, "REPLICAOF", "NO", "ONE");
    }

    /** Makes it a replica of the other. */
    void demote(String host, String primary) throws IOException {
        cli(host, "REPLICAOF", Objects.requireNonNull(addresses.get(primary), primary), PORT);
    }

    /** Has the primary change places with its replica: it takes no more writes, waits until the replica has all, and goes. */
    void failOver(String primary) throws IOException {
        cli(primary, "FAILOVER");
    }

    /** Whether it is there. */
    boolean answers(String host) {
        return role(host).matches("(?s)(master|slave)\\n.*");
    }

    /** Whether it is a replica that has been given all that its primary has. */
    boolean isReplica(String host) {
        return role(host).matches("(?s)slave\\n.*\\nconnected\\n.*");
    }

    /** Whether it is a primary that gives its replica each write at once: later than that one says. */
    boolean isReplicated(String host) {
        return role(host).matches("(?s)master\\n\\d+\\n[\\d.]+\\n.*");
    }

    private String role(String host) {
        try {
            return cli(host, "ROLE");
        } catch (IOException e) {
            return ""; // it does not run yet
        }
    }

    /** What it has of the client's writes. */
    Set<Long> numbers(String host) throws IOException {
        return WrittenNumbers.ofKeys(cli(host, "KEYS", WrittenNumbers.KEY_PREFIX + "*"));
    }

    private String cli(String host, String... words) throws IOException {
        String[] command = new String[words.length + 3];
        command[0] = CLI;
        command[1] = "-e"; // what the server refuses is a failure
        command[2] = "--raw";
        System.arraycopy(words, 0, command, 3, words.length);
        return lan.run(host, command);
    }
}
