package io.github.vrrp4j.examples.node.demo;

import io.github.vrrp4j.protocol.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;

/**
 * One address for one service, bound before it arrives, on an interface of its own; keepalived on one host and the node on the
 * other, with the same file.
 */
final class ServiceStory implements Story {
    private static final String NODE_FILE = Keepalived.CONFIG + "/keepalived.conf";
    private static final String ADDRESS = "192.0.2.10";
    private static final String DEVICE = "svc0";

    /** keepalived on the first, the node on the second. */
    private static final List<String> HOSTS = List.of("a", "b");

    /** As the node's log names it. */
    private static final String VIRTUAL_ROUTER = "vrid=51 if=eth0";

    private static final String CLIENT = "client";

    /** Never asks for the address while somebody has it. */
    private static final String VISITOR = "visitor";

    /** {@code interval} of the vrrp_script. */
    private static final Duration CHECK = Duration.ofSeconds(1);

    /** RFC 5798 §6.1 with 500 ms and the priority of both, 100: (256 - 100) * 500 ms / 256. */
    private static final Duration SKEW_TIME = Duration.ofNanos(304_687_500);

    /** 3 * 500 ms + Skew_Time. */
    private static final Duration MASTER_DOWN_INTERVAL =
            Duration.ofMillis(1_500).plus(SKEW_TIME);

    private static final String CHECK_REASON =
            "the check's interval, 1 s, + Skew_Time, 304.7 ms, + 50 ms to connect anew";
    private static final String POWER_REASON =
            "Master_Down_Interval, 3 x 500 ms + Skew_Time, 304.7 ms, + 50 ms to connect anew";
    private static final Duration LONGEST = MASTER_DOWN_INTERVAL.plus(Promise.RECONNECTION);

    /** So long after its start nginx has surely been found healthy. */
    private static final Duration HEALTHY_AGAIN = Duration.ofMillis(1_200);

    @Override
    public String name() {
        return "service";
    }

    @Override
    public String summary() {
        return "nginx listens before the address comes; keepalived and vrrp4j share a keepalived.conf";
    }

    @Override
    public List<String> introduction() {
        return List.of(
                "The hosts a and b have nginx, which listens on " + ADDRESS
                        + " all the time; one of them has the address,",
                "on " + DEVICE
                        + ", an interface of its own. keepalived on a and vrrp4j on b decide which, with the same",
                "keepalived.conf, and ask their own nginx each second. A client on the LAN wants a page every "
                        + Cast.REQUEST_INTERVAL.toMillis() + " ms.");
    }

    @Override
    public List<RequiredProgram> programs() {
        return List.of(
                Keepalived.PROGRAM,
                Nginx.PROGRAM,
                new RequiredProgram("curl", "curl"),
                new RequiredProgram("arping", "iputils-arping"),
                new RequiredProgram("bash", "bash"),
                new RequiredProgram("sysctl", "procps"),
                new RequiredProgram("mount", "mount"));
    }

    @Override
    public List<String> addresses() {
        return List.of(ADDRESS);
    }

    @Override
    public void build(StoryLan lan) throws IOException {
        lan.addHosts("a", "b", CLIENT, VISITOR);
        lan.addNetwork("n1");
        lan.attach("a", "eth0", "n1", "192.0.2.1/24");
        lan.attach("b", "eth0", "n1", "192.0.2.2/24");
        lan.attach(CLIENT, "eth0", "n1", "192.0.2.100/24");
        lan.attach(VISITOR, "eth0", "n1", "192.0.2.101/24");
        for (String host : HOSTS) {
            lan.copy("both", "keepalived.conf", lan.own(host, Keepalived.CONFIG));
            Nginx.install(lan, host);
        }
    }

    @Override
    public void play(StoryLan lan, Script script) throws IOException {
        prepare(lan, script);
        Hosts hosts = new Hosts(lan);
        raiseCurtain(lan, script, hosts);
        checks(script, hosts);
        power(lan, script, hosts);
        death(lan, script, hosts);
        nobody(lan, script, hosts);
        back(lan, script, hosts);
        script.expectNobodyAnswersWhoHasGivenUp();
        script.expectNoOtherOutage(Duration.ZERO, "between the events");
    }

