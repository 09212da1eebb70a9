package io.github.vrrp4j.examples.node.demo;

import io.github.vrrp4j.protocol.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The acts of {@link FollowStory}. */
final class FollowPlay {
    private static final String VIRTUAL_ROUTER = "vrid=51 if=" + FollowStory.DEVICE;
    private static final String TOKEN = "2fd4e1c67a2d28fc";
    private static final int MIN_REPLICATED = 20;
    private static final long END_LIMIT_MS = 5_000;

    /** A replica acknowledges once a second, and {@code FAILOVER} waits for that. */
    private static final Duration DATABASE = Duration.ofSeconds(1);

    /** {@code fall} times {@code interval}. */
    private static final Duration FALL = Duration.ofMillis(3 * 200);

    /** {@code rise} times {@code interval}. */
    private static final Duration RISE = Duration.ofMillis(200);

    /** RFC 5798 §6.1 with 200 ms and b's priority of 100: (256 - 100) * 200 ms / 256. */
    private static final Duration SKEW_TIME = Duration.ofNanos(121_875_000);

    /** 3 * 200 ms + Skew_Time. */
    private static final Duration MASTER_DOWN_INTERVAL = Duration.ofMillis(600).plus(SKEW_TIME);

    private static final Duration CLIENT = Duration.ofMillis(RedisWriter.TIMEOUT_MS);

    /** Each write waits for a replica that is not there, 20 ms; no answer may take as long as the client waits for it. */
    private static final String NO_REPLICA = "; no answer takes 100 ms, the client's timeout";

    private static final Duration RESIGNATION =
            FALL.plus(SKEW_TIME).plus(CLIENT).plus(Promise.RECONNECTION);
    private static final String RESIGNATION_REASON =
            "fall 3 x interval 200 ms + Skew_Time 122 ms + the client's timeout 100 ms + 50 ms to connect anew";
    private static final Duration SWAP = DATABASE.plus(RESIGNATION);
    private static final String SWAP_REASON = "FAILOVER of Redis 1 s + " + RESIGNATION_REASON;

    /** A check and an assignment, by HTTP or by a command that calls curl. */
    private static final Duration CALLS = Duration.ofMillis(2 * 100);

    private static final String CALLS_REASON = " + two calls of the API, 200 ms";

    /** {@code timeout} in cloud.yaml, and {@code --max-time} in the script cloud. */
    private static final Duration API_TIMEOUT = Duration.ofSeconds(1);

    /** Two more calls that fail, one that takes too long, and the pauses of the address manager after each. */
    private static final Duration API_FAILURE =
            Duration.ofMillis(2 * 100).plus(API_TIMEOUT).plusMillis(100 + 200 + 400);

    private static final String API_FAILURE_REASON =
            " + two more calls, 200 ms + the timeout of a third, 1 s + pauses of 100, 200 and 400 ms";

    /** Of four requests. The third one is answered when nobody waits for the answer any more. */
    private static final String API_FAULTS = "503\n503\n1500ms\nnone\n";

    /** An address that is taken away is put back ten times a second at most. */
    private static final Duration REPAIR = Duration.ofMillis(100);

    private final StoryLan lan;
    private final Script script;
    private final RedisServers redis;
    private final Map<String, HostProcess> nodes = new HashMap<>();
    private final Path written;
    private final Path faults;

    /** What was acknowledged before the time that the next count is about. */
    private WrittenNumbers counted = WrittenNumbers.NONE;

    /** What an earlier count has found: it has to be there for good. */
    private final Set<Long> kept = new HashSet<>();

    FollowPlay(StoryLan lan, Script script) {
        this.lan = lan;
        this.script = script;
        this.redis = new RedisServers(lan, Map.of("a", "192.0.2.1", "b", "192.0.2.2"));
        this.written = lan.files(FollowStory.CLIENT).resolve("written");
        this.faults = lan.files(FollowStory.PROVIDER).resolve("faults");
    }

    void play() throws IOException {
        raiseCurtain();
        swaps();
        mistake();
        crash();
        startNodes("cloud.yaml", "the provider's API moves the address from now on", "b");
        provider();
        startNodes("command.yaml", "the provider's command moves the address from now on", "b");
        command();
        script.expectNoOtherOutage(CLIENT, "the client's timeout");
    }

