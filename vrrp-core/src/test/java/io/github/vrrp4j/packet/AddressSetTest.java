package io.github.vrrp4j.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R-5.2.9-03: address lists are compared as sets. */
final class AddressSetTest {

    @ParameterizedTest(name = "{0} for {1}: {2}")
    @CsvSource({
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "192.0.2.2 192.0.2.1, 192.0.2.1 192.0.2.2, true", // the order does not matter
        "192.0.2.1 192.0.2.2, 192.0.2.1, false", // one too many
        "192.0.2.1, 192.0.2.1 192.0.2.2, false", // one too few
        "192.0.2.1 192.0.2.1, 192.0.2.1 192.0.2.2, false", // twice the one does not make up for the other
        "192.0.2.1 192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.1 192.0.2.1, true",
        "200.0.0.1 10.0.0.1 127.0.0.1, 10.0.0.1 127.0.0.1 200.0.0.1, true", // above and below 128
        "fe80::1 2001:db8::1, 2001:db8::1 fe80::1, true",
        "fe80::1 2001:db8::1, fe80::1 2001:db8:1::1, false", // different in the upper half alone
        "fe80::1 2001:db8::1, fe80::1 2001:db8::2, false",
        "fe80::1 2001:db8::8000:0:0:1, fe80::1 2001:db8::8000:0:0:1, true",
        "192.0.2.1, ::c000:201, false" // the same numbers in the other family
    })
    void aMessageAnnouncesExactlyASet(String announced, String configured, boolean same) {
        assertThat(view(addresses(announced)).announcesExactly(new AddressSet(addresses(configured))))
                .isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource({"63", "64", "65", "128", "129", "255"})
    void aSetOfManyIsComparedToTheLast(int size) {
        List<IpAddress> addresses = IntStream.rangeClosed(1, size)
                .mapToObj(i -> IpAddress.parse("10.0.0." + i))
                .toList();
        var set = new AddressSet(addresses);
        assertThat(set.size()).isEqualTo(size);
        assertThat(view(addresses).announcesExactly(set)).isTrue();

        for (int i = 0; i < size; i++) {
            List<IpAddress> oneTwice = new ArrayList<>(addresses);
            oneTwice.set(i, addresses.get((i + 1) % size));
            assertThat(view(oneTwice).announcesExactly(set))
                    .as("without the %dth", i)
                    .isFalse();
        }
    }

    /** Only rules without the errata let a message without addresses through. */
    @Test
    void aMessageOfNoAddressesAnnouncesNoSet() {
        AdvertisementView view = Packets.ipv4("45c0001c00000000ff70189dc0000202e0000012 310a64000064c803");

        assertThat(Packets.verify(view, ReceiveRules.RFC_5798)).isEqualTo(Verdict.VALID);
        assertThat(view.announcesExactly(new AddressSet(addresses("192.0.2.1"))))
                .isFalse();
    }

    @Property
    @StatisticsReport(onFailureOnly = true)
    void itIsTheEqualityOfSets(
            @ForAll("fewIpv4Addresses") List<IpAddress> announced,
            @ForAll("fewIpv4Addresses") List<IpAddress> configured) {
        boolean same = new HashSet<>(announced).equals(new HashSet<>(configured));

        assertThat(view(announced).announcesExactly(new AddressSet(configured))).isEqualTo(same);
        Statistics.collect(same);
        Statistics.coverage(checker -> checker.check(true).count(count -> count > 20));
    }

    @Test
    void aSetHasFrom1To255AddressesOfOneFamily() {
        List<IpAddress> many = IntStream.range(0, 256)
                .mapToObj(i -> IpAddress.parse("10.0.0." + i))
                .toList();

        assertThat(new AddressSet(addresses("192.0.2.1 192.0.2.1")).size()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AddressSet(List.of()))
                .withMessage("number of different addresses 0 is not in 1..255");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AddressSet(many))
                .withMessage("number of different addresses 256 is not in 1..255");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AddressSet(addresses("fe80::1 192.0.2.1")))
                .withMessage("IPv4 and IPv6 addresses in one set");
    }

    private static List<IpAddress> addresses(String text) {
        return Stream.of(text.split(" ")).map(IpAddress::parse).toList();
    }

    private static AdvertisementView view(List<IpAddress> addresses) {
        var encoder = new AdvertisementEncoder(Advertisement.VERSION_3, 10, addresses);
        AddressFamily family = addresses.get(0).family();
        IpAddress source = family.vrrpGroup();
        ByteBuffer buffer = Octets.filled(encoder.length());
        encoder.encode(buffer, 0, 100, 100, ChecksumForm.PSEUDO_HEADER, source, source);
        var view = new AdvertisementView();
        Packets.wrapMessage(view, source, source, 255, buffer, 0, buffer.limit());
        assertThat(Packets.verify(view, ReceiveRules.VERSION_3)).isEqualTo(Verdict.VALID);
        return view;
    }

    @Provide
    Arbitrary<List<IpAddress>> fewIpv4Addresses() {
        return Arbitraries.of(addresses("10.0.0.1 128.0.0.1 192.0.2.1 255.255.255.255"))
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }
}
