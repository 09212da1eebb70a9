package io.github.vrrp4j.examples.lan;

import io.github.vrrp4j.netlink.testing.NetworkNamespace;
import io.github.vrrp4j.netlink.testing.RunningProgram;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When one address left a host and when it came, as {@code ip -ts monitor address} tells it. */
final class AddressMonitor {

    /** {@code [2026-01-31T12:00:00.123456] Deleted 2: eth0 inet 192.0.2.10/24 ...}, where the word says that it went. */
    private static final Pattern LINE =
            Pattern.compile("\\[(\\d{4}-\\d{2}-\\d{2}T[0-9:.]+)] ?(Deleted )?\\d+: \\S+\\s+inet6? (\\S+) .*");

    private final RunningProgram ip;
    private final String address;

    private AddressMonitor(RunningProgram ip, String address) {
        this.ip = ip;
        this.address = address;
    }

    /**
     * Starts to watch and returns when nothing is missed any more; ends with the namespace.
     *
     * @param address with its prefix length
     */
    static AddressMonitor start(NetworkNamespace namespace, String address) {
        RunningProgram ip = namespace.spawn("ip", "-ts", "-o", "monitor", "address");
        Lan.await("the monitor sees a change", () -> {
            namespace.ip("address add 127.0.0.9/32 dev lo");
            namespace.ip("address delete 127.0.0.9/32 dev lo");
            return ip.output().contains("127.0.0.9/32");
        });
        return new AddressMonitor(ip, address);
    }

    /** Waits until the address has come back so many times. */
    void awaitReturns(int count) {
        Lan.await(
                address + " is back for the " + count + "th time",
                () -> absences().size() >= count);
    }

    /** How long it was away each time, in microseconds, the shortest first. */
    List<Long> absencesUs() {
        return absences().stream().sorted().toList();
    }

    private List<Long> absences() {
        List<Long> absences = new ArrayList<>();
        @Nullable LocalDateTime gone = null;
        for (String line : ip.output().split("\n", -1)) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches() || !matcher.group(3).equals(address)) {
                continue;
            }
            LocalDateTime time = LocalDateTime.parse(matcher.group(1));
            if (matcher.group(2) != null) {
                gone = time;
            } else if (gone != null) {
                absences.add(ChronoUnit.MICROS.between(gone, time));
                gone = null;
            }
        }
        return absences;
    }
}
