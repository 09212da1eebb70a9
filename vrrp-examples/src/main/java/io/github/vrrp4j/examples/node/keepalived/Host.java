package io.github.vrrp4j.examples.node.keepalived;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a keepalived.conf means depends on the host that reads it: this much.
 *
 * @param configId what {@code @} lines are compared with
 * @param hasUser whether there is a user of this name
 */
record Host(String configId, Predicate<String> hasUser) {

    /** This host. Without a configuration id it is the host's name up to the first dot, as in keepalived. */
    static Host local(Optional<String> configId) {
        return new Host(configId.orElseGet(Host::shortName), Host::isUser);
    }

    private static String shortName() {
        try {
            String name = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
            int dot = name.indexOf('.');
            return dot < 0 ? name : name.substring(0, dot);
        } catch (IOException e) {
            return "";
        }
    }

    private static boolean isUser(String name) {
        try (Stream<String> lines = Files.lines(Path.of("/etc/passwd"), StandardCharsets.ISO_8859_1)) {
            return lines.anyMatch(line -> line.startsWith(name + ":"));
        } catch (IOException e) {
            return false;
        }
    }
}
