package io.github.vrrp4j.netlink.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Whatever the octets are, a parser returns or says that they are malformed. A read outside the datagram would be an
 * IndexOutOfBoundsException here, since the buffer ends where the datagram does.
 */
class ParserPropertiesTest {

    private static final int SEQUENCE = 7;

    /** Two addresses and an interface, then the end of the dump. */
    private static final byte[] VALID = HexFormat.of()
            .parseHex(("28000000 1400 0200 07000000 39300000 02188000 03000000 08000100 c0000201 08000200 c0000201"
                            + "30000000 1400 0200 07000000 39300000 02188000 03000000 08000100 c000020a 08000200 c000020a"
                            + "08000800 81000000"
                            + "38000000 1000 0200 07000000 39300000 00000100 05000000 43100100 00000000"
                            + "09000300 65746830 00000000 0a000100 02000000 00010000"
                            + "40000000 0200 0003 07000000 39300000 edffffff 28000000 1400 0506 07000000 00000000"
                            + "1b000100 697076343a20446576696365206e6f7420666f756e640000")
                    .replace(" ", ""));

    @Example
    void theValidDatagramIsValid() throws MalformedMessageException {
        List<Integer> types = new ArrayList<>();
        Reply reply = new Reply(SEQUENCE, (type, datagram, offset, end) -> types.add(type));

        assertThat(reply.accept(buffer(VALID, 208))).isTrue();
        assertThat(types).containsExactly(20, 20, 16);
        assertThat(reply.errno()).isEqualTo(19);
    }

    @Property
    void anyOctets(@ForAll @Size(max = 400) byte[] octets) {
        parse(octets, octets.length);
    }

    @Property
    void anyMessagesOfOurSequence(@ForAll("messages") byte[] octets) {
        parse(octets, octets.length);
    }

    @Property
    void aValidDatagramCutAnywhere(@ForAll @IntRange(min = 0, max = 207) int length) {
        parse(VALID.clone(), length);
    }

    @Property
    void aValidDatagramWithAnyOctetChanged(
            @ForAll @IntRange(min = 0, max = 207) int position, @ForAll byte value, @ForAll byte second) {
        byte[] octets = VALID.clone();
        octets[position] = value;
        octets[(position + 1) % octets.length] = second;
        parse(octets, octets.length);
    }

    @Property
    void attributesOfAnyOctets(
            @ForAll @Size(max = 200) byte[] octets, @ForAll @IntRange(min = 0, max = 200) int start) {
        AttributeCursor cursor =
                new AttributeCursor(buffer(octets, octets.length), Math.min(start, octets.length), octets.length);
        int steps = 0;
        try {
            while (cursor.next()) {
                assertThat(cursor.text().length()).isLessThanOrEqualTo(cursor.length());
                steps++;
            }
        } catch (MalformedMessageException e) {
            assertThat(e).hasMessageStartingWith("malformed netlink message");
        }
        assertThat(steps).isLessThanOrEqualTo(octets.length / AttributeCursor.HEADER_LENGTH);
    }

    @Provide
    Arbitrary<byte[]> messages() {
        Arbitrary<Integer> type = Arbitraries.oneOf(
                Arbitraries.of(1, 2, 3, 4, 16, 20, 24), Arbitraries.integers().between(0, 0xffff));
        Arbitrary<Integer> flags = Arbitraries.integers().between(0, 0xffff);
        Arbitrary<byte[]> payload = Arbitraries.bytes()
                .between((byte) 0, (byte) 24)
                .array(byte[].class)
                .ofMaxSize(120);
        return Combinators.combine(type, flags, payload)
                .as(ParserPropertiesTest::message)
                .list()
                .ofMaxSize(3)
                .map(ParserPropertiesTest::join);
    }

    private static byte[] message(int type, int flags, byte[] payload) {
        int length = MessageCursor.HEADER_LENGTH + payload.length;
        return buffer(new byte[MessageCursor.align(length)], MessageCursor.align(length))
                .putInt(length)
                .putShort((short) type)
                .putShort((short) flags)
                .putInt(SEQUENCE)
                .putInt(0)
                .put(payload)
                .array();
    }

    private static byte[] join(Iterable<byte[]> messages) {
        ByteBuffer joined = ByteBuffer.allocate(1024);
        messages.forEach(joined::put);
        byte[] octets = new byte[joined.position()];
        joined.get(0, octets);
        return octets;
    }

    private static void parse(byte[] octets, int length) {
        notify(octets, length);
        int[] objects = new int[1];
        Reply reply = new Reply(SEQUENCE, (type, datagram, offset, end) -> {
            objects[0]++;
            if (type == Request.RTM_NEWLINK) {
                NetworkInterface.read(datagram, offset, end);
            } else if (type == RouteRequest.RTM_NEWROUTE) {
                InterfaceRoute.read(datagram, offset, end);
            } else {
                InterfaceAddress.read(datagram, offset, end);
            }
        });
        try {
            if (reply.accept(buffer(octets, length))) {
                assertThat(reply.errno()).isNotNegative();
            }
        } catch (MalformedMessageException e) {
            assertThat(e).hasMessageStartingWith("malformed netlink message");
        }
        assertThat(objects[0]).isLessThanOrEqualTo(length / MessageCursor.HEADER_LENGTH);
    }

    /** Whatever arrives on the monitor is read to its end or refused. */
    private static void notify(byte[] octets, int length) {
        RecordedChanges changes = new RecordedChanges();
        try {
            Notification.read(buffer(octets, length), changes);
        } catch (MalformedMessageException e) {
            assertThat(e).hasMessageStartingWith("malformed netlink message");
        }
        assertThat(changes.lines()).hasSizeLessThanOrEqualTo(length / MessageCursor.HEADER_LENGTH);
    }

    private static ByteBuffer buffer(byte[] octets, int length) {
        return ByteBuffer.wrap(octets).limit(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
