package io.github.vrrp4j.examples.node.demo;

import io.github.vrrp4j.protocol.State;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/**
 * An address on {@code lo} that OSPF announces: it outlives the loss of a network card, and moves to a server in other
 * networks.
 */
final class MultihomedStory implements Story {
    private static final String NODE_FILE = "vrrp4j.yaml";
    private static final String[] DAEMONS = {"ospfd", "ospf6d"};
    private static final List<String> ROUTERS = List.of("r1", "r2", "core");

    private static final String IPV4 = "198.51.100.10";
    private static final String IPV6 = "2001:db8:100::10";

    /** As the log of a node names the two. */
    private static final List<String> VIRTUAL_ROUTERS = List.of("vrid=51 if=lo", "vrid=51 if=lo family=ipv6");

    /** On the core router, towards each of the others. */
    private static final String TO_R1 = "eth1";

    private static final String TO_R2 = "eth2";

    /** {@code timers throttle lsa}, and the longest delay of {@code timers throttle spf}; both in frr.conf. */
    private static final Duration OSPF = Duration.ofMillis(50 + 200);

    private static final String OSPF_REASON = "OSPF's delays, LSA 50 ms + SPF 200 ms";

    /** {@code ospf dead-interval} in frr.conf. */
    private static final Duration DEAD_INTERVAL = Duration.ofSeconds(2);

    /** RFC 5798 §6.1 with 1500 ms and b's priority of 100: (256 - 100) * 1500 ms / 256. */
    private static final Duration SKEW_TIME = Duration.ofNanos(914_062_500);

    /** 3 * 1500 ms + Skew_Time. */
    private static final Duration MASTER_DOWN_INTERVAL =
            Duration.ofMillis(4_500).plus(SKEW_TIME);

    @Override
    public String name() {
        return "multihomed";
    }

    @Override
    public String summary() {
        return "an address on lo, announced by OSPF, outlives a network card and moves to another network";
    }

    @Override
    public List<String> introduction() {
        return List.of(
                "The servers a and b have two network cards each, one towards the router r1 and one towards r2.",
                IPV4 + " and " + IPV6 + " stand on lo of the MASTER, and FRR announces them from there",
                "by OSPF. The nodes advertise from one loopback address to the other. A client behind a third router,",
                "core, asks at both addresses every " + Cast.REQUEST_INTERVAL.toMillis() + " ms who answers.");
    }

    @Override
    public List<RequiredProgram> programs() {
        return Stream.concat(
                        FrrRouter.programs(DAEMONS).stream(),
                        Stream.of(
                                new RequiredProgram("sysctl", "procps"),
                                new RequiredProgram("mount", "mount"),
                                new RequiredProgram("install", "coreutils")))
                .toList();
    }

    @Override
    public List<String> addresses() {
        return List.of(IPV4, IPV6);
    }

    @Override
    public void build(StoryLan lan) throws IOException {
        lan.addHosts("a", "b", "r1", "r2", "core", "client");
        connect(lan, "n1", "a", "eth0", "192.0.2.1/28", "r1", "eth1", "192.0.2.14/28");
        connect(lan, "n2", "a", "eth1", "192.0.2.17/28", "r2", "eth1", "192.0.2.30/28");
        connect(lan, "n3", "b", "eth0", "192.0.2.33/28", "r1", "eth2", "192.0.2.46/28");
        connect(lan, "n4", "b", "eth1", "192.0.2.49/28", "r2", "eth2", "192.0.2.62/28");
        connect(lan, "n5", "core", TO_R1, "192.0.2.65/28", "r1", "eth0", "192.0.2.78/28");
        connect(lan, "n6", "core", TO_R2, "192.0.2.81/28", "r2", "eth0", "192.0.2.94/28");
        lan.addNetwork("n7");
        lan.attach("core", "eth0", "n7", "203.0.113.1/24", "2001:db8:113::1/64");
        lan.attach("client", "eth0", "n7", "203.0.113.100/24", "2001:db8:113::100/64");
        lan.ip("client", "route add default via 203.0.113.1");
        lan.ip("client", "route add default via 2001:db8:113::1");
        for (String server : List.of("a", "b")) {
            lan.sysctl(server, "both");
            int number = server.equals("a") ? 1 : 2;
            lan.ip(server, "address add 198.51.100." + number + "/32 dev lo");
            lan.ip(server, "address add 2001:db8:100::" + number + "/128 dev lo");
        }
        for (String router : ROUTERS) {
            lan.sysctl(router, "routers");
        }
    }

    private static void connect(
            StoryLan lan,
            String network,
            String one,
            String oneInterface,
            String oneAddress,
            String other,
            String otherInterface,
            String otherAddress)
            throws IOException {
        lan.addNetwork(network);
        lan.attach(one, oneInterface, network, oneAddress);
        lan.attach(other, otherInterface, network, otherAddress);
    }

    @Override
    public void play(StoryLan lan, Script script) throws IOException {
        HostProcess nodeOfA = raiseCurtain(lan, script);
        cards(lan, script);
        servers(lan, script, nodeOfA);
        script.expectNoOtherOutage(OSPF, OSPF_REASON);
    }