    private static void prepare(StoryLan lan, Script script) throws IOException {
        String untouched = "a host as it was installed";
        script.announce(untouched + ": nginx -t, and vrrp doctor keepalived.conf");
        String refusal = output(() -> lan.run("b", "nginx", "-t"));
        script.quote(lines(refusal, "bind\\(\\) to"));
        Ended before = doctor(lan, "b");
        script.quote(lines(before.output(), "^(WARN|FAIL|      mend:)"));
        script.expect(
                untouched,
                "nginx cannot listen on an address that is not there",
                refusal.contains(ADDRESS + ":80 failed (99: Cannot assign requested address)"));
        script.expect(
                untouched,
                "doctor names what is missing, and fails",
                before.output().contains("WARN  sysctl host: net.ipv4.ip_nonlocal_bind is 0")
                        && before.output().contains("FAIL  device " + DEVICE + ": there is no such interface")
                        && !before.succeeded());

        String prepared = "the hosts are prepared";
        script.announce(prepared + " as doctor says: vrrp doctor keepalived.conf, on both");
        for (String host : HOSTS) {
            lan.sysctl(host, "both");
            addDevice(lan, host);
            Ended after = doctor(lan, host);
            script.quote(lines(after.output(), "^(WARN|FAIL|      mend:)|nonlocal_bind|device|\\d OK"));
            script.expect(
                    prepared,
                    "doctor finds nothing missing on " + host,
                    after.output().endsWith(" 0 WARN, 0 FAIL") && after.succeeded());
        }
    }

    /** As doctor says; where the kernel has no dummy, a bridge without ports does the same. */
    private static void addDevice(StoryLan lan, String host) throws IOException {
        try {
            lan.ip(host, "link add " + DEVICE + " type dummy");
        } catch (IOException e) {
            lan.ip(host, "link add " + DEVICE + " type bridge");
        }
        lan.ip(host, "link set dev " + DEVICE + " up");
    }

    /** A command that has ended; it succeeded if its status was 0. */
    private record Ended(boolean succeeded, String output) {}

    private static Ended doctor(StoryLan lan, String host) {
        return ended(() -> lan.vrrp(host, "doctor", "--listen", "100ms", NODE_FILE));
    }

    private interface Command {
        String run() throws IOException;
    }

    private static Ended ended(Command command) {
        try {
            return new Ended(true, command.run());
        } catch (IOException e) {
            return new Ended(false, String.valueOf(e.getMessage()));
        }
    }

    /** What a command says, whatever its exit status. */
    private static String output(Command command) {
        return ended(command).output();
    }

    /** Those in which the pattern is found. */
    private static String lines(String text, String pattern) {
        return String.join(
                "\n",
                text.lines().filter(Pattern.compile(pattern).asPredicate()).toList());
    }

    private static void raiseCurtain(StoryLan lan, Script script, Hosts hosts) throws IOException {
        script.announce("nginx starts on both, keepalived on a, vrrp4j on b, and the client");
        hosts.startWeb("a");
        hosts.startWeb("b");
        hosts.startRouter("a");
        lan.startClient(List.of("http://" + ADDRESS + "/"));
        script.await("the client is answered by a", () -> script.answeredAfter(Long.MIN_VALUE, "a"));
        hosts.startRouter("b");
        script.await("b is BACKUP", () -> is(script, State.BACKUP));
    }

    /** Whether the node is in this state. */
    private static boolean is(Script script, State state) {
        return script.state("b", VIRTUAL_ROUTER).equals(Optional.of(state));
    }

    private static void checks(Script script, Hosts hosts) throws IOException {
        for (String host : HOSTS) {
            String other = other(host);
            script.act(
                    "nginx on " + host + " is stopped",
                    () -> hosts.stopWeb(host),
                    "the client is answered by " + other,
                    atNs -> script.answeredAfter(atNs, other),
                    new Promise(ADDRESS, CHECK.plus(SKEW_TIME).plus(Promise.RECONNECTION), CHECK_REASON));
            script.act(
                    "nginx on " + host + " is started again",
                    () -> hosts.startWeb(host),
                    other + " goes on",
                    atNs -> host.equals("a")
                            ? script.answeredAfter(atNs + HEALTHY_AGAIN.toNanos(), other)
                            : is(script, State.BACKUP),
                    new Promise(ADDRESS, Duration.ZERO, "nopreempt: whoever serves goes on"));
        }
    }

    private static void power(StoryLan lan, Script script, Hosts hosts) throws IOException {
        powerOff("a", lan, script);
        script.act(
                "a has its power again",
                () -> {
                    lan.powerOn("a");
                    lan.ip("a", "link delete dev " + DEVICE); // whatever a host has in its memory is gone
                    addDevice(lan, "a");
                    hosts.startWeb("a");
                    hosts.startRouter("a");
                },
                "b goes on",
                atNs -> script.answeredAfter(atNs + HEALTHY_AGAIN.toNanos(), "b"),
                new Promise(ADDRESS, Duration.ZERO, "nopreempt: whoever serves goes on"));
    }

    /** The host that serves goes, and the other one hears nothing from it any more. */
    private static void powerOff(String host, StoryLan lan, Script script) throws IOException {
        String other = other(host);
        script.act(
                host + " loses its power",
                () -> lan.powerOff(host),
                "the client is answered by " + other,
                atNs -> script.answeredAfter(atNs, other),
                new Promise(ADDRESS, LONGEST, POWER_REASON));
    }

