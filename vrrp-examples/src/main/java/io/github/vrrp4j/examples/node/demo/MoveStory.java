package io.github.vrrp4j.examples.node.demo;

import io.github.vrrp4j.protocol.State;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A service whose address is moved by hand, from one host to another and back, and stays where it was put. */
final class MoveStory implements Story {
    private static final String NODE_FILE = "vrrp4j.yaml";
    private static final String ADDRESS = "192.0.2.10";
    private static final String TARGET = "tcp://" + ADDRESS;
    private static final String VIRTUAL_ROUTER = "vrid=10 if=eth0";
    private static final String NAME = "chat";

    /** How long a host that handed over prefers the other one. */
    private static final Duration PREFERENCE = Duration.ofSeconds(1);

    /** RFC 5798 §6.1 with 1 s and a's priority of 250: (256 - 250) * 1000 ms / 256. */
    private static final Duration SKEW_TIME_A = Duration.ofNanos(23_437_500);

    /** With b's priority of 240: (256 - 240) * 1000 ms / 256. */
    private static final Duration SKEW_TIME_B = Duration.ofNanos(62_500_000);

    @Override
    public String name() {
        return "move";
    }

    @Override
    public String summary() {
        return "a service is moved to another host by hand, and stays where it was put";
    }

    @Override
    public List<String> introduction() {
        return List.of(
                "A chat service runs on the hosts a and b. Its address, " + ADDRESS
                        + ", is a second one on eth0, labelled",
                "eth0:1, of whichever host the operator chooses. A client stays connected, says something every",
                Cast.REQUEST_INTERVAL.toMillis() + " ms, and connects anew when the connection is broken or silent.");
    }

    @Override
    public List<RequiredProgram> programs() {
        return List.of(new RequiredProgram("sysctl", "procps"), new RequiredProgram("mount", "mount"));
    }

    @Override
    public List<String> addresses() {
        return List.of(ADDRESS);
    }

    @Override
    public void build(StoryLan lan) throws IOException {
        lan.addHosts("a", "b", "client");
        lan.addNetwork("n1");
        for (String host : List.of("a", "b")) {
            lan.sysctl(host, "both");
        }
        lan.attach("a", "eth0", "n1", "192.0.2.1/24");
        lan.attach("b", "eth0", "n1", "192.0.2.2/24");
        lan.attach("client", "eth0", "n1", "192.0.2.100/24");
    }

    @Override
    public void play(StoryLan lan, Script script) throws IOException {
        HostProcess nodeOfB = raiseCurtain(lan, script);
        byHand(lan, script);
        forWork(lan, script);
        restart(lan, script, nodeOfB);
        script.expectNobodyAnswersWhoHasGivenUp();
        script.expectNoOtherOutage(Duration.ZERO, "between the events");
    }

    private static HostProcess raiseCurtain(StoryLan lan, Script script) throws IOException {
        script.announce("the service starts on both hosts; the node on a, and then that on b");
        lan.startService("a", List.of(TARGET));
        lan.startService("b", List.of(TARGET));
        lan.startNode("a", NODE_FILE);
        script.await("a is MASTER", () -> is(script, "a", State.MASTER));
        HostProcess nodeOfB = lan.startNode("b", NODE_FILE);
        lan.startClient(List.of(TARGET));
        script.await("b is BACKUP", () -> is(script, "b", State.BACKUP));
        script.await("the client is answered by a", () -> script.answeredAfter(Long.MIN_VALUE, "a"));
        return nodeOfB;
    }