    private HostProcess raiseCurtain(StoryLan lan, Script script) throws IOException {
        script.announce("FRR starts everywhere");
        FrrRouter.start(lan, List.of("a", "b", "r1", "r2", "core"), DAEMONS);
        for (String server : List.of("a", "b")) {
            lan.startService(server, addresses());
        }
        script.await(
                "OSPF knows every way",
                lan.polled(() -> Stream.of("198.51.100.", "2001:db8:100::")
                        .allMatch(prefix -> lan.sendsBy("core", prefix + 1, TO_R1)
                                && lan.sendsBy("core", prefix + 2, TO_R1)
                                && lan.sendsBy("a", prefix + 2, "eth0")
                                && lan.sendsBy("b", prefix + 1, "eth0"))));
        script.announce("OSPF knows every way; the nodes start, and the client");
        HostProcess nodeOfA = lan.startNode("a", NODE_FILE);
        lan.startNode("b", NODE_FILE);
        lan.startClient(addresses());
        script.await("a is MASTER", () -> isEach(script, "a", State.MASTER));
        script.await("b is BACKUP", () -> isEach(script, "b", State.BACKUP));
        script.await("the client is answered by a", () -> script.answeredAfter(Long.MIN_VALUE, "a"));
        expectOn("a", lan, script, "the nodes have started");
        return nodeOfA;
    }

    private static void cards(StoryLan lan, Script script) throws IOException {
        String loss = "a loses a network card";
        cardAct(
                lan,
                script,
                loss + ": eth0 goes down",
                () -> lan.ip("a", "link set dev eth0 down"),
                TO_R2,
                both(OSPF, OSPF_REASON + ": a sees it at once and tells"));
        String back = OSPF_REASON + ": the routers change over one after the other";
        cardAct(lan, script, "eth0 comes up again", () -> lan.ip("a", "link set dev eth0 up"), TO_R1, both(OSPF, back));
        String silent = "a switch dies, no link goes down";
        long cutNs = cardAct(
                lan,
                script,
                silent,
                () -> lan.cut("a", "n1"),
                TO_R2,
                both(DEAD_INTERVAL.plus(OSPF), "OSPF's dead interval, 2 s, + " + OSPF_REASON));
        cardAct(lan, script, "the switch is replaced", () -> lan.mend("a", "n1"), TO_R1, both(OSPF, back));
        script.expect(
                silent,
                "b is BACKUP all the time: twice the advertisement interval is more than OSPF needs",
                script.unchangedSince(cutNs, "b") && isEach(script, "b", State.BACKUP));
    }

    /** What changes the way to a, and nothing else. */
    private static long cardAct(
            StoryLan lan, Script script, String event, Script.Act act, String interfaceOfCore, Promise... promises)
            throws IOException {
        long atNs = script.act(
                event,
                act,
                interfaceOfCore.equals(TO_R1) ? "traffic passes r1" : "traffic passes r2",
                passes(lan, interfaceOfCore),
                promises);
        expectOn("a", lan, script, event);
        return atNs;
    }

    private void servers(StoryLan lan, Script script, HostProcess nodeOfA) throws IOException {
        String end = "the node on a is stopped";
        script.act(
                end,
                nodeOfA::stop,
                "the client is answered by b",
                atNs -> script.answeredAfter(atNs, "b"),
                both(SKEW_TIME.plus(OSPF), "Skew_Time of b, 914 ms, + " + OSPF_REASON));
        expectOn("b", lan, script, end);
        String back = "the node on a starts again";
        script.act(
                back,
                () -> lan.startNode("a", NODE_FILE),
                "the client is answered by a",
                atNs -> script.answeredAfter(atNs, "a"),
                both(OSPF, OSPF_REASON + ": handed over from one MASTER to the next"));
        expectOn("a", lan, script, back);
        String death = "a loses its power";
        script.act(
                death,
                () -> lan.powerOff("a"),
                "the client is answered by b",
                atNs -> script.answeredAfter(atNs, "b"),
                both(
                        MASTER_DOWN_INTERVAL.plus(OSPF),
                        "Master_Down_Interval of b, 3 x 1500 ms + Skew_Time, + " + OSPF_REASON));
        script.expect(
                death,
                "b is MASTER of both addresses, and has them",
                isEach(script, "b", State.MASTER)
                        && List.of(List.of("b"), List.of("b")).equals(holders(lan, "b")));
    }

    /** A promise: one server is MASTER of both addresses and has them, and the other one is not and has not. */
    private static void expectOn(String server, StoryLan lan, Script script, String event) throws IOException {
        String other = server.equals("a") ? "b" : "a";
        script.expect(
                event,
                server + " is MASTER of both addresses and has them on lo, and " + other + " has neither",
                isEach(script, server, State.MASTER)
                        && !isAny(script, other, State.MASTER)
                        && holders(lan, "a", "b").equals(List.of(List.of(server), List.of(server))));
    }

    /** Which of these servers have the IPv4 address, and which the IPv6 address. */
    private static List<List<String>> holders(StoryLan lan, String... servers) throws IOException {
        return List.of(
                Holders.of(lan, List.of(servers), "lo", IPV4 + "/32"),
                Holders.of(lan, List.of(servers), "lo", IPV6 + "/128"));
    }

    private static LongPredicate passes(StoryLan lan, String interfaceOfCore) {
        BooleanSupplier polled = lan.polled(
                () -> lan.sendsBy("core", IPV4, interfaceOfCore) && lan.sendsBy("core", IPV6, interfaceOfCore));
        return atNs -> polled.getAsBoolean();
    }

    private static Promise[] both(Duration outage, String reason) {
        return new Promise[] {new Promise(IPV4, outage, reason), new Promise(IPV6, outage, reason)};
    }

    private static boolean isAny(Script script, String node, State state) {
        return VIRTUAL_ROUTERS.stream()
                .anyMatch(virtualRouter -> script.state(node, virtualRouter).equals(Optional.of(state)));
    }

    private static boolean isEach(Script script, String node, State state) {
        return VIRTUAL_ROUTERS.stream()
                .allMatch(virtualRouter -> script.state(node, virtualRouter).equals(Optional.of(state)));
    }
}
