package io.github.vrrp4j.examples.node.monitor;

import java.time.Instant;
import java.util.List;

/** How a monitor tells what it sees. */
interface Output {

    /** One packet. */
    void packet(VrrpPacket packet);

    /** Who is master of what at a time; told when that changes, and at the end. */
    void masters(Instant time, List<Masters.Row> rows);
}
