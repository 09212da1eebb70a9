package io.github.vrrp4j.benchmarks.lan;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One frame that matters here.
 *
 * @param timeNs when the kernel saw it, in nanoseconds of the wall clock
 */
public record Frame(long timeNs, Sender sender, Kind kind) {

    public enum Sender {
        MASTER,
        BACKUP
    }

    public enum Kind {
        /** Claims mastership: its priority is not 0. */
        ADVERTISEMENT,
        /** An advertisement of priority 0. */
        RESIGNATION,
        GRATUITOUS_ARP
    }

    /** The octets of an Ethernet frame that {@link #read} looks at. */
    static final int MIN_LENGTH = 42;

    private static final int SOURCE_MAC_LAST_OCTET = 11;
    private static final int ETHER_TYPE = 12;
    private static final int IPV4 = 0x0800;
    private static final int ARP = 0x0806;
    private static final int IPV4_PROTOCOL = 23;
    private static final int VRRP = 112;
    private static final int VRRP_PRIORITY = 36;
    private static final int ARP_SENDER_ADDRESS = 28;
    private static final int ARP_TARGET_ADDRESS = 38;

    /**
     * Reads a frame without VLAN tag whose IPv4 header, if it has one, is of 20 octets.
     *
     * @return null if it is neither an advertisement nor a gratuitous ARP of one of the two hosts
     */
    static @Nullable Frame read(long timeNs, ByteBuffer ethernet) {
        Sender sender = switch (ethernet.get(SOURCE_MAC_LAST_OCTET)) {
            case Lan.MASTER_MAC_LAST_OCTET -> Sender.MASTER;
            case Lan.BACKUP_MAC_LAST_OCTET -> Sender.BACKUP;
            default -> null;
        };
        Kind kind = kind(ethernet);
        return sender == null || kind == null ? null : new Frame(timeNs, sender, kind);
    }

    private static @Nullable Kind kind(ByteBuffer ethernet) {
        int type = Short.toUnsignedInt(ethernet.getShort(ETHER_TYPE));
        if (type == IPV4 && ethernet.get(IPV4_PROTOCOL) == VRRP) {
            return ethernet.get(VRRP_PRIORITY) == 0 ? Kind.RESIGNATION : Kind.ADVERTISEMENT;
        }
        if (type == ARP && ethernet.getInt(ARP_SENDER_ADDRESS) == ethernet.getInt(ARP_TARGET_ADDRESS)) {
            return Kind.GRATUITOUS_ARP;
        }
        return null;
    }

    public boolean is(Sender otherSender, Kind otherKind) {
        return sender == otherSender && kind == otherKind;
    }
}
