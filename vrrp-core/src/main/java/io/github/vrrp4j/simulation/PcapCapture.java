package io.github.vrrp4j.simulation;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is sent as a pcap file (pcap-savefile(5)), big-endian, with nanoseconds; the virtual time 0 is 1970. The MAC
 * address of the host with index 0 is 02:00:00:00:00:01, and so on; injected packets come from 02:00:00:00:ff:ff, and unicast
 * packets to an address that no host has go there.
 */
final class PcapCapture implements LanObserver {

    private static final int FILE_HEADER_LENGTH = 24;
    private static final int PACKET_HEADER_LENGTH = 16;
    private static final int MAGIC_NANOSECONDS = 0xa1b2_3c4d;
    private static final short VERSION_MAJOR = 2;
    private static final short VERSION_MINOR = 4;
    private static final int SNAPLEN = 65_535;
    private static final int LINKTYPE_ETHERNET = 1;

    private static final long LOCALLY_ADMINISTERED = 0x0200_0000_0000L;
    private static final MacAddress OUTSIDE = new MacAddress(LOCALLY_ADMINISTERED | 0xffff);

    private final SimulatedLan lan;
    private final OutputStream out;
    private final EthernetFrames frames = new EthernetFrames();
    private final ByteBuffer header = ByteBuffer.allocate(PACKET_HEADER_LENGTH);
    private @Nullable IOException failure;

    PcapCapture(SimulatedLan lan, OutputStream out) {
        this.lan = lan;
        this.out = out;
        write(ByteBuffer.allocate(FILE_HEADER_LENGTH)
                .putInt(MAGIC_NANOSECONDS)
                .putShort(VERSION_MAJOR)
                .putShort(VERSION_MINOR)
                .putInt(0)
                .putInt(0)
                .putInt(SNAPLEN)
                .putInt(LINKTYPE_ETHERNET)
                .flip());
    }

    @Override
    public void sent(SimulatedHost from, SimulatedPacket packet) {
        frames.advertisement(mac(from), destinationMac(packet), packet);
        writeFrame();
    }

    @Override
    public void injected(SimulatedPacket packet) {
        frames.advertisement(OUTSIDE, destinationMac(packet), packet);
        writeFrame();
    }

    @Override
    public void announced(SimulatedHost from, IpAddress address) {
        IpAddress source = address;
        for (VirtualAddress own : from.addresses().present()) {
            if (own.address().family() == address.family()) {
                source = own.address();
                break;
            }
        }
        frames.announcement(mac(from), source, address);
        writeFrame();
    }

    /** Where a failure to write ends the run; inside a turn the router would take it for one of its own. */
    @Override
    public void turnEnded(SimulatedHost host) {
        if (failure != null) {
            throw new UncheckedIOException(failure);
        }
    }

    private MacAddress destinationMac(SimulatedPacket packet) {
        if (packet.isMulticast()) {
            return MacAddress.ofMulticastGroup(packet.destination());
        }
        List<SimulatedHost> holders = lan.holders(packet.destination());
        return holders.isEmpty() ? OUTSIDE : mac(holders.get(0));
    }

    private static MacAddress mac(SimulatedHost host) {
        return new MacAddress(LOCALLY_ADMINISTERED | (host.index() + 1));
    }

    private void writeFrame() {
        ByteBuffer frame = frames.frame();
        write(header.clear()
                .putInt((int) (lan.nowNs() / VirtualTime.NS_PER_S))
                .putInt((int) (lan.nowNs() % VirtualTime.NS_PER_S))
                .putInt(frame.limit())
                .putInt(frame.limit())
                .flip());
        write(frame);
    }

    private void write(ByteBuffer bytes) {
        if (failure == null) {
            try {
                byte[] octets = new byte[bytes.limit()];
                bytes.get(0, octets);
                out.write(octets);
            } catch (IOException e) {
                failure = e;
            }
        }
    }
}
