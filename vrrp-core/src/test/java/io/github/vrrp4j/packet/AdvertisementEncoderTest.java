package io.github.vrrp4j.packet;

import static io.github.vrrp4j.packet.Advertisement.VERSION_3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Golden messages; those with 10.9.0.x, fe80::5cf3:76ff:fea9:aab6 and VRID 51, 61, 71, 81 were sent by keepalived 2.2.7. */
final class AdvertisementEncoderTest {

    /** R-5.2.6-01, also beside the interval of 4095; R-5.2.8-01, R-7.2-02: the checksum covers all the rest. */
    @ParameterizedTest(name = "{0} VRID {3} priority {4}")
    @CsvSource(delimiter = '|', textBlock = """
            PSEUDO_HEADER | 192.0.2.2 | 224.0.0.18 |  10 | 100 |  100 | 192.0.2.1  | 310a6401006405fdc0000201
            MESSAGE_ONLY  | 192.0.2.2 | 224.0.0.18 |  10 | 100 |  100 | 192.0.2.1  | 310a64010064a88ec0000201
            PSEUDO_HEADER | 192.0.2.2 | 224.0.0.18 |  10 |   0 |  100 | 192.0.2.1  | 310a0001006469fdc0000201
            MESSAGE_ONLY  | 192.0.2.2 | 224.0.0.18 |  10 |   0 |  100 | 192.0.2.1  | 310a000100640c8fc0000201
            MESSAGE_ONLY  | 192.0.2.2 | 224.0.0.18 |  10 | 255 |  100 | 192.0.2.1  | 310aff0100640d8ec0000201
            MESSAGE_ONLY  | 192.0.2.2 | 224.0.0.18 |  10 | 100 |    1 | 192.0.2.1  | 310a64010001a8f1c0000201
            MESSAGE_ONLY  | 192.0.2.2 | 224.0.0.18 |  10 | 100 | 4095 | 192.0.2.1  | 310a64010fff98f3c0000201
            PSEUDO_HEADER | 192.0.2.2 | 192.0.2.3  |  10 | 100 |  100 | 192.0.2.1  | 310a64010064240cc0000201
            PSEUDO_HEADER | 10.9.0.1  | 224.0.0.18 |  51 | 150 |  100 | 10.9.0.100 | 3133960100644361 0a090064
            MESSAGE_ONLY  | 10.9.0.1  | 224.0.0.18 |  51 | 150 |  100 | 10.9.0.100 | 3133960100642dfa 0a090064
            PSEUDO_HEADER | 10.9.0.1  | 10.9.0.2   |  71 | 200 |   50 | 10.9.0.171 | 3147c8010032e73f 0a0900ab
            MESSAGE_ONLY  | 10.9.0.1  | 10.9.0.2   |  71 | 200 |   50 | 10.9.0.171 | 3147c8010032fbd0 0a0900ab
            PSEUDO_HEADER | 10.9.0.1  | 224.0.0.18 |  81 | 200 |   50 | 10.9.0.181 | 3151c80100321124 0a0900b5
            MESSAGE_ONLY  | 10.9.0.1  | 224.0.0.18 |  81 | 200 |   50 | 10.9.0.181 | 3151c8010032fbbc 0a0900b5
            MESSAGE_ONLY  | fe80::2   | ff02::12   |  10 | 100 |  100 | fe80::1 2001:db8::1   | 310a640200644023 fe80000000000000000000000000000120010db8000000000000000000000001
            PSEUDO_HEADER | fe80::2   | ff02::12   |  10 | 100 |  100 | fe80::1 2001:db8::1   | 310a640200644023 fe80000000000000000000000000000120010db8000000000000000000000001
            PSEUDO_HEADER | fe80::5cf3:76ff:fea9:aab6 | ff02::12 | 61 | 150 | 100 | fe80::100 fd00:9::100 | 313d96020064bf4f fe800000000000000000000000000100fd000009000000000000000000000100
            PSEUDO_HEADER | fe80::5cf3:76ff:fea9:aab6 | ff02::12 | 61 |   0 | 100 | fe80::100 fd00:9::100 | 313d000200645550 fe800000000000000000000000000100fd000009000000000000000000000100
            """)
    void aMessageHasExactlyTheseOctets(
            ChecksumForm form,
            String source,
            String destination,
            int vrid,
            int priority,
            int intervalCs,
            String addresses,
            String message) {
        String expected = message.replace(" ", "");
        List<IpAddress> list =
                List.of(addresses.split(" ")).stream().map(IpAddress::parse).toList();
        var encoder = new AdvertisementEncoder(VERSION_3, vrid, list);
        ByteBuffer buffer = Octets.filled(expected.length() / 2 + 6);

        int length = encoder.encode(
                buffer, 3, priority, intervalCs, form, IpAddress.parse(source), IpAddress.parse(destination));

        assertThat(Octets.hex(buffer)).isEqualTo("a5a5a5" + expected + "a5a5a5");
        assertThat(length).isEqualTo(expected.length() / 2);
        assertThat(encoder.length()).isEqualTo(length);
        assertThat(buffer.position()).isZero();
    }

