package io.github.vrrp4j.netlink.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.spi.Placement;
import org.junit.jupiter.api.Test;

class VirtualMacNamesTest {

    @Test
    void theInterfaceIsNamedAfterFamilyIndexAndVrid() {
        assertThat(VirtualMacs.name(placement("eth0", AddressFamily.IPV4, 51), 2))
                .isEqualTo("vrrp4-2-51");
        assertThat(VirtualMacs.name(placement("eth0", AddressFamily.IPV6, 255), 99_999))
                .isEqualTo("vrrp6-99999-255");
    }

    /** No longer than IFNAMSIZ less the zero that ends it. */
    @Test
    void aLongIndexIsWrittenShorter() {
        assertThat(VirtualMacs.name(placement("eth0", AddressFamily.IPV4, 255), 100_000))
                .isEqualTo("vrrp4.255s.ff");
        assertThat(VirtualMacs.name(placement("eth0", AddressFamily.IPV4, 255), Integer.MAX_VALUE))
                .isEqualTo("vrrp4.zik0zj.ff")
                .hasSize(15);
    }

    @Test
    void theTableIsNamedAfterFamilyVridAndInterface() {
        assertThat(AcceptModeFilter.name(placement("eth0", AddressFamily.IPV4, 51)))
                .isEqualTo("vrrp4j-ipv4-51-eth0");
        assertThat(AcceptModeFilter.name(placement("bond0.100@x", AddressFamily.IPV6, 1)))
                .isEqualTo("vrrp4j-ipv6-1-bond0.2e100.40x");
        assertThat(AcceptModeFilter.name(placement("é", AddressFamily.IPV6, 1))).isEqualTo("vrrp4j-ipv6-1-.c3.a9");
    }

    @Test
    void onlyTablesOfThatFormAreOurs() {
        assertThat(AcceptModeFilter.isOurs("vrrp4j-ipv6-1-bond0.2e100.40x")).isTrue();
        assertThat(AcceptModeFilter.isOurs("filter")).isFalse();
        assertThat(AcceptModeFilter.isOurs("vrrp4j-ipv4-51-eth0\ndelete table ip filter"))
                .isFalse();
    }

    private static Placement placement(String interfaceName, AddressFamily family, int vrid) {
        return new Placement(interfaceName, family, vrid, true, false);
    }
}
