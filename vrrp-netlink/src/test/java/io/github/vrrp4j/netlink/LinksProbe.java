package io.github.vrrp4j.netlink;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.spi.Link;
import io.github.vrrp4j.spi.Transport;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Arguments: {@code close-while-polling INTERFACE}, where the first of three links closes itself and the second one at
 * its first packet; or
 * {@code open-while-waiting INTERFACE}, where a link is opened while the loop sleeps. Prints what happens until killed.
 */
final class LinksProbe {

    private LinksProbe() {}

    public static void main(String[] arguments) throws IOException {
        try (LinuxNetwork network = LinuxNetwork.open()) {
            if (arguments[0].equals("close-while-polling")) {
                closeWhilePolling(network, arguments[1]);
            } else {
                openWhileWaiting(network, arguments[1]);
            }
        }
    }

    private static void closeWhilePolling(LinuxNetwork network, String interfaceName) throws IOException {
        Transport transport = network.transport();
        Link[] others = new Link[2];
        others[0] = transport.open(interfaceName, AddressFamily.IPV4, packet -> {
            System.out.println("closing");
            others[0].close();
            others[1].close();
        });
        others[1] = transport.open(interfaceName, AddressFamily.IPV4, packet -> System.out.println("closed link"));
        transport.open(interfaceName, AddressFamily.IPV4, packet -> System.out.println("open link"));
        System.out.println("ready");
        loop(network);
    }

    private static void openWhileWaiting(LinuxNetwork network, String interfaceName) throws IOException {
        Thread loop = new Thread(() -> loop(network), "loop");
        loop.start();
        while (loop.getState() != Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
        network.transport()
                .open(
                        interfaceName,
                        AddressFamily.IPV4,
                        packet -> System.out.println(Thread.currentThread().getName() + " received"));
        System.out.println("ready");
        try {
            loop.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void loop(LinuxNetwork network) {
        while (true) {
            network.transport().poll(16);
            network.transport().await(network.clock().nanoTime() + TimeUnit.HOURS.toNanos(1));
        }
    }
}
