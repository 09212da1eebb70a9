package io.github.vrrp4j.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VirtualRouteTest {

    private static final IpAddress NETWORK = IpAddress.parse("203.0.113.0");

    @Test
    void aRouteIsWrittenAsIpRouteTakesIt() {
        VirtualRoute route = new VirtualRoute(
                NETWORK, 24, IpAddress.parse("192.0.2.1"), "eth1", IpAddress.parse("192.0.2.10"), null, 7, 100, 50);

        assertThat(route)
                .hasToString("203.0.113.0/24 via 192.0.2.1 dev eth1 src 192.0.2.10 metric 7 table 100 proto 50");
        assertThat(VirtualRoute.to(NETWORK, 24)).hasToString("203.0.113.0/24");
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.255, 24, 203.0.113.0",
        "203.0.113.255, 25, 203.0.113.128",
        "203.0.113.1, 0, 0.0.0.0",
        "203.0.113.1, 32, 203.0.113.1",
        "2001:db8:ffff::1, 32, 2001:db8::",
        "2001:db8::ff:1, 112, 2001:db8::ff:0",
        "2001:db8::1, 64, 2001:db8::",
        "2001:db8::1, 0, ::"
    })
    void theNetworkOfAnAddressHasNothingBehindItsPrefix(String address, int prefixLength, String network) {
        assertThat(IpAddress.parse(address).network(prefixLength)).isEqualTo(IpAddress.parse(network));
    }

    @Test
    void mistakesAreRefusedWithTheirRemedy() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VirtualRoute.to(IpAddress.parse("203.0.113.7"), 24))
                .withMessage("route 203.0.113.7/24 has bits behind its prefix; write 203.0.113.0/24");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VirtualRoute.to(NETWORK, 33))
                .withMessage("prefix length 33 of route 203.0.113.0 is not in 0..32");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new VirtualRoute(NETWORK, 24, IpAddress.parse("fe80::1"), null, null, null, 0, 254, 112))
                .withMessage("via fe80::1 is not of the family of the destination 203.0.113.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new VirtualRoute(NETWORK, 24, null, null, null, null, 0, 0, 112))
                .withMessage("table 0 of a route is not in 1..4294967295");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new VirtualRoute(NETWORK, 24, null, null, null, null, 0, 254, 0))
                .withMessage("protocol 0 of a route is not in 1..255");
    }

    @Test
    void addressOptionsAreCheckedForTheirFamily() {
        VirtualAddress ipv6 = VirtualAddress.parse("2001:db8::10/64");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ipv6.options(AddressOptions.NONE.label("eth0:1")))
                .withMessage("virtual address 2001:db8::10: label eth0:1: IPv6 addresses have none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressOptions.NONE.device("a/b"))
                .withMessageStartingWith("device 'a/b' is not 1 to 15 octets without blanks and slashes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressOptions.NONE.preferredLifetime(Duration.ofMillis(1500)))
                .withMessage("preferred lifetime PT1.5S is not in 0s..2147483647s in whole seconds");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressOptions.NONE.broadcast(IpAddress.parse("fe80::1")))
                .withMessage("broadcast fe80::1 is not an IPv4 address");
    }
}
