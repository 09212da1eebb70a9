package io.github.vrrp4j.examples.node.doctor;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads where the default routes of the main table lead: {@code ip route show default}. */
final class DefaultGateways {
    private static final Path IPV4 = Path.of("/proc/self/net/route");
    private static final Path IPV6 = Path.of("/proc/self/net/ipv6_route");

    private static final int RTF_UP = 0x1;
    private static final int RTF_GATEWAY = 0x2;
    private static final int HEX = 16;

    private DefaultGateways() {}

    /** Those of an interface, IPv4 first; empty if the kernel does not say. */
    static List<IpAddress> of(String interfaceName) {
        List<IpAddress> gateways = new ArrayList<>(ipv4(lines(IPV4), interfaceName, ByteOrder.nativeOrder()));
        gateways.addAll(ipv6(lines(IPV6), interfaceName));
        return gateways;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of(); // a kernel without the family
        }
    }

    /**
     * A heading, then {@code interface destination gateway flags references uses metric mask ...}; addresses as one number
     * each, as the machine reads their four octets.
     */
    static List<IpAddress> ipv4(List<String> lines, String interfaceName, ByteOrder order) {
        List<IpAddress> gateways = new ArrayList<>();
        for (String line : lines) {
            String[] fields = line.strip().split("\\s+", -1);
            if (fields.length >= 8
                    && fields[0].equals(interfaceName)
                    && fields[1].equals("00000000")
                    && fields[7].equals("00000000")
                    && leadsToGateway(fields[3])) {
                int number = Integer.parseUnsignedInt(fields[2], HEX);
                int address = order == ByteOrder.LITTLE_ENDIAN ? Integer.reverseBytes(number) : number;
                gateways.add(new IpAddress(AddressFamily.IPV4, 0, Integer.toUnsignedLong(address)));
            }
        }
        return gateways;
    }

    /** {@code destination length source length gateway metric references uses flags interface}; addresses octet by octet. */
    static List<IpAddress> ipv6(List<String> lines, String interfaceName) {
        List<IpAddress> gateways = new ArrayList<>();
        for (String line : lines) {
            String[] fields = line.strip().split("\\s+", -1);
            if (fields.length >= 10
                    && fields[9].equals(interfaceName)
                    && fields[1].equals("00")
                    && leadsToGateway(fields[8])) {
                String address = fields[4];
                gateways.add(new IpAddress(
                        AddressFamily.IPV6,
                        Long.parseUnsignedLong(address.substring(0, HEX), HEX),
                        Long.parseUnsignedLong(address.substring(HEX), HEX)));
            }
        }
        return gateways;
    }

    private static boolean leadsToGateway(String flags) {
        int needed = RTF_UP | RTF_GATEWAY;
        return (Integer.parseUnsignedInt(flags, HEX) & needed) == needed;
    }
}
