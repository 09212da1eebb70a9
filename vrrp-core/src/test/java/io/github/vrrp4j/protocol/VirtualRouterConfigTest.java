package io.github.vrrp4j.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.ReceiveRules;
import io.github.vrrp4j.packet.VirtualAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VirtualRouterConfigTest {

    /** RFC 5798 §6.1: priority 100, 100 cs, Preempt_Mode true. */
    @Test
    void theDefaultsAreThoseOfTheRfc() {
        VirtualRouterConfig config =
                VirtualRouterConfig.builder(51).address("192.0.2.10/24").build();

        assertThat(config.vrid()).isEqualTo(51);
        assertThat(config.priority()).isEqualTo(100);
        assertThat(config.advertisementInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.advertisementIntervalCs()).isEqualTo(100);
        assertThat(config.preemptMode()).isTrue();
        assertThat(config.checksumForm()).isEqualTo(ChecksumForm.PSEUDO_HEADER);
        assertThat(config.strictChecksum()).isFalse();
        assertThat(config.addresses()).containsExactly(VirtualAddress.parse("192.0.2.10/24"));
        assertThat(config.family()).isEqualTo(AddressFamily.IPV4);
    }

    @Test
    void everyParameterCanBeSet() {
        VirtualRouterConfig config = VirtualRouterConfig.builder(255)
                .priority(254)
                .advertisementInterval(Duration.ofMillis(250))
                .preemptMode(false)
                .preemptDelay(Duration.ofSeconds(30))
                .holdDown(Duration.ofHours(1))
                .answersLosers(false)
                .ownerListens(false)
                .checksumForm(ChecksumForm.MESSAGE_ONLY)
                .strictChecksum(true)
                .address("fe80::1/64")
                .address(VirtualAddress.parse("2001:db8::1/64"))
                .build();

        assertThat(config)
                .isEqualTo(new VirtualRouterConfig(
                        255,
                        Version.V3,
                        254,
                        Duration.ofMillis(250),
                        false,
                        Duration.ofSeconds(30),
                        Duration.ofHours(1),
                        false,
                        false,
                        ChecksumForm.MESSAGE_ONLY,
                        true,
                        List.of(VirtualAddress.parse("fe80::1/64"), VirtualAddress.parse("2001:db8::1/64")),
                        null,
                        HostConfig.DEFAULT));
        assertThat(config.family()).isEqualTo(AddressFamily.IPV6);
        assertThat(config.advertisementIntervalCs()).isEqualTo(25);
        assertThat(config.toBuilder().build()).isEqualTo(config);
        assertThat(config.toBuilder().priority(1).build()).isNotEqualTo(config);
    }

    /** R-5.2.3-01. */
    @ParameterizedTest
    @ValueSource(ints = {1, 255})
    void aVridIs1To255(int vrid) {
        assertThat(VirtualRouterConfig.builder(vrid)
                        .address("192.0.2.10")
                        .build()
                        .vrid())
                .isEqualTo(vrid);
    }

    /** R-5.2.3-01. */
    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 256})
    void aVridOutOfRangeIsRefused(int vrid) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VirtualRouterConfig.builder(vrid))
                .withMessage("VRID " + vrid + " is not in 1..255 (RFC 5798 §5.2.3)");
    }

    /** R-5.2.4-01, R-5.2.4-02: 255 is the owner's. */
    @ParameterizedTest
    @ValueSource(ints = {1, 254, 255})
    void aPriorityIs1To255(int priority) {
        assertThat(VirtualRouterConfig.builder(51)
                        .priority(priority)
                        .address("192.0.2.10")
                        .build()
                        .priority())
                .isEqualTo(priority);
    }

    /** R-5.2.4-03: 0 is what a MASTER sends when it resigns, never a configured value. */
    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 256})
    void aPriorityOutOfRangeIsRefused(int priority) {
        VirtualRouterConfig.Builder builder = VirtualRouterConfig.builder(51);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.priority(priority))
                .withMessage("priority " + priority
                        + " is not in 1..254, or 255 for the owner of the addresses (RFC 5798 §5.2.4)");
    }

    @ParameterizedTest
    @CsvSource({"PT0.01S,1", "PT0.02S,2", "PT1S,100", "PT40.95S,4095"})
    void anIntervalIs1To4095Centiseconds(Duration interval, int centiseconds) {
        assertThat(VirtualRouterConfig.builder(51)
                        .advertisementInterval(interval)
                        .address("192.0.2.10")
                        .build()
                        .advertisementIntervalCs())
                .isEqualTo(centiseconds);
    }

    /** R-5.2.7-01. */
    @ParameterizedTest
    @CsvSource({
        "PT0S,0ms", "PT-1S,-1s", "PT0.009999999S,0.009999999s", "PT0.010000001S,0.010000001s", "PT0.015S,15ms",
        "PT40.950000001S,40.950000001s", "PT40.96S,40.96s", "PT41S,41s", "PT1M,1m", "P365000000D,8760000000h"
    })
    void anIntervalOutOfRangeOrBetweenTwoStepsIsRefused(Duration interval, String text) {
        VirtualRouterConfig.Builder builder = VirtualRouterConfig.builder(51);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.advertisementInterval(interval))
                .withMessage("advertisement interval " + text
                        + " is not in 10ms..40950ms in steps of 10ms (RFC 9568 §5.2.7)");
    }

    @Test
    void aVirtualRouterHasFrom1To255Addresses() {
        VirtualRouterConfig.Builder builder = VirtualRouterConfig.builder(51);
        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage("a virtual router needs at least one virtual address (RFC 5798 §5.2.5)");

        IntStream.rangeClosed(1, 255).forEach(i -> builder.address("10.0.0." + i));
        assertThat(builder.build().addresses()).hasSize(255);

        builder.address("10.0.1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage("256 virtual addresses are more than the 255 that one advertisement can carry"
                        + " (RFC 5798 §5.2.5)");
    }

    /** R-5.2.9-01. */
    @Test
    void theAddressesAreOfOneFamily() {
        VirtualRouterConfig.Builder builder =
                VirtualRouterConfig.builder(51).address("192.0.2.10/24").address("fe80::1/64");

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage("IPv4 and IPv6 addresses in one virtual router (192.0.2.10/24, fe80::1/64): configure one"
                        + " for each, the VRID may be the same (RFC 5798 §5.2.9)");
    }

    /** R-5.2.9-02: only the first one has to be. */
    @Test
    void theFirstIpv6AddressIsLinkLocal() {
        VirtualRouterConfig.Builder builder =
                VirtualRouterConfig.builder(51).address("2001:db8::1/64").address("fe80::1/64");

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage("the first IPv6 virtual address 2001:db8::1/64 is not link-local, fe80::/10"
                        + " (RFC 9568 §5.2.9)");
    }

    @Test
    void anAddressStandsOnceWhateverItsPrefixLength() {
        VirtualRouterConfig.Builder builder =
                VirtualRouterConfig.builder(51).address("192.0.2.10/24").address("192.0.2.10/32");

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage("virtual address 192.0.2.10 stands twice");
    }

    @Test
    void anAddressThatIsNoneIsRefusedAtOnce() {
        VirtualRouterConfig.Builder builder = VirtualRouterConfig.builder(51);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.address("192.0.2"))
                .withMessage("'192.0.2' is not an IP address; write it like 192.0.2.10 or 2001:db8::10");
    }

    /** R-5.2.9-03: the order of the configuration is the order on the wire. */
    @Test
    void theAddressesAreACopyInTheOrderGiven() {
        List<VirtualAddress> addresses =
                new ArrayList<>(List.of(VirtualAddress.parse("192.0.2.200/24"), VirtualAddress.parse("192.0.2.10/24")));

        var config = record(51, Version.V3, 100, Duration.ofSeconds(1), Duration.ZERO, addresses);
        addresses.clear();

        assertThat(config.addresses())
                .containsExactly(VirtualAddress.parse("192.0.2.200/24"), VirtualAddress.parse("192.0.2.10/24"));
    }

    /** The record itself checks, not only the builder. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
              0 | V3 | 100 | PT1S     | PT0S   | VRID 0 is not in 1..255 (RFC 5798 §5.2.3)
             51 | V3 |   0 | PT1S     | PT0S   | priority 0 is not in 1..254, or 255 for the owner of the addresses (RFC 5798 §5.2.4)
             51 | V3 | 100 | PT40.96S | PT0S   | advertisement interval 40.96s is not in 10ms..40950ms in steps of 10ms (RFC 9568 §5.2.7)
             51 | V2 | 100 | PT0.5S   | PT0S   | advertisement interval 500ms is not in 1s..255s in steps of 1s (RFC 3768 §5.3.7)
             51 | V3 | 100 | PT1S     | PT-1S  | preempt delay -1s is not in 0s..1h
            """)
    void aConfigurationIsValidByConstruction(
            int vrid, Version version, int priority, Duration interval, Duration delay, String message) {
        List<VirtualAddress> addresses = List.of(VirtualAddress.parse("192.0.2.10/24"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> record(vrid, version, priority, interval, delay, addresses))
                .withMessage(message);
    }

    @Test
    void theRecordChecksTheHoldDownToo() {
        List<VirtualAddress> addresses = List.of(VirtualAddress.parse("192.0.2.10/24"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new VirtualRouterConfig(
                        51,
                        Version.V3,
                        100,
                        Duration.ofSeconds(1),
                        true,
                        Duration.ZERO,
                        Duration.ofSeconds(-1),
                        true,
                        true,
                        ChecksumForm.PSEUDO_HEADER,
                        false,
                        addresses,
                        null,
                        HostConfig.DEFAULT))
                .withMessage("hold-down -1s is not in 0s..1h");
    }

    private static VirtualRouterConfig record(
            int vrid,
            Version version,
            int priority,
            Duration interval,
            Duration preemptDelay,
            List<VirtualAddress> addresses) {
        return new VirtualRouterConfig(
                vrid,
                version,
                priority,
                interval,
                true,
                preemptDelay,
                Duration.ZERO,
                true,
                true,
                ChecksumForm.PSEUDO_HEADER,
                false,
                addresses,
                null,
                HostConfig.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource({"V2, 1", "V2, 255", "V2_AND_V3, 40"})
    void versionTwoHasIntervalsOfWholeSeconds(Version version, int seconds) {
        VirtualRouterConfig config = VirtualRouterConfig.builder(51)
                .version(version)
                .advertisementInterval(Duration.ofSeconds(seconds))
                .address("192.0.2.10/24")
                .build();

        assertThat(config.advertisementIntervalCs()).isEqualTo(100 * seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT256S", "PT1.5S"})
    void anIntervalThatVersionTwoCannotExpressIsRefused(Duration interval) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        VirtualRouterConfig.builder(51).version(Version.V2).advertisementInterval(interval))
                .withMessageEndingWith("is not in 1s..255s in steps of 1s (RFC 3768 §5.3.7)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"V2", "V2_AND_V3"})
    void versionTwoCarriesNoIpv6(Version version) {
        var builder = VirtualRouterConfig.builder(51).version(version).address("fe80::1/64");

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage(
                        "VRRPv2 does not carry IPv6 addresses such as fe80::1/64: use version 3 (RFC 3768 §5.3.9)");
    }

    /** R-8.4.2-03: in mixed operation VRRPv2 says whole seconds, rounded up. */
    @ParameterizedTest(name = "{0}: {1} cs in VRRPv3, {2} cs in VRRPv2")
    @CsvSource({
        "PT0.01S, 1, 100",
        "PT0.99S, 99, 100",
        "PT1S, 100, 100",
        "PT1.01S, 101, 200",
        "PT2S, 200, 200",
        "PT40.95S, 4095, 4100"
    })
    void eachVersionTellsTheIntervalInItsUnit(Duration interval, int version3Cs, int version2Cs) {
        VirtualRouterConfig config = VirtualRouterConfig.builder(51)
                .version(Version.V2_AND_V3)
                .advertisementInterval(interval)
                .address("192.0.2.10/24")
                .build();

        assertThat(config.advertisementIntervalCs(3)).isEqualTo(version3Cs);
        assertThat(config.advertisementIntervalCs(2)).isEqualTo(version2Cs);
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.10, true", "192.0.2.11, true", "192.0.2.12, false", "::c000:20a, false"})
    void itContainsItsAddressesWhateverTheirPrefixLength(String address, boolean contained) {
        VirtualRouterConfig config = VirtualRouterConfig.builder(51)
                .address("192.0.2.10/24")
                .address("192.0.2.11/32")
                .build();

        assertThat(config.contains(IpAddress.parse(address))).isEqualTo(contained);
    }

    @Test
    void eachVersionHasItsReceiveRules() {
        assertThat(receiveRules(Version.V2, true)).isEqualTo(new ReceiveRules(true, false, null, true));
        assertThat(receiveRules(Version.V3, false)).isEqualTo(new ReceiveRules(false, true, null, true));
        assertThat(receiveRules(Version.V3, true))
                .isEqualTo(new ReceiveRules(false, true, ChecksumForm.MESSAGE_ONLY, true));
        assertThat(receiveRules(Version.V2_AND_V3, false)).isEqualTo(new ReceiveRules(true, true, null, true));
        assertThat(receiveRules(Version.V2_AND_V3, true))
                .isEqualTo(new ReceiveRules(true, true, ChecksumForm.MESSAGE_ONLY, true));
    }

    private static ReceiveRules receiveRules(Version version, boolean strictChecksum) {
        return VirtualRouterConfig.builder(51)
                .version(version)
                .checksumForm(ChecksumForm.MESSAGE_ONLY)
                .strictChecksum(strictChecksum)
                .address("192.0.2.10/24")
                .build()
                .receiveRules();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-0.001S", "PT1H0.001S"})
    void aDelayOutOfRangeIsRefused(Duration delay) {
        var builder = VirtualRouterConfig.builder(51);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.preemptDelay(delay))
                .withMessageMatching("preempt delay .* is not in 0s..1h");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.holdDown(delay))
                .withMessageMatching("hold-down .* is not in 0s..1h");
    }
}
