package io.github.vrrp4j.netlink;

import io.github.vrrp4j.netlink.libc.Native;
import io.github.vrrp4j.netlink.libc.NativeMemory;
import io.github.vrrp4j.netlink.libc.NativeSocket;
import io.github.vrrp4j.netlink.libc.SocketOption;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.AdvertisementEncoder;
import io.github.vrrp4j.packet.AdvertisementView;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.ReceiveRules;
import io.github.vrrp4j.packet.Verdict;
import io.github.vrrp4j.spi.Link;
import io.github.vrrp4j.spi.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Arguments: {@code receive FAMILY INTERFACE...}, which prints each packet until it is killed, and {@code clumsy}, which also
 * throws after each; {@code burst INTERFACE VIRTUAL COUNT}, which sends one advertisement of each VRID from 1; {@code send INTERFACE
 * VIRTUAL,...}, which sends one advertisement of VRID 51, and {@code corrupt}, with a wrong checksum; or {@code raw INTERFACE DESTINATION HOPS OCTETS}, which sends so
 * many zero octets with protocol 112 and, to a group, with that TTL or hop limit.
 */
final class TrafficProbe {

    private static final int CHECKSUM_OFFSET = 6;

    private TrafficProbe() {}

    public static void main(String[] arguments) throws IOException {
        switch (arguments[0]) {
            case "receive", "clumsy" ->
                receive(
                        AddressFamily.valueOf(arguments[1]),
                        Arrays.asList(arguments).subList(2, arguments.length),
                        arguments[0].equals("clumsy"));
            case "burst" -> burst(arguments[1], IpAddress.parse(arguments[2]), Integer.parseInt(arguments[3]));
            case "send" -> send(arguments[1], arguments[2], 0);
            case "corrupt" -> send(arguments[1], arguments[2], 1);
            case "raw" ->
                sendRaw(
                        arguments[1],
                        IpAddress.parse(arguments[2]),
                        Integer.parseInt(arguments[3]),
                        Integer.parseInt(arguments[4]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void receive(AddressFamily family, List<String> interfaceNames, boolean clumsy) throws IOException {
        try (LinuxNetwork network = LinuxNetwork.open()) {
            for (String name : interfaceNames) {
                network.transport().open(name, family, null, packet -> {
                    print(name, packet);
                    if (clumsy) {
                        throw new IllegalStateException("clumsy");
                    }
                });
            }
            System.out.println("ready");
            while (true) {
                try {
                    network.transport().poll(16);
                } catch (IllegalStateException e) {
                    continue; // as the loop of a router does
                }
                network.transport().await(network.clock().nanoTime() + TimeUnit.SECONDS.toNanos(1));
            }
        }
    }

    private static void print(String interfaceName, AdvertisementView packet) {
        Verdict verdict = packet.verifyHeader();
        if (verdict == Verdict.VALID) {
            verdict = packet.verifyMessage(ReceiveRules.VERSION_3);
        }
        System.out.println(interfaceName + " " + verdict
                + (verdict == Verdict.VALID ? " " + packet.source() + " " + packet.toAdvertisement() : ""));
    }

    private static void send(String interfaceName, String virtualAddresses, int error) throws IOException {
        List<IpAddress> addresses = Arrays.stream(virtualAddresses.split(",", -1))
                .map(IpAddress::parse)
                .toList();
        AddressFamily family = addresses.get(0).family();
        Set<IpAddress> virtual = addresses.stream().collect(Collectors.toUnmodifiableSet());
        try (LinuxNetwork network = LinuxNetwork.open();
                Link link = network.transport().open(interfaceName, family, null, new Deaf(virtual))) {
            long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
            while (link.faultText().contains("tentative") && System.nanoTime() - endNs < 0) {
                network.transport().poll(1);
                network.transport().await(endNs);
            }
            if (link.fault() != null) {
                System.out.println(link.fault() + ": " + link.faultText());
                return;
            }
            System.out.println("source " + link.source());
            int length = new AdvertisementEncoder(Advertisement.VERSION_3, 51, addresses)
                    .encode(
                            link.sendBuffer(),
                            0,
                            100,
                            100,
                            ChecksumForm.PSEUDO_HEADER,
                            link.source(),
                            family.vrrpGroup());
            link.sendBuffer()
                    .putShort(CHECKSUM_OFFSET, (short) (link.sendBuffer().getShort(CHECKSUM_OFFSET) + error));
            link.send(length);
            System.out.println("sent");
        } catch (IOException e) {
            System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private static void burst(String interfaceName, IpAddress virtualAddress, int count) throws IOException {
        AddressFamily family = virtualAddress.family();
        try (LinuxNetwork network = LinuxNetwork.open();
                Link link = network.transport().open(interfaceName, family, null, new Deaf(Set.of(virtualAddress)))) {
            for (int vrid = 1; vrid <= count; vrid++) {
                int length = new AdvertisementEncoder(Advertisement.VERSION_3, vrid, List.of(virtualAddress))
                        .encode(
                                link.sendBuffer(),
                                0,
                                100,
                                100,
                                ChecksumForm.PSEUDO_HEADER,
                                link.source(),
                                family.vrrpGroup());
                link.send(length);
            }
        }
    }

    private static void sendRaw(String interfaceName, IpAddress destination, int hops, int length) throws IOException {
        Native.load();
        boolean ipv4 = destination.family() == AddressFamily.IPV4;
        int family = ipv4 ? NativeSocket.AF_INET : NativeSocket.AF_INET6;
        try (NativeSocket socket = NativeSocket.openRaw("raw", family, AdvertisementView.PROTOCOL)) {
            socket.set(SocketOption.SO_BINDTODEVICE, interfaceName);
            socket.set(ipv4 ? SocketOption.IP_MULTICAST_TTL : SocketOption.IPV6_MULTICAST_HOPS, hops);
            ByteBuffer address = ByteBuffer.allocate(ipv4 ? 16 : 28);
            destination.write(address, ipv4 ? 4 : 8);
            socket.connect(address.order(ByteOrder.nativeOrder()).putShort(0, (short) family));
            NativeMemory memory = new NativeMemory(length);
            long sent = Native.libc().send(socket.descriptor(), memory.address(0), length, 0);
            System.out.println("sent " + sent);
        }
    }

    private record Deaf(Set<IpAddress> virtual) implements Transport.Receiver {
        @Override
        public void onPacket(AdvertisementView packet) {}

        @Override
        public boolean isVirtual(IpAddress address) {
            return virtual.contains(address);
        }
    }
}
