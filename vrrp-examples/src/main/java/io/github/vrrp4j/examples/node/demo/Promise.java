package io.github.vrrp4j.examples.node.demo;

import java.time.Duration;

/**
 * How long a client may be without answers.
 *
 * @param address where it asks
 * @param outage at most so long
 * @param reason where that comes from
 */
record Promise(String address, Duration outage, String reason) {

    /** For a client whose server has moved: for gratuitous ARP, and to notice and connect anew. */
    static final Duration RECONNECTION = Duration.ofMillis(50);
}
