package io.github.vrrp4j.netlink;

import io.github.vrrp4j.netlink.testing.NetworkNamespace;
import io.github.vrrp4j.netlink.testing.RunningProgram;
import io.github.vrrp4j.packet.AddressFamily;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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
