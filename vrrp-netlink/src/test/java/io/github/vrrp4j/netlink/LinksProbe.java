package io.github.vrrp4j.netlink;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.AdvertisementEncoder;
import io.github.vrrp4j.packet.AdvertisementView;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.spi.Link;
import io.github.vrrp4j.spi.Transport;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Arguments: {@code close-while-polling INTERFACE}, where the first of three links closes itself and the second one at
 * its first packet; or
 * {@code open-while-waiting INTERFACE}, where a link is opened while the loop sleeps: both print what happens until killed. Or {@code change-source INTERFACE}, which
 * sends twice and chooses another source between writing and sending the first message.
 */
final class LinksProbe {

    private LinksProbe() {}

    public static void main(String[] arguments) throws IOException {
        try (LinuxNetwork network = LinuxNetwork.open()) {
            switch (arguments[0]) {
                case "close-while-polling" -> closeWhilePolling(network, arguments[1]);
                case "open-while-waiting" -> openWhileWaiting(network, arguments[1]);
                case "change-source" -> changeSource(network, arguments[1]);
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        }
    }

    private static void closeWhilePolling(LinuxNetwork network, String interfaceName) throws IOException {
        Transport transport = network.transport();
        Link[] others = new Link[2];
        others[0] = transport.open(interfaceName, AddressFamily.IPV4, null, packet -> {
            System.out.println("closing");
            others[0].close();
            others[1].close();
        });
        others[1] =
                transport.open(interfaceName, AddressFamily.IPV4, null, packet -> System.out.println("closed link"));
        transport.open(interfaceName, AddressFamily.IPV4, null, packet -> System.out.println("open link"));
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
                        null,
                        packet -> System.out.println(Thread.currentThread().getName() + " received"));
        System.out.println("ready");
        try {
            loop.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void changeSource(LinuxNetwork network, String interfaceName) throws IOException {
        Set<IpAddress> virtual = new HashSet<>();
        Transport.Receiver receiver = new Transport.Receiver() {
            @Override
            public void onPacket(AdvertisementView packet) {}

            @Override
            public boolean isVirtual(IpAddress address) {
                return virtual.contains(address);
            }
        };
        try (Link link = network.transport().open(interfaceName, AddressFamily.IPV4, null, receiver)) {
            IpAddress first = link.source();
            int length = encode(link, first);
            link.send(length);
            virtual.add(first);
            link.refreshSource();

            link.send(encode(link, link.source()));
            System.out.println("sent");
        }
    }

    private static int encode(Link link, IpAddress source) {
        return new AdvertisementEncoder(Advertisement.VERSION_3, 51, List.of(IpAddress.parse("192.0.2.10")))
                .encode(
                        link.sendBuffer(),
                        0,
                        100,
                        100,
                        ChecksumForm.PSEUDO_HEADER,
                        source,
                        AddressFamily.IPV4.vrrpGroup());
    }

    private static void loop(LinuxNetwork network) {
        while (true) {
            network.transport().poll(16);
            network.transport().await(network.clock().nanoTime() + TimeUnit.HOURS.toNanos(1));
        }
    }
}