    private void raiseCurtain() throws IOException {
        script.announce("Redis starts on a and b; a is promoted");
        for (String server : FollowStory.SERVERS) {
            redis.configure(server);
            redis.start(server);
        }
        script.await(
                "both servers run",
                lan.polled(() -> FollowStory.SERVERS.stream().allMatch(redis::answers)));
        redis.promote("a");
        script.announce("the nodes start, the provider, and the client");
        for (String server : FollowStory.SERVERS) {
            nodes.put(server, lan.startNode(server, "vrrp4j.yaml"));
            Files.writeString(lan.own(server, "/run").resolve("instance-id"), server + "\n");
        }
        List<String> provider = new ArrayList<>(List.of(CloudProvider.COMMAND, TOKEN, faults.toString()));
        FollowStory.SERVERS.forEach(server -> provider.add(server + "=" + lan.namespace(server)));
        lan.startHidden(FollowStory.PROVIDER, "the provider", provider);
        lan.startHidden(
                FollowStory.CLIENT,
                "the client",
                List.of(RedisWriter.COMMAND, FollowStory.ADDRESS, written.toString(), "192.0.2.1=a", "192.0.2.2=b"));
        script.await("the client is answered by a", () -> script.answeredAfter(Long.MIN_VALUE, "a"));
        awaitReplica("b", "a");
    }

    private void swaps() throws IOException {
        swap("b is promoted and a demoted", "a", "b", SWAP, SWAP_REASON);
        swap("a is promoted and b demoted", "b", "a", SWAP, SWAP_REASON);
    }

    private void swap(String event, String from, String to, Duration outage, String reason) throws IOException {
        script.act(
                event,
                () -> redis.failOver(from),
                "the client is answered by " + to,
                atNs -> script.answeredAfter(atNs, to),
                promise(outage, reason));
        script.expect(event, "the address is on " + to + " and nowhere else", isAlone(to));
        awaitReplica(from, to);
    }

    private void mistake() throws IOException {
        String event = "b is promoted, too, by mistake";
        long atNs = script.act(
                event,
                () -> redis.promote("b"),
                "the node on b takes part",
                ns -> script.state("b", VIRTUAL_ROUTER).equals(Optional.of(State.BACKUP)),
                promise(CLIENT, "nothing moves without preemption" + NO_REPLICA));
        script.expect(
                event,
                "the address stays on a, the database has two primaries",
                isAlone("a") && script.unchangedSince(atNs, "a"));
        script.announce("b is made a replica again");
        redis.demote("b", "a");
        awaitReplica("b", "a");
        countAll(event, "a");
        awaitReplicatedWrites();
    }

    private void crash() throws IOException {
        String event = "the server on a is killed, b is promoted";
        script.act(
                event,
                () -> {
                    redis.kill("a");
                    redis.promote("b");
                },
                "the client is answered by b",
                atNs -> script.answeredAfter(atNs, "b"),
                promise(RESIGNATION, RESIGNATION_REASON));
        countReplicated(event, "a", "b");
        String again = "the server on a starts again";
        long atNs = script.act(
                again,
                () -> redis.start("a"),
                "it is a replica",
                ns -> redis.isReplica("a"),
                promise(CLIENT, "its file makes it a replica" + NO_REPLICA));
        awaitReplica("a", "b");
        script.expect(again, "the node on a stays down, for all its priority", script.unchangedSince(atNs, "a"));
    }

    private void provider() throws IOException {
        swap("in the cloud, a is promoted and b demoted", "b", "a", SWAP.plus(CALLS), SWAP_REASON + CALLS_REASON);
        failing("b is promoted and a demoted, and the API fails", "a", "b");
        loss("the provider loses the address", "b");
    }

    private void failing(String event, String from, String to) throws IOException {
        Files.writeString(faults, API_FAULTS);
        swap(event, from, to, SWAP.plus(CALLS).plus(API_FAILURE), SWAP_REASON + CALLS_REASON + API_FAILURE_REASON);
        script.expect(
                event,
                "two requests were refused, the third was answered too late, and there was a fourth",
                Files.size(faults) == 0);
    }

    private void loss(String event, String from) throws IOException {
        script.act(
                event,
                () -> lan.ip(from, "address del " + FollowStory.ADDRESS + "/24 dev " + FollowStory.DEVICE),
                "the client is answered by " + from,
                atNs -> script.answeredAfter(atNs, from),
                promise(
                        REPAIR.plus(CALLS).plus(CLIENT),
                        "ten repairs a second at most: 100 ms + the client's timeout 100 ms" + CALLS_REASON));
        script.expect(event, "the node on " + from + " had it assigned again", isAlone(from));
    }

