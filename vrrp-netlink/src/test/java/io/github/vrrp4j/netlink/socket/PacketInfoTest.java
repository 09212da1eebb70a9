package io.github.vrrp4j.netlink.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Octets are written down from struct cmsghdr and struct in6_pktinfo, as a little-endian kernel of 64 bits writes them. */
class PacketInfoTest {

    private static final IpAddress GROUP = AddressFamily.IPV6.vrrpGroup();

    private static final String HOP_LIMIT_255 = "1400000000000000 29000000 34000000 ff000000 00000000";
    private static final String TO_GROUP_BY_3 =
            "2400000000000000 29000000 32000000 ff020000 00000000 00000000 00000012 03000000 00000000";

    private final byte[] octets = new byte[256];
    private final PacketInfo info =
            new PacketInfo(ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN), ByteBuffer.wrap(octets));

    @Test
    void hopLimitDestinationAndInterfaceAreRead() {
        read(TO_GROUP_BY_3 + HOP_LIMIT_255);

        assertThat(info.hopLimit()).isEqualTo(255);
        assertThat(info.isFor(GROUP, 3)).isTrue();
        assertThat(info.isFor(GROUP, 4)).isFalse();
        assertThat(info.isFor(IpAddress.parse("ff02::1"), 3)).isFalse();
        assertThat(info.isFor(IpAddress.parse("ff05::12"), 3)).isFalse();
    }

    @Test
    void theirOrderDoesNotMatterAndOthersAreSkipped() {
        String flowInfo = "1400000000000000 29000000 0b000000 0000ffff 00000000";
        String timestamp = "2000000000000000 01000000 1d000000 0000000000000000 0000000000000000";
        String hopLimitOfAnotherLevel = "1400000000000000 00000000 34000000 01000000 00000000";

        read(timestamp + HOP_LIMIT_255 + hopLimitOfAnotherLevel + flowInfo + TO_GROUP_BY_3);

        assertThat(info.hopLimit()).isEqualTo(255);
        assertThat(info.isFor(GROUP, 3)).isTrue();
    }

    @Test
    void whatTheKernelDidNotSayIsNotThatOfThePacketBefore() {
        read(TO_GROUP_BY_3 + HOP_LIMIT_255);
        read("");

        assertThat(info.hopLimit()).isZero();
        assertThat(info.isFor(GROUP, 3)).isFalse();
    }

    @Test
    void theLastOneNeedsNoPadding() {
        read("1400000000000000 29000000 34000000 fe000000");

        assertThat(info.hopLimit()).isEqualTo(254);
    }

    @Test
    void whatIsCutOffIsNotRead() {
        read(HOP_LIMIT_255 + TO_GROUP_BY_3.substring(0, TO_GROUP_BY_3.length() - 11));

        assertThat(info.hopLimit()).isEqualTo(255);
        assertThat(info.isFor(GROUP, 3)).isFalse();

        read("1200000000000000 29000000 34000000 ff00"); // two octets of hop limit

        assertThat(info.hopLimit()).isZero();
    }

    @Test
    void aLengthThatIsTooShortOrTooLongEndsTheReading() {
        read("0f00000000000000 29000000 34000000 ff000000 00000000" + HOP_LIMIT_255);
        assertThat(info.hopLimit()).isZero();

        read("ffffffffffffffff 29000000 34000000 ff000000 00000000" + HOP_LIMIT_255);
        assertThat(info.hopLimit()).isZero();

        read("1400000001000000 29000000 34000000 ff000000 00000000" + HOP_LIMIT_255);
        assertThat(info.hopLimit()).isZero();
    }

    @Property
    void readingEndsWhateverTheOctetsAre(
            @ForAll @Size(256) byte[] random, @ForAll @IntRange(min = -1, max = 300) int length) {
        System.arraycopy(random, 0, octets, 0, octets.length);

        info.read(length);
    }

    private void read(String hex) {
        Arrays.fill(octets, (byte) 0xa5);
        byte[] written = HexFormat.of().parseHex(hex.replace(" ", ""));
        System.arraycopy(written, 0, octets, 0, written.length);
        info.read(written.length);
    }
}
