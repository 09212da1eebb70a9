package io.github.vrrp4j.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Every packet of {@code advertisements.csv} under each rule set that the view knows; among them R-5.1.2.3-02 (a Hop Limit of
 * 254) and R-5.2.6-02 (reserved bits that are set).
 */
final class AdvertisementVectorsTest {

    /**
     * Packets that RFC 5798 alone accepts and the errata of RFC 9568 refuse. The view applies the errata whatever the
     * checksum form.
     */
    private static final Map<String, Verdict> REFUSED_BY_ERRATA = Map.of(
            "neg-count-0-pseudo", Verdict.ADDR_COUNT_ZERO, // erratum 8299
            "neg-interval-0-pseudo", Verdict.INTERVAL_ZERO, // erratum 8301
            "neg-ip6-first-not-linklocal", Verdict.FIRST_ADDR_NOT_LINK_LOCAL); // erratum 8300

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "advertisements.csv", delimiter = '|', numLinesToSkip = 1)
    void eachPacketGetsItsVerdictUnderEachRuleSet(
            String name,
            AddressFamily family,
            Verdict both,
            Verdict messageOnly,
            Verdict pseudoHeader,
            @Nullable ChecksumForm form,
            @Nullable Integer vrid,
            @Nullable Integer priority,
            @Nullable Integer count,
            @Nullable Integer intervalCs,
            String source,
            String packet) {
        Verdict pseudoHeaderWithErrata = REFUSED_BY_ERRATA.getOrDefault(name, pseudoHeader);

        assertThat(verdict(family, packet, null)).isEqualTo(both);
        assertThat(verdict(family, packet, ChecksumForm.MESSAGE_ONLY)).isEqualTo(messageOnly);
        assertThat(verdict(family, packet, ChecksumForm.PSEUDO_HEADER)).isEqualTo(pseudoHeaderWithErrata);
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "advertisements.csv", delimiter = '|', numLinesToSkip = 1)
    void eachPacketShowsItsFields(
            String name,
            AddressFamily family,
            Verdict both,
            Verdict messageOnly,
            Verdict pseudoHeader,
            @Nullable ChecksumForm form,
            @Nullable Integer vrid,
            @Nullable Integer priority,
            @Nullable Integer count,
            @Nullable Integer intervalCs,
            String source,
            String packet,
            @Nullable String addresses) {
        AdvertisementView view = Packets.view(family, Octets.of(packet));
        Packets.verify(view);

        assertThat(view.family()).isEqualTo(family);
        assertThat(view.source()).hasToString(source);
        assertThat(view.checksumForm()).isEqualTo(form);
        if (vrid != null) {
            assertThat(view.vrid()).isEqualTo(vrid);
            assertThat(view.priority()).isEqualTo(priority);
            assertThat(view.addrCount()).isEqualTo(count);
            assertThat(view.maxAdverIntervalCs()).isEqualTo(intervalCs);
        }
        List<String> expected = addresses == null ? List.of() : List.of(addresses.split(" "));
        for (int i = 0; i < expected.size(); i++) {
            assertThat(view.address(i)).hasToString(expected.get(i));
        }
        if (both == Verdict.VALID) {
            assertThat(expected).hasSize(view.addrCount());
            assertThat(view.toAdvertisement())
                    .isEqualTo(new Advertisement(
                            view.vrid(),
                            view.priority(),
                            view.maxAdverIntervalCs(),
                            expected.stream().map(IpAddress::parse).toList()));
        }
    }

    private static Verdict verdict(AddressFamily family, String packet, @Nullable ChecksumForm required) {
        AdvertisementView view = Packets.view(family, Octets.of(packet));
        Verdict header = view.verifyHeader();
        return header == Verdict.VALID ? view.verifyMessage(required) : header;
    }
}
