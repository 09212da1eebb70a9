package io.github.vrrp4j.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MacAddressTest {

    /** R-7.3-01. */
    @ParameterizedTest
    @CsvSource({
        "IPV4,1,00:00:5e:00:01:01",
        "IPV4,10,00:00:5e:00:01:0a",
        "IPV4,255,00:00:5e:00:01:ff",
        "IPV6,1,00:00:5e:00:02:01",
        "IPV6,10,00:00:5e:00:02:0a",
        "IPV6,255,00:00:5e:00:02:ff"
    })
    void theVirtualRouterMacEndsInFamilyAndVrid(AddressFamily family, int vrid, String text) {
        assertThat(MacAddress.ofVirtualRouter(family, vrid)).hasToString(text);
    }

    /** RFC 1112 §6.4 keeps 23 bits of an IPv4 group, RFC 2464 §7 keeps 32 of an IPv6 group. */
    @ParameterizedTest
    @CsvSource({
        "224.0.0.18,01:00:5e:00:00:12",
        "239.255.255.255,01:00:5e:7f:ff:ff",
        "224.128.1.2,01:00:5e:00:01:02",
        "ff02::12,33:33:00:00:00:12",
        "ff02::1:ff00:1,33:33:ff:00:00:01",
        "ff02::89ab:cdef:fedc,33:33:cd:ef:fe:dc"
    })
    void aMulticastGroupHasItsMac(String group, String text) {
        assertThat(MacAddress.ofMulticastGroup(IpAddress.parse(group))).hasToString(text);
    }

    @Test
    void whatIsWrittenIsReadBack() {
        ByteBuffer buffer = Octets.filled(8);
        var mac = new MacAddress(0xfedc_ba98_7654L);

        mac.write(buffer, 1);

        assertThat(Octets.hex(buffer)).isEqualTo("a5fedcba987654a5");
        assertThat(MacAddress.read(buffer, 1)).isEqualTo(mac);
        assertThat(buffer.position()).isZero();
    }

    @Test
    void the48thBitIsTheHighestOne() {
        assertThat(new MacAddress(0xffff_ffff_ffffL))
                .hasToString("ff:ff:ff:ff:ff:ff")
                .isEqualTo(MacAddress.BROADCAST);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MacAddress(0x1_0000_0000_0000L))
                .withMessage("more than 48 bits in a MAC address");
        assertThatIllegalArgumentException().isThrownBy(() -> new MacAddress(-1));
    }
}
