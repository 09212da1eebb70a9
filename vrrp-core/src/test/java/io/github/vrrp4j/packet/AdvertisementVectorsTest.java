package io.github.vrrp4j.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Every packet of {@code advertisements.csv} under each RFC's rules; among them R-5.1.2.3-02 (a Hop Limit of 254),
 * R-5.2.6-02 (reserved bits that are set), R-7.1-16 (Auth Types other than 0) and R-8.4.2-03 (seconds as centiseconds).
 */
final class AdvertisementVectorsTest {

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "advertisements.csv", delimiter = '|', numLinesToSkip = 1)
    void eachPacketGetsItsVerdictUnderTheRulesOfEachRfc(
            String name,
            AddressFamily family,
            Verdict rfc9568,
            Verdict rfc5798,
            Verdict version3,
            Verdict rfc3768,
            @Nullable ChecksumForm form,
            @Nullable Integer version,
            @Nullable Integer vrid,
            @Nullable Integer priority,
            @Nullable Integer count,
            @Nullable Integer intervalCs,
            String source,
            String packet) {
        AdvertisementView view = Packets.view(family, Octets.of(packet));

        assertThat(Packets.verify(view, ReceiveRules.RFC_9568)).isEqualTo(rfc9568);
        assertThat(Packets.verify(view, ReceiveRules.RFC_5798)).isEqualTo(rfc5798);
        assertThat(Packets.verify(view, ReceiveRules.VERSION_3)).isEqualTo(version3);
        assertThat(Packets.verify(view, ReceiveRules.RFC_3768)).isEqualTo(rfc3768);
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "advertisements.csv", delimiter = '|', numLinesToSkip = 1)
    void eachPacketShowsItsFields(
            String name,
            AddressFamily family,
            Verdict rfc9568,
            Verdict rfc5798,
            Verdict version3,
            Verdict rfc3768,
            @Nullable ChecksumForm form,
            @Nullable Integer version,
            @Nullable Integer vrid,
            @Nullable Integer priority,
            @Nullable Integer count,
            @Nullable Integer intervalCs,
            String source,
            String packet,
            @Nullable String addresses) {
        AdvertisementView view = Packets.view(family, Octets.of(packet));
        Verdict verdict = Packets.verify(view, ReceiveRules.VERSION_2_AND_3);

        assertThat(view.family()).isEqualTo(family);
        assertThat(view.source()).hasToString(source);
        assertThat(view.checksumForm()).isEqualTo(form);
        if (version != null) {
            assertThat(view.version()).isEqualTo(version);
            assertThat(view.vrid()).isEqualTo(vrid);
            assertThat(view.priority()).isEqualTo(priority);
            assertThat(view.addrCount()).isEqualTo(count);
            assertThat(view.maxAdverIntervalCs()).isEqualTo(intervalCs);
        }
        List<IpAddress> expected = addresses == null
                ? List.of()
                : List.of(addresses.split(" ")).stream().map(IpAddress::parse).toList();
        for (int i = 0; i < expected.size(); i++) {
            assertThat(view.address(i)).isEqualTo(expected.get(i));
        }
        if (verdict == Verdict.VALID) {
            assertThat(expected).hasSize(view.addrCount());
            assertThat(view.announcesExactly(new AddressSet(expected))).isTrue();
            assertThat(view.toAdvertisement())
                    .isEqualTo(new Advertisement(
                            view.version(), view.vrid(), view.priority(), view.maxAdverIntervalCs(), expected));
        }
    }
}