    private static void death(StoryLan lan, Script script, Hosts hosts) throws IOException {
        String death = "the node on b dies";
        script.act(
                death,
                () -> hosts.killRouter("b"),
                "the client is answered by a",
                atNs -> script.answeredAfter(atNs, "a"),
                new Promise(
                        ADDRESS, Promise.RECONNECTION, "b serves until a has told the client; 50 ms to connect anew"));
        script.expect(death, "b still has the address, and a has told the client", holds(lan, "b"));
        script.act(
                "the node on b starts again",
                () -> hosts.startRouter("b"),
                "b has given the address back",
                givenBack(lan, "b"),
                new Promise(ADDRESS, Duration.ZERO, "what was left behind is removed, and nothing else is touched"));
    }

    private static void nobody(StoryLan lan, Script script, Hosts hosts) throws IOException {
        script.await("b is BACKUP", () -> is(script, State.BACKUP));
        BooleanSupplier free = () -> HOSTS.stream().noneMatch(host -> holds(lan, host));
        BooleanSupplier polled = lan.polled(free);
        String nobody = "nginx is stopped on both";
        script.step(
                nobody,
                () -> {
                    hosts.stopWeb("b");
                    script.await("b is out", () -> is(script, State.INITIALIZE)); // or it would take over first
                    hosts.stopWeb("a");
                },
                "nobody has the address",
                atNs -> polled.getAsBoolean());
        expectErrors(lan, script, nobody);
        script.expect(nobody, "nobody has the address all the time", free.getAsBoolean());
    }

    private static void back(StoryLan lan, Script script, Hosts hosts) throws IOException {
        String back = "nginx is started again on b alone";
        long atNs = script.step(
                back, () -> hosts.startWeb("b"), "the client is answered by b", ns -> script.answeredAfter(ns, "b"));
        Duration took = Duration.ofNanos(lan.nowNs() - atNs);
        script.expectWithin(
                back,
                "the client is answered within the check's interval, 1 s, + Master_Down_Interval, 1804.7 ms, + 50 ms",
                CHECK.plus(LONGEST),
                took);
        script.announce("nginx is started again on a, too");
        hosts.startWeb("a");
        script.watch(HEALTHY_AGAIN);
        powerOff("b", lan, script);
    }

    /** Who remembers which host had the address sends there, and is not told that it is gone; who asks for it is. */
    private static void expectErrors(StoryLan lan, Script script, String event) throws IOException {
        String known = lan.ip(CLIENT, "neigh show " + ADDRESS + " dev eth0");
        String ofClient = output(() -> lan.run(CLIENT, "curl", "-sS", "--max-time", "1", "http://" + ADDRESS + "/"));
        script.quote(CLIENT + " knows " + known + "\n" + ofClient.substring(Math.max(0, ofClient.indexOf("curl: ("))));
        script.expect(
                event,
                "the client, which knows the MAC address of the host that served it, is told nothing until its timeout",
                known.contains(" lladdr ") && ofClient.contains("curl: (28) Connection timed out"));
        String ofVisitor = output(() -> lan.run(VISITOR, "bash", "-c", "exec 3<>/dev/tcp/" + ADDRESS + "/80"));
        script.quote(VISITOR + " " + lines(ofVisitor, "^bash: line"));
        script.expect(
                event,
                "a visitor, which does not, is told that there is nobody",
                ofVisitor.endsWith(ADDRESS + "/80: No route to host"));
    }

    private static String other(String host) {
        return host.equals("a") ? "b" : "a";
    }

    private static LongPredicate givenBack(StoryLan lan, String host) {
        BooleanSupplier gone = lan.polled(() -> !holds(lan, host));
        return atNs -> gone.getAsBoolean();
    }

    private static boolean holds(StoryLan lan, String host) {
        try {
            return lan.ip(host, "address show dev " + DEVICE).contains(" " + ADDRESS + "/32 ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What runs on the two. */
    private static final class Hosts {
        private final StoryLan lan;
        private final Map<String, HostProcess> web = new HashMap<>();
        private final Map<String, HostProcess> routers = new HashMap<>();

        Hosts(StoryLan lan) {
            this.lan = lan;
        }

        void startWeb(String host) throws IOException {
            web.put(host, Nginx.start(lan, host));
        }

        void stopWeb(String host) {
            Objects.requireNonNull(web.get(host)).stop();
        }

        void startRouter(String host) throws IOException {
            routers.put(
                    host,
                    host.equals("a")
                            ? Keepalived.start(lan, host, List.of(ADDRESS))
                            : lan.startNodeOf(host, NODE_FILE));
        }

        void killRouter(String host) {
            Objects.requireNonNull(routers.get(host)).kill();
        }
    }
}
