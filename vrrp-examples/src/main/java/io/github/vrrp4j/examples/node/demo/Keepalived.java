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

    private static final Pattern ENTERING = Pattern.compile("\\(.*\\) Entering (?<state>MASTER|BACKUP|FAULT) STATE");

    /** It says that it gives its addresses up before it does. */
    private static final long REMOVAL_NS = 20_000_000;

    private Keepalived() {}

    /**
     * Starts it in the foreground; what it says of its virtual routers and scripts goes into the timeline.
     *
     * @param addresses that it has while MASTER, of the one virtual router in its file
     */
    static HostProcess start(StoryLan lan, String host, List<String> addresses) throws IOException {
        return lan.start(
                host,
                "keepalived on " + host,
                List.of("keepalived", "--dont-fork", "--log-console", "--vrrp"),
                line -> read(System.nanoTime(), host, addresses, line));
    }

    /** What a line of its log says, as read now. */
    static Optional<Observation> read(long nowNs, String host, List<String> addresses, String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String text = "keepalived: " + matcher.group("text");
        Matcher entering = ENTERING.matcher(matcher.group("text"));
        if (!entering.matches()) {
            return Optional.of(new Observation.Note(nowNs, host, text));
        }
        boolean held = entering.group("state").equals("MASTER");
        return Optional.of(new Observation.Holding(nowNs + (held ? 0 : REMOVAL_NS), host, held, addresses, text));
    }
}
