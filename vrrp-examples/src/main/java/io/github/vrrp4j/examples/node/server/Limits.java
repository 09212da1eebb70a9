package io.github.vrrp4j.examples.node.server;

import java.time.Duration;

/**
 * What the clients of a {@link BoundedServer} together may cost.
 *
 * @param connections that are open at once. One more takes the place of the one that has waited longest without having
 *     asked anything; if all have asked, it is refused
 * @param requestOctets the longest request
 * @param requestTime within which a request has to be there, from the connection on
 * @param workTime within which its answer has to be known
 * @param answerTime within which a client has to take what waits for it
 * @param waitingOctets of all answers together that clients have not taken yet; with more, requests are refused
 */
public record Limits(
        int connections,
        int requestOctets,
        Duration requestTime,
        Duration workTime,
        Duration answerTime,
        long waitingOctets) {

    /** For a node: 64 connections, 8 KiB, 5 s to ask, 60 s to find the answer, 10 s to take it, 8 MiB. */
    public static final Limits NODE =
            new Limits(64, 8192, Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(10), 8 << 20);
}
