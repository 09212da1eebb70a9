package io.github.vrrp4j.examples.node.demo;

import io.github.vrrp4j.protocol.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Two web servers that stand in for each other, behind a router that believes its neighbour table for hours. */
final class MutualStory implements Story {
    private static final String NODE_FILE = "vrrp4j.yaml";
    private static final String PAGE = "index.html";
    private static final String HOST_A = "192.0.2.1";
    private static final String ADDRESS_A = "192.0.2.10";
    private static final String ADDRESS_B = "192.0.2.11";

    /** As the log of a node names them. */
    private static final String OF_A = "vrid=1 if=eth0";

    private static final String OF_B = "vrid=2 if=eth0";

    /** {@code fall: 3} and {@code interval: 200ms}: the page may break just after it was asked for. */
    private static final Duration DETECTION = Duration.ofMillis(3 * 200);

    /** RFC 5798 §6.1 with 500 ms and the priority of whoever stands in, 100: (256 - 100) * 500 ms / 256. */
    private static final Duration SKEW_TIME = Duration.ofNanos(304_687_500);

    /** 3 * 500 ms + Skew_Time. */
    private static final Duration MASTER_DOWN_INTERVAL =
            Duration.ofMillis(1_500).plus(SKEW_TIME);

    private static final String DETECTED = "3 checks, 200 ms apart, + Skew_Time, 304.7 ms, + 50 ms to connect anew";

    @Override
    public String name() {
        return "mutual";
    }

    @Override
    public String summary() {
        return "two web servers stand in for each other, as long as they serve whole pages";
    }

    @Override
    public List<String> introduction() {
        return List.of(
                "nginx runs on a and b. " + ADDRESS_A + " is a's address, " + ADDRESS_B
                        + " is b's, and each host is BACKUP of the",
                "other's. A client behind a router, whose neighbour table only gratuitous ARP changes, fetches a page",
                "from both addresses in turn, every " + Cast.REQUEST_INTERVAL.toMillis()
                        + " ms, as round-robin DNS gives them; what is no whole page does not count.");
    }

    @Override
    public List<RequiredProgram> programs() {
        return List.of(
                Nginx.PROGRAM,
                new RequiredProgram("ping", "iputils-ping"),
                new RequiredProgram("sysctl", "procps"),
                new RequiredProgram("mount", "mount"));
    }

    @Override
    public List<String> addresses() {
        return List.of(ADDRESS_A, ADDRESS_B);
    }

    @Override
    public void build(StoryLan lan) throws IOException {
        lan.addHosts("a", "b", "router", "client");
        lan.addNetwork("n1");
        lan.addNetwork("n2");
        lan.attach("a", "eth0", "n1", HOST_A + "/24");
        lan.attach("b", "eth0", "n1", "192.0.2.2/24");
        lan.attach("router", "eth0", "n1", "192.0.2.254/24");
        lan.attach("router", "eth1", "n2", "198.51.100.1/24");
        lan.attach("client", "eth0", "n2", "198.51.100.100/24");
        lan.ip("a", "route add default via 192.0.2.254");
        lan.ip("b", "route add default via 192.0.2.254");
        lan.ip("client", "route add default via 198.51.100.1");
        lan.sysctl("router", "router");
    }

    @Override
    public void play(StoryLan lan, Script script) throws IOException {
        RouterTable table = new RouterTable(lan, "router", "eth0", List.of("a", "b"));
        raiseCurtain(lan, script, table);
        brokenPages(lan, script, table);
        String death = "a loses its power";
        script.act(
                death,
                () -> lan.powerOff("a"),
                "both addresses are served by b",
                atNs -> script.answeredAfter(atNs, "b"),
                new Promise(
                        ADDRESS_A,
                        MASTER_DOWN_INTERVAL.plus(Promise.RECONNECTION),
                        "Master_Down_Interval of b, 3 x 500 ms + Skew_Time, 304.7 ms, + 50 ms to connect anew"),
                goesOn(ADDRESS_B));
        expectTable(script, table, death, "b", "b");
        script.expect(
                "all the time",
                "the router's table changed once at each takeover and never back: " + ADDRESS_A + " "
                        + table.history(ADDRESS_A) + ", " + ADDRESS_B + " " + table.history(ADDRESS_B),
                table.history(ADDRESS_A).equals(List.of("a", "b", "a", "b"))
                        && table.history(ADDRESS_B).equals(List.of("b", "a", "b")));
        script.expectNobodyAnswersWhoHasGivenUp();
        script.expectNoOtherOutage(Duration.ZERO, "between the events");
    }

