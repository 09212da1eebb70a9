package io.github.vrrp4j.netlink.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.MacAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever the octets are, an interface is read or the message is malformed. */
class LinkDetailsTest {

    /** The macvlan interface {@code vrrp4-2-51} with index 3, up, on the interface with index 2. */
    private static final byte[] MACVLAN = HexFormat.of()
            .parseHex(("00000100 03000000 43100100 00000000"
                            + "0f000300 76727270342d322d35310000"
                            + "08000500 02000000"
                            + "08002500 00000000"
                            + "0a000100 00005e0001330000"
                            + "1c001280 0c000100 6d6163766c616e00 0c000280 08000100 04000000"
                            + "24001a80 14000280 10000180 01000000 00000000 05000000"
                            + "0c000a80 08000200 01000000")
                    .replace(" ", ""));

    @Example
    void aMacvlanIsReadWithWhatItStandsOnAndItsSettings() throws MalformedMessageException {
        LinkDetails link = read(MACVLAN, MACVLAN.length);

        assertThat(link.name()).isEqualTo("vrrp4-2-51");
        assertThat(link.index()).isEqualTo(3);
        assertThat(link.isUp()).isTrue();
        assertThat(link.isLoopback()).isFalse();
        assertThat(link.linkIndex()).isEqualTo(2);
        assertThat(link.linkNamespace()).isZero();
        assertThat(link.mac()).isEqualTo(MacAddress.ofVirtualRouter(AddressFamily.IPV4, 51));
        assertThat(link.kind()).isEqualTo("macvlan");
        assertThat(link.isMacvlan()).isTrue();
        assertThat(link.macvlanMode()).isEqualTo(4);
        assertThat(link.ipv4Settings().get(LinkDetails.Ipv4Settings.FORWARDING)).isEqualTo(1);
        assertThat(link.ipv4Settings().get(3)).isEqualTo(5);
        assertThat(link.ipv4Settings().get(LinkDetails.Ipv4Settings.ARP_IGNORE)).isZero();
        assertThat(link.ipv6Forwarding()).isEqualTo(1);
    }

    @Example
    void lessThanAnInterfaceIsMalformed() {
        assertThatThrownBy(() -> read(MACVLAN, 15)).hasMessage("malformed netlink message: an interface of 15 octets");
    }

    @Property
    void anyOctets(@ForAll @Size(max = 300) byte[] octets) {
        readOrMalformed(octets, octets.length);
    }

    @Property
    void cutAnywhere(@ForAll @IntRange(min = 0, max = 123) int length) {
        readOrMalformed(MACVLAN, length);
    }

    @Property
    void withAnyTwoOctetsChanged(
            @ForAll @IntRange(min = 0, max = 123) int position, @ForAll byte value, @ForAll byte second) {
        byte[] octets = MACVLAN.clone();
        octets[position] = value;
        octets[(position + 1) % octets.length] = second;
        readOrMalformed(octets, octets.length);
    }

    private static void readOrMalformed(byte[] octets, int length) {
        try {
            assertThat(read(octets, length).kind().length()).isLessThanOrEqualTo(length);
        } catch (MalformedMessageException e) {
            assertThat(e).hasMessageStartingWith("malformed netlink message");
        }
    }

    private static LinkDetails read(byte[] octets, int length) throws MalformedMessageException {
        ByteBuffer buffer = ByteBuffer.wrap(octets).limit(length).order(ByteOrder.LITTLE_ENDIAN);
        return LinkDetails.read(buffer, 0, length);
    }
}
