package io.github.vrrp4j.packet;

import static io.github.vrrp4j.packet.Advertisement.VERSION_3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AdvertisementTest {

    private static final IpAddress ADDRESS = IpAddress.parse("192.0.2.1");

    @ParameterizedTest
    @CsvSource({"1,0,1", "255,255,4095", "10,100,100"})
    void theEdgesOfEachRangeAreLegal(int vrid, int priority, int intervalCs) {
        var advertisement = new Advertisement(VERSION_3, vrid, priority, intervalCs, List.of(ADDRESS));

        assertThat(advertisement.vrid()).isEqualTo(vrid);
        assertThat(advertisement.priority()).isEqualTo(priority);
        assertThat(advertisement.maxAdverIntervalCs()).isEqualTo(intervalCs);
        assertThat(advertisement.family()).isEqualTo(AddressFamily.IPV4);
    }

    /** R-5.2.3-01, R-5.2.7-01: an interval of 4096 must never wrap to 0. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
              0 | 100 |  100 | VRID 0 is not in 1..255
            256 | 100 |  100 | VRID 256 is not in 1..255
             10 |  -1 |  100 | priority -1 is not in 0..255
             10 | 256 |  100 | priority 256 is not in 0..255
             10 | 100 |    0 | Max Advertise Interval 0 is not in 1..4095 centiseconds
             10 | 100 | 4096 | Max Advertise Interval 4096 is not in 1..4095 centiseconds
            """)
    void aNumberOutOfRangeIsRefused(int vrid, int priority, int intervalCs, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Advertisement(VERSION_3, vrid, priority, intervalCs, List.of(ADDRESS)))
                .withMessage(message);
    }

    @Test
    void from1To255AddressesAreLegal() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Advertisement(VERSION_3, 10, 100, 100, List.of()))
                .withMessage("number of addresses 0 is not in 1..255");
        assertThat(new Advertisement(VERSION_3, 10, 100, 100, Collections.nCopies(255, ADDRESS)).addresses())
                .hasSize(255);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Advertisement(VERSION_3, 10, 100, 100, Collections.nCopies(256, ADDRESS)))
                .withMessage("number of addresses 256 is not in 1..255");
    }

    /** R-5.2.9-01. */
    @Test
    void theAddressesAreOfOneFamily() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Advertisement(VERSION_3, 10, 100, 100, List.of(ADDRESS, IpAddress.parse("fe80::1"))))
                .withMessage("IPv4 and IPv6 addresses in one advertisement (RFC 5798 §5.2.9)");
    }

    /** R-5.2.9-02. */
    @Test
    void theFirstIpv6AddressIsLinkLocal() {
        List<IpAddress> globalFirst = List.of(IpAddress.parse("2001:db8::1"), IpAddress.parse("fe80::1"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Advertisement(VERSION_3, 10, 100, 100, globalFirst))
                .withMessage("the first IPv6 address 2001:db8::1 is not link-local, fe80::/10 (RFC 9568 §5.2.9)");
    }

    /** R-5.2.9-03: the order is kept, not sorted. */
    @Test
    void theAddressesAreACopyInTheOrderGiven() {
        IpAddress second = IpAddress.parse("192.0.2.200");
        IpAddress third = IpAddress.parse("10.0.0.1");
        List<IpAddress> addresses = new ArrayList<>(List.of(second, third, ADDRESS));

        var advertisement = new Advertisement(VERSION_3, 10, 100, 100, addresses);
        addresses.clear();

        assertThat(advertisement.addresses()).containsExactly(second, third, ADDRESS);
    }
}
