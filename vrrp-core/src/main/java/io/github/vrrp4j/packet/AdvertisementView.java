package io.github.vrrp4j.packet;

import static io.github.vrrp4j.packet.Advertisement.CS_PER_SECOND;
import static io.github.vrrp4j.packet.Advertisement.VERSION_2;
import static io.github.vrrp4j.packet.Advertisement.VERSION_3;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reusable view of one received VRRP packet: the message and what its IP header said. Version 3 (RFC 5798 §5.1):
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |Version| Type  | Virtual Rtr ID|   Priority    |IPvX Addr Count|
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |Reserve| Max Advertise Interval|           Checksum            |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                       IPvX Address(es)                        |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * Version 2 (RFC 3768 §5.1), over IPv4 alone, differs from the fifth octet on and at the end:
 *
 * <pre>
 * |   Auth Type   |   Adver Int   |           Checksum            |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                         IP Address(es)                        |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |               Authentication Data, 8 octets                   |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * <p>Order of use: wrap, {@link #verifyHeader}, find the virtual router by {@link #vrid}, {@link #verifyMessage}; only
 * after a {@link Verdict#VALID} of a step may the fields that it checked be read, and then no accessor fails. Wrapping,
 * verifying and comparing never throw on any bytes, never read outside the given range, and allocate nothing.
 *
 * <p>The view does not copy: it is good until the buffer changes or the next wrap. Not safe for use by two threads.
 */
public final class AdvertisementView {

    /** The octets before the first address. */
    static final int HEADER_LENGTH = 8;

    static final int VERSION_TYPE_OFFSET = 0;
    static final int VRID_OFFSET = 1;
    static final int PRIORITY_OFFSET = 2;
    static final int ADDR_COUNT_OFFSET = 3;
    static final int MAX_ADVER_INTERVAL_OFFSET = 4;
    static final int AUTH_TYPE_OFFSET = 4;
    static final int ADVER_INT_OFFSET = 5;
    static final int CHECKSUM_OFFSET = 6;

    /** What follows the addresses of version 2, whatever the Auth Type; ignored without authentication. */
    static final int AUTH_DATA_LENGTH = 8;

    /** The low 12 bits; the Reserve nibble above them is ignored on receipt (R-5.2.6-02). */
    static final int MAX_ADVER_INTERVAL_MASK = 0x0fff;

    static final int TYPE_ADVERTISEMENT = 1;
    static final int AUTH_TYPE_NONE = 0;
    static final int HOP_LIMIT = 255;

    /** The IP protocol number, or next header, of VRRP (R-5.1.1.4-01, R-5.1.2.4-01). */
    public static final int PROTOCOL = 112;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private ByteBuffer buffer = NOTHING;
    private int offset;
    private int length;
    private AddressFamily family = AddressFamily.IPV4;
    private int hopLimit;
    private long sourceHi;
    private long sourceLo;
    private long destinationHi;
    private long destinationLo;

    /** The first 8 octets of the message, read once because each step asks for some of them; 0 if there are fewer. */
    private long header;

    private boolean checksumMatches;
    private ChecksumForm checksumForm = ChecksumForm.PSEUDO_HEADER; // means nothing unless checksumMatches

    /** Creates a view of nothing; wrap before use. */
    public AdvertisementView() {}

    /**
     * Looks at an IPv4 packet, its header included, as a raw socket or a capture gives it. Header options are skipped,
     * and octets behind the header's total length (Ethernet padding) are not part of the message.
     *
     * @param buffer in big-endian order, holding {@code length} octets from {@code offset}
     * @throws IllegalArgumentException if the buffer is not big-endian or does not hold the range: a mistake of the
     *     caller, whatever the bytes are
     */
    public void wrapIpv4Packet(ByteBuffer buffer, int offset, int length) {
        requireRange(buffer, offset, length);
        family = AddressFamily.IPV4;
        int headerLength = Ipv4Header.length(buffer, offset, length);
        if (headerLength < 0) {
            wrapNothing();
            return;
        }
        wrapMessage(
                AddressFamily.IPV4,
                0,
                Integer.toUnsignedLong(buffer.getInt(offset + Ipv4Header.SOURCE_OFFSET)),
                0,
                Integer.toUnsignedLong(buffer.getInt(offset + Ipv4Header.DESTINATION_OFFSET)),
                Byte.toUnsignedInt(buffer.get(offset + Ipv4Header.TTL_OFFSET)),
                buffer,
                offset + headerLength,
                Ipv4Header.totalLength(buffer, offset) - headerLength);
    }

    /**
     * Looks at an IPv6 packet, its header included, as a capture gives it. Up to three extension headers are skipped:
     * Hop-by-Hop Options where it comes first, and Destination Options (RFC 8200 §4.1). With any other, more of them, or
     * another next header than {@link #PROTOCOL}, the header counts as broken. Octets behind the header's payload length
     * (Ethernet padding) are not part of the message.
     *
     * @param buffer in big-endian order, holding {@code length} octets from {@code offset}
     * @throws IllegalArgumentException if the buffer is not big-endian or does not hold the range: a mistake of the
     *     caller, whatever the bytes are
     */
    public void wrapIpv6Packet(ByteBuffer buffer, int offset, int length) {
        requireRange(buffer, offset, length);
        family = AddressFamily.IPV6;
        int extensionsLength = Ipv6Header.extensionsLength(buffer, offset, length);
        if (extensionsLength < 0) {
            wrapNothing();
            return;
        }
        wrapMessage(
                AddressFamily.IPV6,
                buffer.getLong(offset + Ipv6Header.SOURCE_OFFSET),
                buffer.getLong(offset + Ipv6Header.SOURCE_OFFSET + Long.BYTES),
                buffer.getLong(offset + Ipv6Header.DESTINATION_OFFSET),
                buffer.getLong(offset + Ipv6Header.DESTINATION_OFFSET + Long.BYTES),
                Byte.toUnsignedInt(buffer.get(offset + Ipv6Header.HOP_LIMIT_OFFSET)),
                buffer,
                offset + Ipv6Header.LENGTH + extensionsLength,
                Ipv6Header.payloadLength(buffer, offset) - extensionsLength);
    }

    /**
     * Looks at a message whose IP header was read elsewhere, as an IPv6 raw socket gives it. Addresses are numbers as in
     * {@link IpAddress}.
     *
     * @param hopLimit TTL or Hop Limit, 0..255
     * @param buffer in big-endian order, holding {@code length} octets of VRRP message from {@code offset}
     * @throws IllegalArgumentException if the buffer is not big-endian or does not hold the range: a mistake of the
     *     caller, whatever the bytes are
     */
    @SuppressWarnings("ReferenceEquality") // which buffer it is, not what it holds
    public void wrapMessage(
            AddressFamily family,
            long sourceHi,
            long sourceLo,
            long destinationHi,
            long destinationLo,
            int hopLimit,
            ByteBuffer buffer,
            int offset,
            int length) {
        requireRange(buffer, offset, length);
        // References are stored only when they change: each store of one costs as much as all the rest of a wrap, since
        // the garbage collector watches it.
        if (this.family != family) {
            this.family = family;
        }
        if (this.buffer != buffer) {
            this.buffer = buffer;
        }
        this.sourceHi = sourceHi;
        this.sourceLo = sourceLo;
        this.destinationHi = destinationHi;
        this.destinationLo = destinationLo;
        this.hopLimit = hopLimit;
        this.offset = offset;
        this.length = length;
        this.header = length < HEADER_LENGTH ? 0 : buffer.getLong(offset);
        this.checksumMatches = false;
    }

    private void wrapNothing() {
        wrapMessage(family, 0, 0, 0, 0, 0, NOTHING, 0, 0);
    }

    private static void requireRange(ByteBuffer buffer, int offset, int length) {
        if (buffer.order() != ByteOrder.BIG_ENDIAN || offset < 0 || length < 0 || length > buffer.limit() - offset) {
            throw new IllegalArgumentException("a big-endian buffer that holds the range is needed");
        }
    }

    /**
     * The checks that need no virtual router: enough octets, TTL or Hop Limit, a version that exists, and a VRID that a
     * virtual router can have. After {@link Verdict#VALID}, {@link #vrid} and {@link #version} may be read.
     */
    public Verdict verifyHeader() {
        return verifyHeader(HOP_LIMIT); // R-7.1-01
    }

    /**
     * The same with another rule for the TTL or Hop Limit, for unicast packets that a router between may have forwarded.
     *
     * @param minHopLimit the least that is accepted, 0..255
     */
    public Verdict verifyHeader(int minHopLimit) {
        if (length < HEADER_LENGTH) { // R-7.1-04
            return Verdict.PACKET_TOO_SHORT;
        }
        if (hopLimit < minHopLimit) {
            return Verdict.IP_TTL_ERROR;
        }
        int version = version();
        if (version != VERSION_3 && (version != VERSION_2 || family != AddressFamily.IPV4)) { // R-7.1-02, R-5.2.1-01
            return Verdict.VERSION_ERROR;
        }
        if (vrid() == 0) { // R-5.2.3-01
            return Verdict.VRID_ERROR;
        }
        return Verdict.VALID;
    }

    /**
     * The checks that are made on behalf of a virtual router: accepted version, type, exact length, checksum, Auth Type
     * of version 2; and with the errata address count, interval and first IPv6 address. Call it after
     * {@link #verifyHeader} said {@link Verdict#VALID}; a second call with other rules starts anew.
     */
    public Verdict verifyMessage(ReceiveRules rules) {
        checksumMatches = false;
        boolean version2 = version() == VERSION_2;
        if (!(version2 ? rules.version2() : rules.version3())) { // R-7.1-02
            return Verdict.VERSION_ERROR;
        }
        if (type() != TYPE_ADVERTISEMENT) { // R-7.1-03
            return Verdict.INVALID_TYPE;
        }
        int expectedLength = HEADER_LENGTH + addrCount() * family.addressLength() + (version2 ? AUTH_DATA_LENGTH : 0);
        if (length != expectedLength) { // R-7.1-04, R-5.2.9-01
            return Verdict.PACKET_LENGTH_ERROR;
        }
        // RFC 3768 §5.3.8 knows no pseudo-header, RFC 8200 §8.1 nothing else.
        ChecksumForm required = version2 ? ChecksumForm.MESSAGE_ONLY : rules.requiredForm();
        ChecksumForm form = matchingForm(required);
        if (form != null) {
            checksumMatches = true;
            if (checksumForm != form) {
                checksumForm = form;
            }
        }
        if (form == null || (family == AddressFamily.IPV4 && required != null && required != form)) { // R-7.1-05
            return Verdict.CHECKSUM_ERROR;
        }
        if (version2 && authType() != AUTH_TYPE_NONE) { // R-7.1-16
            return Verdict.AUTH_TYPE_ERROR;
        }
        return rules.errata() ? verifyErrata() : Verdict.VALID;
    }

    private Verdict verifyErrata() {
        if (addrCount() == 0) { // R-7.1-08, R-5.2.5-01
            return Verdict.ADDR_COUNT_ZERO;
        }
        if (maxAdverIntervalCs() == 0) { // R-7.1-09
            return Verdict.INTERVAL_ZERO;
        }
        if (family == AddressFamily.IPV6 && !IpAddress.isLinkLocal(buffer.getLong(offset + HEADER_LENGTH))) {
            return Verdict.FIRST_ADDR_NOT_LINK_LOCAL; // R-7.1-10
        }
        return Verdict.VALID;
    }

    /** The form whose sum over message, checksum field included, is 0xffff; null if there is none. */
    private @Nullable ChecksumForm matchingForm(@Nullable ChecksumForm preferred) {
        long messageSum = Checksum.words(header) + Checksum.sum(buffer, offset + HEADER_LENGTH, length - HEADER_LENGTH);
        if (preferred != ChecksumForm.MESSAGE_ONLY && isPseudoHeaderSum(messageSum)) {
            return ChecksumForm.PSEUDO_HEADER;
        }
        if (family == AddressFamily.IPV4 && Checksum.fold(messageSum) == Checksum.VALID_SUM) {
            return ChecksumForm.MESSAGE_ONLY;
        }
        return isPseudoHeaderSum(messageSum) ? ChecksumForm.PSEUDO_HEADER : null;
    }

    private boolean isPseudoHeaderSum(long messageSum) {
        long pseudoHeader =
                Checksum.pseudoHeaderSum(sourceHi, sourceLo, destinationHi, destinationLo, PROTOCOL, length);
        return Checksum.fold(pseudoHeader + messageSum) == Checksum.VALID_SUM;
    }

    /** The family of the carrying IP packet, and so of every address in it. */
    public AddressFamily family() {
        return family;
    }

    /** {@link Advertisement#VERSION_2} or {@link Advertisement#VERSION_3}. */
    public int version() {
        return octet(VERSION_TYPE_OFFSET) >>> 4;
    }

    private int type() {
        return octet(VERSION_TYPE_OFFSET) & 0x0f;
    }

    /** The Virtual Rtr ID as sent: 0..255. */
    public int vrid() {
        return octet(VRID_OFFSET);
    }

    /** The priority as sent: 0 (resigning) to 255 (address owner). */
    public int priority() {
        return octet(PRIORITY_OFFSET);
    }

    /** The IPvX Addr Count as sent: 0..255. */
    public int addrCount() {
        return octet(ADDR_COUNT_OFFSET);
    }

    /** The Auth Type of a version 2 message as sent: 0..255, 0 for none. Means nothing in version 3. */
    public int authType() {
        return octet(AUTH_TYPE_OFFSET);
    }

    /**
     * The Max Advertise Interval in centiseconds: 0..4095. Of a version 2 message its Adver Int, which is in seconds,
     * times 100: 0..25500 (R-8.4.2-03).
     */
    public int maxAdverIntervalCs() {
        if (version() == VERSION_2) {
            return octet(ADVER_INT_OFFSET) * CS_PER_SECOND;
        }
        return (int) (header >>> Short.SIZE) & MAX_ADVER_INTERVAL_MASK;
    }

    /** One octet of the header. */
    private int octet(int index) {
        return (int) (header >>> ((HEADER_LENGTH - 1 - index) * Byte.SIZE)) & 0xff;
    }

    /**
     * What the checksum covers, found by {@link #verifyMessage}; null before that and when it is wrong in every form.
     * Both forms are right for one in 65,535 combinations of source, destination and length; then this says the required
     * form, or {@link ChecksumForm#PSEUDO_HEADER} if none was required. A valid message of
     * version 2 has {@link ChecksumForm#MESSAGE_ONLY}.
     */
    public @Nullable ChecksumForm checksumForm() {
        return checksumMatches ? checksumForm : null;
    }

    /** The address at {@code index}, 0..{@link #addrCount}-1. Allocates. */
    public IpAddress address(int index) {
        if (index < 0 || index >= addrCount()) {
            throw new IndexOutOfBoundsException("address " + index + " of " + addrCount());
        }
        return IpAddress.read(family, buffer, offset + HEADER_LENGTH + index * family.addressLength());
    }

    /**
     * Whether the message announces the addresses of {@code set}, all of them and no other. The order does not matter,
     * and an address announced twice counts once (R-5.2.9-03, R-7.1-15).
     */
    public boolean announcesExactly(AddressSet set) {
        return set.family() == family && set.isExactly(buffer, offset + HEADER_LENGTH, addrCount());
    }

    /** The source address of the IP packet. Allocates. */
    public IpAddress source() {
        return new IpAddress(family, sourceHi, sourceLo);
    }

    /** True if the IP packet came from {@code address}. */
    public boolean isFrom(IpAddress address) {
        return family == address.family() && compareSourceTo(address) == 0;
    }

    /** The destination address of the IP packet. Allocates. */
    public IpAddress destination() {
        return new IpAddress(family, destinationHi, destinationLo);
    }

    /** True if the IP packet was sent to {@code address}: the group, or an address of this host. */
    public boolean isTo(IpAddress address) {
        return family == address.family() && destinationHi == address.hi() && destinationLo == address.lo();
    }

    /** The TTL or Hop Limit of the IP packet, 0..255. */
    public int hopLimit() {
        return hopLimit;
    }

    /**
     * The tie-break of RFC 9568 §6.4.3: source address against {@code address} as unsigned integers in network byte
     * order; negative, zero or positive.
     *
     * @param address of the same family
     */
    public int compareSourceTo(IpAddress address) {
        return IpAddress.compareUnsigned(sourceHi, sourceLo, address.hi(), address.lo());
    }

    /**
     * A copy of the message that outlives the view. Allocates.
     *
     * @throws IllegalArgumentException if the message was verified by rules without the errata, and breaks one of theirs
     */
    public Advertisement toAdvertisement() {
        List<IpAddress> addresses = new ArrayList<>(addrCount());
        for (int i = 0; i < addrCount(); i++) {
            addresses.add(address(i));
        }
        return new Advertisement(version(), vrid(), priority(), maxAdverIntervalCs(), addresses);
    }
}