    private void raiseCurtain(StoryLan lan, Script script, RouterTable table) throws IOException {
        script.announce("nginx and the nodes start");
        for (String host : List.of("a", "b")) {
            Path pages = lan.own(host, "/srv");
            lan.copy(host, PAGE, pages);
            lan.copy(host, "nginx.conf", lan.own(host, "/etc/nginx"));
            lan.start(host, "nginx on " + host, "nginx", "-e", "stderr", "-c", "/etc/nginx/nginx.conf");
            lan.startNode(host, NODE_FILE);
        }
        table.watch();
        script.await(
                "each is MASTER of its own address",
                () -> state(script, "a", OF_A, State.MASTER)
                        && state(script, "b", OF_B, State.MASTER)
                        && state(script, "a", OF_B, State.BACKUP)
                        && state(script, "b", OF_A, State.BACKUP));
        lan.startClient(List.of("http://" + ADDRESS_A + "/", "http://" + ADDRESS_B + "/"));
        script.await("each address is served by its host", () -> isServedByItsHost(script, Long.MIN_VALUE));
    }

    private static void brokenPages(StoryLan lan, Script script, RouterTable table) throws IOException {
        Path page = lan.own("a", "/srv").resolve(PAGE);
        String whole = Files.readString(page);
        String cut = "a serves half of its page";
        script.act(
                cut,
                () -> replace(page, whole.substring(0, whole.length() / 2)),
                ADDRESS_A + " is served by b",
                atNs -> script.answeredAfter(atNs, ADDRESS_A, "b"),
                new Promise(ADDRESS_A, DETECTION.plus(SKEW_TIME).plus(Promise.RECONNECTION), DETECTED),
                goesOn(ADDRESS_B));
        expectTable(script, table, cut, "b", "b");
        script.expect(cut, "a answers the router's ping all the same", answersPing(lan, HOST_A));
        heal(
                script,
                table,
                "a serves the whole page again",
                () -> replace(page, whole),
                handedOver(ADDRESS_A),
                goesOn(ADDRESS_B));

        Path closed = lan.own("b", "/srv").resolve("closed");
        String error = "b answers with status 503";
        script.act(
                error,
                () -> Files.createFile(closed),
                ADDRESS_B + " is served by a",
                atNs -> script.answeredAfter(atNs, ADDRESS_B, "a"),
                goesOn(ADDRESS_A),
                new Promise(ADDRESS_B, DETECTION.plus(SKEW_TIME).plus(Promise.RECONNECTION), DETECTED));
        expectTable(script, table, error, "a", "a");
        heal(
                script,
                table,
                "b serves its page again",
                () -> Files.delete(closed),
                goesOn(ADDRESS_A),
                handedOver(ADDRESS_B));
    }

    private static void heal(Script script, RouterTable table, String event, Script.Act act, Promise... promises)
            throws IOException {
        script.act(event, act, "each address is served by its host", atNs -> isServedByItsHost(script, atNs), promises);
        expectTable(script, table, event, "a", "b");
    }

    private static Promise handedOver(String address) {
        return new Promise(
                address, Promise.RECONNECTION, "handed over from one MASTER to the next, 50 ms to connect anew");
    }

    private static void expectTable(Script script, RouterTable table, String event, String hasA, String hasB)
            throws IOException {
        script.expect(
                event,
                "the router's table says that " + ADDRESS_A + " is " + hasA + ", and " + ADDRESS_B + " is " + hasB,
                table.host(ADDRESS_A).equals(hasA) && table.host(ADDRESS_B).equals(hasB));
    }

    private static boolean answersPing(StoryLan lan, String address) {
        try {
            lan.run("router", "ping", "-n", "-c", "1", "-W", "1", address);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Promise goesOn(String address) {
        return new Promise(address, Duration.ZERO, "not concerned");
    }

    /** At once: nginx never finds a page half written. */
    private static void replace(Path page, String text) throws IOException {
        Path next = Files.writeString(page.resolveSibling("next"), text);
        Files.move(next, page, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean isServedByItsHost(Script script, long ns) {
        return script.answeredAfter(ns, ADDRESS_A, "a") && script.answeredAfter(ns, ADDRESS_B, "b");
    }

    private static boolean state(Script script, String node, String virtualRouter, State state) {
        return script.state(node, virtualRouter).equals(Optional.of(state));
    }
}
