package io.github.vrrp4j.examples.lan;

import io.github.vrrp4j.netlink.testing.Finished;
import io.github.vrrp4j.netlink.testing.NetworkNamespace;
import io.github.vrrp4j.netlink.testing.RunningProgram;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What tcpdump(1) sees on the bridge: every multicast and broadcast frame of the LAN, with the kernel's timestamps. */
final class Capture {

    /**
     * One frame.
     *
     * @param timeUs when it passed, in microseconds since 1970
     * @param sourceMac the sender's
     * @param text what tcpdump says of the rest
     */
    record Frame(long timeUs, String sourceMac, String text) {

        /** Seconds and microseconds, source, destination and the rest, as {@code tcpdump -e -tt} writes them. */
        private static final Pattern LINE =
                Pattern.compile("(\\d+)\\.(\\d{6}) ([0-9a-f:]{17}) > [0-9a-f:]{17}, .* length \\d+: (.*)");

        private static final Pattern PRIORITY = Pattern.compile(" prio (\\d+),");

        static Optional<Frame> parse(String line) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            long timeUs = Long.parseLong(matcher.group(1)) * 1_000_000 + Long.parseLong(matcher.group(2));
            return Optional.of(new Frame(timeUs, matcher.group(3), matcher.group(4)));
        }

        boolean isAdvertisementFrom(Host host) {
            return sourceMac.equals(host.mac())
                    && (isAdvertisementOf(host.address()) || isAdvertisementOf(host.linkLocal()));
        }

        /** From whatever MAC address. */
        boolean isAdvertisementOf(String source) {
            return text.matches(Pattern.quote(source)
                    + " > (224\\.0\\.0\\.18|ff02::12): VRRPv[23], Advertisement, vrid " + Lan.VRID + ",.*");
        }

        /** From and to whatever MAC addresses. */
        boolean isAdvertisement(String source, String destination) {
            return text.matches(Pattern.quote(source + " > " + destination) + ": VRRPv[23], Advertisement, vrid "
                    + Lan.VRID + ",.*");
        }

        /** The priority of an advertisement. */
        int priority() {
            Matcher matcher = PRIORITY.matcher(text);
            if (!matcher.find()) {
                throw new IllegalStateException("no advertisement: " + this);
            }
            return Integer.parseInt(matcher.group(1));
        }

        boolean isGratuitousArp(String address) {
            return text.startsWith("Request who-has " + address + " ") && text.contains(" tell " + address + ",");
        }

        boolean isUnsolicitedNeighborAdvertisement(String address) {
            return text.contains(" > ff02::1: ICMP6, neighbor advertisement, tgt is " + address + ",");
        }
    }

    private final RunningProgram tcpdump;
    private final Path file;

    private Capture(RunningProgram tcpdump, Path file) {
        this.tcpdump = tcpdump;
        this.file = file;
    }

    /**
     * Starts to capture and returns when nothing is missed any more; ends with the namespace.
     *
     * @param filter further options and the filter expression
     */
    static Capture start(NetworkNamespace namespace, String interfaceName, Path file, String... filter) {
        // -Z root: it would drop to a user that may not write the file.
        List<String> command = new ArrayList<>(List.of(
                "tcpdump",
                "-i",
                interfaceName,
                "-Z",
                "root",
                "-n",
                "-e",
                "-tt",
                "-l",
                "-U",
                "--immediate-mode",
                "-s",
                "2048", // any frame here; the buffer has a place of this size for each, and a burst is not to fill it
                "--print",
                "-w",
                file.toString()));
        command.addAll(List.of(filter));
        RunningProgram tcpdump = namespace.spawn(command.toArray(String[]::new));
        tcpdump.awaitLine(line -> line.contains("listening on"), Lan.SOON);
        return new Capture(tcpdump, file);
    }

    /** What it has written so far. */
    Path file() {
        return file;
    }

    /** Now, in the time of the frames. */
    static long nowUs() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    /** All frames so far. */
    List<Frame> frames() {
        return tcpdump.output()
                .lines()
                .flatMap(line -> Frame.parse(line).stream())
                .toList();
    }

    /** The advertisements of a host so far. */
    List<Frame> advertisementsFrom(Host host) {
        return frames().stream()
                .filter(frame -> frame.isAdvertisementFrom(host))
                .toList();
    }

    /** The last advertisement of a host so far. */
    Frame lastAdvertisementFrom(Host host) {
        List<Frame> all = advertisementsFrom(host);
        return all.get(all.size() - 1);
    }

    /** Waits for the first frame at or after a time that matches. */
    Frame await(long fromUs, Predicate<Frame> match) {
        String line = tcpdump.awaitLine(
                each -> Frame.parse(each)
                        .filter(frame -> frame.timeUs() >= fromUs && match.test(frame))
                        .isPresent(),
                Lan.SOON);
        return Frame.parse(line).orElseThrow();
    }

    /** Waits for the first advertisement of a host at or after a time. */
    Frame awaitAdvertisementFrom(Host host, long fromUs) {
        return await(fromUs, frame -> frame.isAdvertisementFrom(host));
    }

    /** Waits until a host has sent so many advertisements from now on. */
    void awaitMoreAdvertisementsFrom(Host host, int count) {
        long fromUs = nowUs();
        for (int i = 0; i < count; i++) {
            fromUs = awaitAdvertisementFrom(host, fromUs).timeUs() + 1;
        }
    }

    /** What tshark(1) says of the frames so far that a display filter lets through: a line of fields with tabs each. */
    List<String> dissect(String displayFilter, String... fields) {
        List<String> command = new ArrayList<>(
                List.of("tshark", "-n", "-Q", "-r", file.toString(), "-Y", displayFilter, "-T", "fields"));
        for (String field : fields) {
            command.add("-e");
            command.add(field);
        }
        return Finished.of(command.toArray(String[]::new))
                .requireSuccess()
                .output()
                .lines()
                .filter(line -> line.contains("\t"))
                .toList();
    }
}
