package io.github.vrrp4j.examples.node.demo;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** keepalived on a host, with the host's /etc/keepalived/keepalived.conf. */
final class Keepalived {
    static final RequiredProgram PROGRAM = new RequiredProgram("keepalived", "keepalived");

    /** Where its file is. */
    static final String CONFIG = "/etc/keepalived";

    /** Sat Nov 21 11:41:34 2026: (web) Entering MASTER STATE; of an instance or a script. */
    private static final Pattern LINE =
            Pattern.compile("\\w{3} \\w{3} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d \\d{4}: (?<text>(?:\\(|VRRP_Script\\().*)");

    private Keepalived() {}

    /** Starts it in the foreground; what it says of its virtual routers and scripts goes into the timeline. */
    static HostProcess start(StoryLan lan, String host) throws IOException {
        return lan.start(
                host,
                "keepalived on " + host,
                List.of("keepalived", "--dont-fork", "--log-console", "--vrrp"),
                line -> read(System.nanoTime(), host, line));
    }

    /** What a line of its log says, as read now. */
    static Optional<Observation> read(long nowNs, String host, String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.matches()
                ? Optional.of(new Observation.Note(nowNs, host, "keepalived: " + matcher.group("text")))
                : Optional.empty();
    }
}