    private void command() throws IOException {
        failing("by the command, a is promoted and b demoted, and the API fails", "b", "a");
        String loss = "the provider loses the address again";
        loss(loss, "a");
        countAll(loss, "a");
        awaitReplicatedWrites();
        String death = "a loses its power, b is promoted";
        script.act(
                death,
                () -> {
                    lan.powerOff("a");
                    redis.promote("b");
                },
                "the client is answered by b",
                atNs -> script.answeredAfter(atNs, "b"),
                promise(
                        RISE.plus(MASTER_DOWN_INTERVAL)
                                .plus(CLIENT)
                                .plus(Promise.RECONNECTION)
                                .plus(CALLS),
                        "rise 1 x interval 200 ms + Master_Down_Interval 722 ms + the client's timeout 100 ms + 50 ms to"
                                + " connect anew"
                                + CALLS_REASON));
        countReplicated(death, "a", "b");
    }

    /** Has both nodes end and start anew with another file; {@code primary} is to have the address then. */
    private void startNodes(String file, String what, String primary) throws IOException {
        long[] endNs = {0};
        script.change(
                what + ": the nodes start anew with " + file,
                () -> {
                    for (String server : FollowStory.SERVERS) {
                        Objects.requireNonNull(nodes.get(server), server).stop();
                    }
                    for (String server : FollowStory.SERVERS) {
                        Objects.requireNonNull(nodes.get(server), server).awaitEnd(END_LIMIT_MS);
                    }
                    endNs[0] = lan.nowNs();
                    for (String server : FollowStory.SERVERS) {
                        nodes.put(server, lan.startNode(server, file));
                    }
                },
                "the client is answered by " + primary,
                atNs -> script.answeredAfter(endNs[0], primary));
    }

    private void awaitReplica(String replica, String primary) throws IOException {
        script.await(
                replica + " is a replica of " + primary,
                lan.polled(() -> redis.isReplica(replica) && redis.isReplicated(primary)));
    }

    /** So that there is something to lose in what follows. */
    private void awaitReplicatedWrites() throws IOException {
        script.await("the replica acknowledges what the client writes", lan.polled(() -> {
            try {
                return WrittenNumbers.read(written).since(counted).byBoth().size() >= MIN_REPLICATED;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
    }

    /** Whatever was acknowledged since the count before has to be there. */
    private void countAll(String event, String primary) throws IOException {
        WrittenNumbers since = countedFromNowOn();
        Set<Long> present = redis.numbers(primary);
        int lost = WrittenNumbers.without(since.numbers(), present).size();
        script.expect(
                event,
                "of " + since.numbers().size() + " acknowledged writes " + lost + " are lost" + countOfEarlier(present),
                lost == 0 && !since.numbers().isEmpty() && isNothingGone(present));
        kept.addAll(since.numbers());
    }

    /**
     * After a takeover: what the replica had acknowledged has to be there, and all that it has acknowledged as primary since then.
     * What the other one acknowledged alone is the database's to lose.
     */
    private void countReplicated(String event, String former, String primary) throws IOException {
        WrittenNumbers since = countedFromNowOn();
        Set<Long> present = redis.numbers(primary);
        Set<Long> owed = since.owedBy(primary);
        Set<Long> alone = WrittenNumbers.without(since.by(former), since.byBoth());
        int lost = WrittenNumbers.without(owed, present).size();
        int own = since.by(primary).size();
        script.expect(
                event,
                "of " + since.byBoth().size() + " writes that both servers acknowledged and " + own + " that " + primary
                        + " did as primary " + lost + " are lost, of " + alone.size() + " that " + former
                        + " did alone " + WrittenNumbers.without(alone, present).size() + countOfEarlier(present),
                lost == 0 && own > 0 && !since.byBoth().isEmpty() && isNothingGone(present));
        kept.addAll(WrittenNumbers.without(since.numbers(), WrittenNumbers.without(alone, present)));
    }

    /** What was acknowledged since the count before, which is this one from now on. */
    private WrittenNumbers countedFromNowOn() throws IOException {
        WrittenNumbers now = WrittenNumbers.read(written);
        WrittenNumbers since = now.since(counted);
        counted = now;
        return since;
    }

    private String countOfEarlier(Set<Long> present) {
        return kept.isEmpty()
                ? ""
                : ", of " + kept.size() + " counted before "
                        + WrittenNumbers.without(kept, present).size();
    }

    private boolean isNothingGone(Set<Long> present) {
        return present.containsAll(kept);
    }

    private boolean isAlone(String server) throws IOException {
        return Holders.of(lan, FollowStory.SERVERS, FollowStory.DEVICE, FollowStory.ADDRESS + "/24")
                .equals(List.of(server));
    }

    private static Promise promise(Duration outage, String reason) {
        return new Promise(FollowStory.ADDRESS, outage, reason);
    }
}
