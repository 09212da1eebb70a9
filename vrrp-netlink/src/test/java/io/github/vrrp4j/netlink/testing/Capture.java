package io.github.vrrp4j.netlink.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What tshark(1) sees on an interface of a namespace, from {@link #start} on. Ends with the namespace. */
public final class Capture {

    private static final Duration START_LIMIT = Duration.ofSeconds(20);

    private final RunningProgram tshark;

    private Capture(RunningProgram tshark) {
        this.tshark = tshark;
    }

    /**
     * Starts a capture and returns when it runs.
     *
     * @param filter a display filter, as {@code vrrp} or {@code arp}
     * @param fields names of fields: what each line consists of, with tabs between
     */
    public static Capture start(NetworkNamespace namespace, String interfaceName, String filter, String... fields) {
        List<String> command =
                new ArrayList<>(List.of("tshark", "-l", "-n", "-i", interfaceName, "-Y", filter, "-T", "fields"));
        for (String field : fields) {
            command.add("-e");
            command.add(field);
        }
        RunningProgram tshark = namespace.spawn(command.toArray(String[]::new));
        tshark.awaitLine(line -> line.contains("Capture started"), START_LIMIT);
        return new Capture(tshark);
    }

    /**
     * Waits for a packet, also among those already seen.
     *
     * @return the first line of fields that matches
     * @throws IllegalStateException if there is none within the limit
     */
    public String awaitPacket(Predicate<String> match, Duration limit) {
        return tshark.awaitLine(line -> line.contains("\t") && match.test(line), limit);
    }

    /** The lines of fields so far. */
    public List<String> packets() {
        return tshark.output().lines().filter(line -> line.contains("\t")).toList();
    }
}
