package io.github.vrrp4j.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vrrp4j.packet.IpAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link IcmpCheck}, {@link LinkCheck} and {@link RouteCheck} refuse. */
class CheckValuesTest {

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "224.0.0.18", "255.255.255.255", "::", "ff02::1"})
    void whatIsNotOneHostCannotBeAsked(String host) {
        assertThatThrownBy(() -> new IcmpCheck(IpAddress.parse(host)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("host " + host + " is not the address of one host");
    }

    @Test
    void aLinkLocalAddressCannotBeAsked() {
        assertThatThrownBy(() -> new IcmpCheck(IpAddress.parse("fe80::1")))
                .hasMessage("host fe80::1 is a link-local address, which is another host on each interface;"
                        + " check a global one");
    }

    @Test
    void anInterfaceNameMustBePossible() {
        assertThatThrownBy(() -> new LinkCheck("an-interface-name"))
                .hasMessage("interface 'an-interface-name' is not 1 to 15 octets without blanks and slashes;"
                        + " ip link lists the names");
    }

    @Test
    void aRouteMustBePossible() {
        IpAddress network = IpAddress.parse("192.0.2.0");
        assertThatThrownBy(() -> new RouteCheck(network, 33, 254))
                .hasMessage("prefix length 33 of route 192.0.2.0 is not in 0..32");
        assertThatThrownBy(() -> new RouteCheck(network, 16, 254))
                .hasMessage("route 192.0.2.0/16 has bits behind its prefix; write 192.0.0.0/16");
        assertThatThrownBy(() -> new RouteCheck(network, 24, 0))
                .hasMessage("table 0 of a route is not in 1..2147483647; 254 is the usual one");
    }

    @Test
    void checksWithTheSameValuesAreEqual() {
        assertThat(new IcmpCheck(IpAddress.parse("::1"))).isEqualTo(new IcmpCheck(IpAddress.parse("::1")));
        assertThat(new RouteCheck(IpAddress.parse("::"), 0, 254))
                .isEqualTo(new RouteCheck(IpAddress.parse("::"), 0, 254))
                .isNotEqualTo(new RouteCheck(IpAddress.parse("::"), 0, 253));
    }
}
