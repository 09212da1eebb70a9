package io.github.vrrp4j.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Whatever the octets are, they are a claim or they are not. A read outside of the frame would be an
 * IndexOutOfBoundsException, since the buffer ends where the frame does.
 */
final class AddressClaimPropertyTest {

    private static final IpAddress IPV4 = IpAddress.parse("192.0.2.10");
    private static final IpAddress IPV6 = IpAddress.parse("2001:db8::10");
    private static final MacAddress MAC = new MacAddress(0x0200_0000_0001L);

    @Property(tries = 2000)
    void anyOctetsAreReadTheSameWhateverStandsAroundThem(
            @ForAll @Size(max = 120) byte[] octets, @ForAll boolean arp, @ForAll byte guard) {
        byte[] frame = octets.clone();
        if (frame.length >= 14) {
            ByteBuffer.wrap(frame).putShort(12, (short) (arp ? 0x0806 : 0x86dd));
        }

        requireSame(frame, guard);
    }

    @Property(tries = 2000)
    void aDamagedFrameIsReadTheSameWhateverStandsAroundIt(
            @ForAll boolean ipv4,
            @ForAll @IntRange(max = 85) int position,
            @ForAll byte damage,
            @ForAll @IntRange(max = 86) int length,
            @ForAll byte guard) {
        byte[] frame = frame(ipv4);
        frame[position % frame.length] ^= damage;

        requireSame(Arrays.copyOf(frame, Math.min(length, frame.length)), guard);
    }

    /** The one's complement sum cannot see 0x0000 become 0xffff; a single octet cannot do that. */
    @Property
    void aNeighborAdvertisementWithOneOctetOfItsMessageChangedIsNoClaim(
            @ForAll @IntRange(min = 54, max = 85) int position, @ForAll @IntRange(min = 1, max = 255) int damage) {
        byte[] frame = frame(false);
        frame[position] ^= (byte) damage;

        assertThat(read(frame)).isNull();
    }

    private static byte[] frame(boolean ipv4) {
        ByteBuffer buffer = ByteBuffer.allocate(ipv4 ? 42 : 86);
        if (ipv4) {
            GratuitousArp.encode(buffer, 0, MAC, IPV4);
        } else {
            UnsolicitedNeighborAdvertisement.encode(buffer, 0, MAC, IPV6, IPV6, false);
        }
        return buffer.array();
    }

    private static void requireSame(byte[] frame, byte guard) {
        ByteBuffer surrounded = ByteBuffer.wrap(Octets.surround(frame, 64, guard));

        assertThat(AddressClaim.read(surrounded, 64, frame.length)).isEqualTo(read(frame));
    }

    private static @Nullable AddressClaim read(byte[] frame) {
        return AddressClaim.read(ByteBuffer.wrap(frame), 0, frame.length);
    }
}
