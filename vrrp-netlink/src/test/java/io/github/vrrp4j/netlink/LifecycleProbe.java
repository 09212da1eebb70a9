package io.github.vrrp4j.netlink;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.spi.Link;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Arguments: {@code open}; or {@code reopen INTERFACE TIMES}, which prints what stays open before and after. */
final class LifecycleProbe {

    private LifecycleProbe() {}

    public static void main(String[] arguments) throws IOException {
        try {
            openAndClose(arguments.length > 1 ? arguments[1] : "lo");
        } catch (IOException e) {
            System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
            return;
        }
        if (arguments[0].equals("open")) {
            System.out.println("opened");
            return;
        }
        System.out.println(inventory());
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
            openAndClose(arguments[1]);
        }
        System.out.println(inventory());
    }

    private static void openAndClose(String interfaceName) throws IOException {
        LinuxNetwork network = LinuxNetwork.open();
        Link closedByItself = network.transport().open(interfaceName, AddressFamily.IPV4, null, packet -> {});
        network.transport().open(interfaceName, AddressFamily.IPV4, null, packet -> {});
        closedByItself.close();
        closedByItself.close();
        network.close();
        network.close();
    }

    private static String inventory() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.count() + " descriptors, "
                    + Thread.getAllStackTraces().size() + " Java threads";
        }
    }
}
