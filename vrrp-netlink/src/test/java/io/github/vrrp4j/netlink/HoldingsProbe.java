package io.github.vrrp4j.netlink;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.AddressOptions;
import io.github.vrrp4j.packet.AddressScope;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.packet.VirtualRoute;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.Placement;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Arguments: a state directory or {@code none}; then any number of times a verb ({@code add}, {@code remove}, {@code announce},
 * {@code prepare}, {@code retire}) and what it is about: {@code ADDRESS/PREFIXLEN[,OPTION=VALUE...]} or {@code
 * to=DESTINATION/PREFIXLEN[,OPTION=VALUE...]}. The placement is on {@code eth0}. Prints what was left over, then one line for
 * each verb. The verb {@code wait} waits to be killed.
 */
final class HoldingsProbe {

    private HoldingsProbe() {}

    public static void main(String[] arguments) throws Exception {
        LinuxOptions options = arguments[0].equals("none")
                ? LinuxOptions.DEFAULTS
                : LinuxOptions.DEFAULTS.stateDirectory(Path.of(arguments[0]));
        try (LinuxNetwork network = LinuxNetwork.open(options)) {
            network.leftovers().forEach(each -> System.out.println(each.outcome() + " " + each.text()));
            for (int i = 1; i < arguments.length; i += 2) {
                System.out.println(outcome(network, arguments[i], arguments[i + 1]));
            }
        } catch (IOException e) {
            System.out.println(e.getMessage());
        }
    }

    private static String outcome(LinuxNetwork network, String verb, String text) throws InterruptedException {
        AddressManager manager = network.addressManager();
        Map<String, String> words = words(text);
        try {
            if (verb.equals("wait")) {
                System.out.println("waiting");
                Thread.sleep(Long.MAX_VALUE);
            }
            if (words.containsKey("to")) {
                VirtualRoute route = route(words);
                Placement placement = placement(route.destination().family());
                switch (verb) {
                    case "add" -> verb = manager.add(placement, route) ? "added" : "there already";
                    case "remove" -> manager.remove(placement, route);
                    case "prepare" -> manager.prepare(placement, List.of(), List.of(route));
                    default -> throw new IllegalArgumentException(verb);
                }
            } else {
                VirtualAddress address = address(words);
                Placement placement = placement(address.address().family());
                switch (verb) {
                    case "add" -> verb = manager.add(placement, address) ? "added" : "there already";
                    case "remove" -> manager.remove(placement, address);
                    case "announce" -> network.neighborAnnouncer().announce(placement, address);
                    case "prepare" -> manager.prepare(placement, List.of(address), List.of());
                    case "retire" -> manager.retire(placement);
                    default -> throw new IllegalArgumentException(verb);
                }
            }
            return verb + " done";
        } catch (IOException e) {
            return verb + " " + e.getMessage();
        }
    }

    private static Placement placement(AddressFamily family) {
        return new Placement("eth0", family, 51, false, true);
    }

    private static Map<String, String> words(String text) {
        Map<String, String> words = new HashMap<>();
        Arrays.stream(text.split(",", -1)).forEach(word -> {
            int equals = word.indexOf('=');
            words.put(equals < 0 ? "ip" : word.substring(0, equals), word.substring(equals + 1));
        });
        return words;
    }

    private static VirtualAddress address(Map<String, String> words) {
        String lifetime = words.get("preferred");
        String scope = words.get("scope");
        return VirtualAddress.parse(words.getOrDefault("ip", ""))
                .options(new AddressOptions(
                        words.get("dev"),
                        words.get("label"),
                        scope == null ? null : AddressScope.valueOf(scope),
                        ip(words.get("brd")),
                        words.containsKey("noprefixroute"),
                        lifetime == null ? null : Duration.ofSeconds(Long.parseLong(lifetime))));
    }

    private static VirtualRoute route(Map<String, String> words) {
        String[] to = words.getOrDefault("to", "").split("/", -1);
        String scope = words.get("scope");
        return new VirtualRoute(
                IpAddress.parse(to[0]),
                Integer.parseInt(to[1]),
                ip(words.get("via")),
                words.get("dev"),
                ip(words.get("src")),
                scope == null ? null : AddressScope.valueOf(scope),
                Long.parseLong(words.getOrDefault("metric", "0")),
                Long.parseLong(words.getOrDefault("table", "254")),
                Integer.parseInt(words.getOrDefault("proto", "112")));
    }

    private static @Nullable IpAddress ip(@Nullable String text) {
        return text == null ? null : IpAddress.parse(text);
    }
}