    /** A checksum that comes out as 0 is sent as 0: in VRRP it does not mean "absent". */
    @Test
    void aChecksumOfZeroIsWrittenAsZero() {
        assertThat(encode(new Advertisement(VERSION_3, 10, 100, 100, List.of(IpAddress.parse("192.0.170.143")))))
                .isEqualTo("310a640100640000c000aa8f");
    }

    @Test
    void sixteenAddressesStandInTheOrderGiven() {
        List<IpAddress> addresses = IntStream.rangeClosed(1, 16)
                .mapToObj(i -> IpAddress.parse("192.0.2." + i))
                .toList();

        assertThat(encode(new Advertisement(VERSION_3, 255, 100, 100, addresses)))
                .isEqualTo("31ff6410006448f8c0000201c0000202c0000203c0000204c0000205c0000206c0000207c0000208"
                        + "c0000209c000020ac000020bc000020cc000020dc000020ec000020fc0000210");
    }

    @Test
    void aMessageOf255AddressesHas1028Octets() {
        List<IpAddress> addresses = IntStream.rangeClosed(1, 255)
                .mapToObj(i -> IpAddress.parse("10.0.0." + i))
                .toList();

        String message = encode(new Advertisement(VERSION_3, 10, 100, 100, addresses));

        assertThat(message)
                .hasSize(2 * 1028)
                .startsWith("310a64ff0064f4070a0000010a000002")
                .endsWith("0a0000ff");
    }

    @Test
    void aMessageOf255Ipv6AddressesHas4088Octets() {
        List<IpAddress> addresses = IntStream.rangeClosed(1, 255)
                .mapToObj(i -> IpAddress.parse("fe80::" + Integer.toHexString(i)))
                .toList();

        assertThat(new AdvertisementEncoder(VERSION_3, 10, addresses).length()).isEqualTo(4088);
    }

    /** R-7.2-01: nothing of the last message is kept. */
    @Test
    void eachMessageCarriesThePriorityAndIntervalOfItsOwnCall() {
        var encoder = new AdvertisementEncoder(VERSION_3, 10, List.of(IpAddress.parse("192.0.2.1")));
        ByteBuffer buffer = Octets.filled(12);
        IpAddress source = IpAddress.parse("192.0.2.2");
        IpAddress group = AddressFamily.IPV4.vrrpGroup();

        encoder.encode(buffer, 0, 255, 4095, ChecksumForm.MESSAGE_ONLY, source, group);
        encoder.encode(buffer, 0, 0, 100, ChecksumForm.MESSAGE_ONLY, source, group);

        assertThat(Octets.hex(buffer)).isEqualTo("310a000100640c8fc0000201");
    }

    @Test
    void aBufferThatIsTooSmallIsTheCallersMistake() {
        var encoder = new AdvertisementEncoder(VERSION_3, 10, List.of(IpAddress.parse("192.0.2.1")));
        ByteBuffer buffer = Octets.filled(11);

        assertThatThrownBy(() -> encoder.encode(
                        buffer,
                        0,
                        100,
                        100,
                        ChecksumForm.MESSAGE_ONLY,
                        IpAddress.parse("192.0.2.2"),
                        AddressFamily.IPV4.vrrpGroup()))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static String encode(Advertisement advertisement) {
        ByteBuffer buffer = Octets.filled(1028);
        int length = advertisement.encode(
                buffer, 0, ChecksumForm.MESSAGE_ONLY, IpAddress.parse("192.0.2.2"), AddressFamily.IPV4.vrrpGroup());
        return Octets.hex(buffer, 0, length);
    }
}
