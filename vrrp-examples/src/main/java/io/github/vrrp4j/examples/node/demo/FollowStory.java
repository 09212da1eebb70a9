package io.github.vrrp4j.examples.node.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * An address that follows the primary of a database, where there is no multicast; first the kernel has it, then a cloud's API
 * moves it.
 */
final class FollowStory implements Story {
    static final String ADDRESS = "192.0.2.10";
    static final String DEVICE = "eth0";
    static final List<String> SERVERS = List.of("a", "b");
    static final String PROVIDER = "cloud";
    static final String CLIENT = "client";

    private static final String NETWORK = "n1";

    @Override
    public String name() {
        return "follow";
    }

    @Override
    public String summary() {
        return "an address follows the primary of a database, in a network without multicast and in a cloud";
    }

    @Override
    public List<String> introduction() {
        return List.of(
                "The servers a and b run Redis, one as primary, one as replica. The nodes ask their server for its role,",
                "and advertise by unicast, since the network passes no multicast. " + ADDRESS
                        + " is where the primary is:",
                "first the nodes put it on " + DEVICE
                        + ", then a cloud provider's API does, and at last its command. A client",
                "writes numbered keys to that address every " + Cast.REQUEST_INTERVAL.toMillis()
                        + " ms, and notes what is acknowledged.");
    }

    @Override
    public List<RequiredProgram> programs() {
        return Stream.concat(
                        RedisServers.programs().stream(),
                        Stream.of(
                                new RequiredProgram("curl", "curl"),
                                new RequiredProgram("ping", "iputils-ping"),
                                new RequiredProgram("setpriv", "util-linux"),
                                new RequiredProgram("sysctl", "procps"),
                                new RequiredProgram("mount", "mount"),
                                new RequiredProgram("chmod", "coreutils")))
                .toList();
    }

    @Override
    public List<String> addresses() {
        return List.of(ADDRESS);
    }

    @Override
    public void build(StoryLan lan) throws IOException {
        lan.addNetwork(NETWORK);
        lan.addHosts("a", "b", CLIENT);
        lan.addOutsider(PROVIDER);
        lan.attach("a", DEVICE, NETWORK, "192.0.2.1/24");
        lan.attach("b", DEVICE, NETWORK, "192.0.2.2/24");
        lan.attach(CLIENT, DEVICE, NETWORK, "192.0.2.100/24");
        lan.attach(PROVIDER, DEVICE, NETWORK, "192.0.2.254/24");
        for (String server : SERVERS) {
            Path programs = lan.own(server, "/usr/local/bin");
            for (String script : List.of("redis-role", "cloud")) {
                lan.copy("server", script, programs);
                lan.run(server, "chmod", "755", "/usr/local/bin/" + script);
            }
        }
    }

    @Override
    public void play(StoryLan lan, Script script) throws IOException {
        multicast(lan, script);
        new FollowPlay(lan, script).play();
    }

    /** From here on no multicast passes, which a ping to all hosts shows, with and without. */
    private static void multicast(StoryLan lan, Script script) throws IOException {
        lan.sysctl("a", "a");
        boolean before = answersMulticast(lan);
        lan.dropMulticast(NETWORK, "a", "b", CLIENT, PROVIDER);
        script.announce("the network drops multicast from now on");
        script.expect(
                "no multicast",
                "a ping from b to 224.0.0.1 was answered by a, and is not any more",
                before && !answersMulticast(lan));
    }

    private static boolean answersMulticast(StoryLan lan) {
        try {
            lan.run("b", "ping", "-n", "-c", "3", "-i", "0.2", "-W", "1", "-I", DEVICE, "224.0.0.1");
            return true;
        } catch (IOException e) {
            return false; // nobody answered
        }
    }
}