    private static void byHand(StoryLan lan, Script script) throws IOException {
        String away = "vrrp relinquish " + NAME + " on a";
        long movedNs = script.act(
                away,
                () -> relinquish(lan, "a"),
                "the client is answered by b",
                atNs -> script.answeredAfter(atNs, "b"),
                planned("b", SKEW_TIME_B));
        script.expect(away, ADDRESS + " stands on eth0:1 of b, and not of a", isLabelled(lan, "b", "a"));
        script.await("a is back at its own priority", () -> lan.nowNs() > movedNs + 3 * PREFERENCE.toNanos());
        script.expect(
                away,
                "b keeps it, though a has the higher priority again: preempt-mode is off",
                script.answeredAfter(movedNs, "b") && is(script, "b", State.MASTER) && isLabelled(lan, "b", "a"));
        String back = "vrrp relinquish " + NAME + " on b";
        script.act(
                back,
                () -> relinquish(lan, "b"),
                "the client is answered by a",
                atNs -> script.answeredAfter(atNs, "a"),
                planned("a", SKEW_TIME_A));
        script.expect(back, ADDRESS + " stands on eth0:1 of a, and not of b", isLabelled(lan, "a", "b"));
        script.watch(PREFERENCE);
    }

    private static void forWork(StoryLan lan, Script script) throws IOException {
        String maintenance = "vrrp maintenance on " + NAME + ", on a";
        script.act(
                maintenance,
                () -> lan.vrrp("a", "maintenance", "on", NAME),
                "the client is answered by b",
                atNs -> script.answeredAfter(atNs, "b"),
                planned("b", SKEW_TIME_B));
        script.expect(
                maintenance,
                "a takes no part any more, and " + ADDRESS + " stands on eth0:1 of b alone",
                is(script, "a", State.INITIALIZE) && isLabelled(lan, "b", "a"));
        Promise nothing = new Promise(ADDRESS, Duration.ZERO, "b goes on");
        script.act("a is switched off for work", () -> lan.powerOff("a"), "b goes on", atNs -> true, nothing);
        String back = "a works again";
        long backNs = script.act(
                back,
                () -> {
                    lan.powerOn("a");
                    lan.startService("a", List.of(TARGET));
                    lan.startNode("a", NODE_FILE);
                },
                "a is BACKUP",
                atNs -> is(script, "a", State.BACKUP),
                nothing);
        script.expect(
                back,
                "b is MASTER all the time, and keeps the address",
                script.unchangedSince(backNs, "b") && is(script, "b", State.MASTER) && isLabelled(lan, "b", "a"));
    }

    private static void restart(StoryLan lan, Script script, HostProcess nodeOfB) throws IOException {
        script.act(
                "the node on b is stopped",
                nodeOfB::stop,
                "the client is answered by a",
                atNs -> script.answeredAfter(atNs, "a"),
                planned("a", SKEW_TIME_A));
        String back = "the node on b starts again";
        long backNs = script.act(
                back,
                () -> lan.startNode("b", NODE_FILE),
                "b is BACKUP",
                atNs -> is(script, "b", State.BACKUP),
                new Promise(ADDRESS, Duration.ZERO, "a goes on"));
        script.expect(
                back,
                "a is MASTER all the time, and keeps the address",
                script.unchangedSince(backNs, "a") && is(script, "a", State.MASTER) && isLabelled(lan, "a", "b"));
    }

    private static void relinquish(StoryLan lan, String host) throws IOException {
        lan.vrrp(host, "relinquish", NAME, "--for", PREFERENCE.toSeconds() + "s");
    }

    private static Promise planned(String node, Duration skewTime) {
        return new Promise(
                ADDRESS,
                skewTime.plus(Promise.RECONNECTION),
                "Skew_Time of " + node + ", " + Timeline.milliseconds(skewTime) + ", + "
                        + Promise.RECONNECTION.toMillis() + " ms to connect anew");
    }

    private static boolean isLabelled(StoryLan lan, String with, String without) throws IOException {
        String show = "-4 -oneline address show dev eth0 label eth0:1";
        return lan.ip(with, show).contains(" " + ADDRESS + "/24 ")
                && lan.ip(without, show).isEmpty();
    }

    private static boolean is(Script script, String node, State state) {
        return script.state(node, VIRTUAL_ROUTER).equals(Optional.of(state));
    }
}
