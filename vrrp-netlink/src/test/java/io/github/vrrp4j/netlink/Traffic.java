package io.github.vrrp4j.netlink;

import io.github.vrrp4j.netlink.testing.Finished;
import io.github.vrrp4j.netlink.testing.NetworkNamespace;
import io.github.vrrp4j.netlink.testing.RunningProgram;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs {@link TrafficProbe} on a host. */
final class Traffic {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Traffic() {}

    /** Starts to print what comes in, and returns when it does. */
    static RunningProgram receive(NetworkNamespace host, AddressFamily family, String... interfaceNames) {
        List<String> arguments = new ArrayList<>(List.of("receive", family.name()));
        arguments.addAll(List.of(interfaceNames));
        RunningProgram program = host.spawnJava(TrafficProbe.class, arguments.toArray(String[]::new));
        program.awaitLine("ready"::equals, LIMIT);
        return program;
    }

    /**
     * Sends advertisements of VRID 1 to {@code count} by {@code eth0}, all of which are there before the receiver looks.
     *
     * @param mode of the probe that listens: to print only, or to be clumsy besides
     * @return the VRIDs that it printed of good packets with this source, in its order
     */
    static List<Integer> burst(
            NetworkNamespace sender,
            NetworkNamespace receiver,
            String mode,
            IpAddress virtualAddress,
            String source,
            int count) {
        RunningProgram receiving = receiver.spawnJava(
                TrafficProbe.class, mode, virtualAddress.family().name(), "eth0");
        receiving.awaitLine("ready"::equals, LIMIT);
        String pid = Long.toString(receiving.pid());
        Finished.of("kill", "-STOP", pid).requireSuccess();
        sender.java(TrafficProbe.class, "burst", "eth0", virtualAddress.toString(), Integer.toString(count))
                .requireSuccess();
        Finished.of("kill", "-CONT", pid).requireSuccess();
        receiving.awaitLine(line -> line.contains(" vrid=" + count + ","), LIMIT);
        Pattern good = Pattern.compile("eth0 VALID " + source + " .* vrid=(\\d+),.*");
        return receiving
                .output()
                .lines()
                .map(good::matcher)
                .filter(Matcher::matches)
                .map(matcher -> Integer.valueOf(matcher.group(1)))
                .toList();
    }

    /** The first packet that was printed, waited for if need be. */
    static String firstPacket(RunningProgram receiving) {
        return receiving.awaitLine(line -> !line.equals("ready"), LIMIT);
    }

    /** Sends one advertisement by {@code eth0}; what was printed of it. */
    static String send(NetworkNamespace host, String virtualAddresses) {
        return host.java(TrafficProbe.class, "send", "eth0", virtualAddresses)
                .requireSuccess()
                .output();
    }

    /** Sends so many zero octets by {@code eth0}; what was printed of it. */
    static String raw(NetworkNamespace host, String destination, int hops, int octets) {
        return host.java(
                        TrafficProbe.class,
                        "raw",
                        "eth0",
                        destination,
                        Integer.toString(hops),
                        Integer.toString(octets))
                .requireSuccess()
                .output();
    }
}
