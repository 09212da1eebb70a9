package io.github.vrrp4j.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VirtualAddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.10/24,192.0.2.10,24,192.0.2.10/24",
        "192.0.2.10/1,192.0.2.10,1,192.0.2.10/1",
        "192.0.2.10/32,192.0.2.10,32,192.0.2.10/32",
        "192.0.2.10,192.0.2.10,32,192.0.2.10/32",
        "fe80::1/64,fe80::1,64,fe80::1/64",
        "2001:DB8::0:10/128,2001:db8::10,128,2001:db8::10/128",
        "2001:db8::10,2001:db8::10,128,2001:db8::10/128"
    })
    void anAddressIsReadWithItsPrefixLength(String text, String address, int prefixLength, String printed) {
        var virtual = VirtualAddress.parse(text);

        assertThat(virtual).isEqualTo(new VirtualAddress(IpAddress.parse(address), prefixLength));
        assertThat(virtual.prefixLength()).isEqualTo(prefixLength);
        assertThat(virtual).hasToString(printed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            192.0.2.10/0    | prefix length 0 of virtual address 192.0.2.10 is not in 1..32
            192.0.2.10/33   | prefix length 33 of virtual address 192.0.2.10 is not in 1..32
            fe80::1/129     | prefix length 129 of virtual address fe80::1 is not in 1..128
            192.0.2.10/     | '' in '192.0.2.10/' is not a prefix length in 1..32
            192.0.2.10/24/8 | '24/8' in '192.0.2.10/24/8' is not a prefix length in 1..32
            192.0.2.10/+24  | '+24' in '192.0.2.10/+24' is not a prefix length in 1..32
            192.0.2.10/9999999999 | '9999999999' in '192.0.2.10/9999999999' is not a prefix length in 1..32
            fe80::1/x       | 'x' in 'fe80::1/x' is not a prefix length in 1..128
            /24             | '' is not an IP address; write it like 192.0.2.10 or 2001:db8::10
            192.0.2/24      | '192.0.2' is not an IP address; write it like 192.0.2.10 or 2001:db8::10
            224.0.0.18/32   | virtual address 224.0.0.18 is not a unicast address
            0.0.0.0         | virtual address 0.0.0.0 is not a unicast address
            127.0.0.1/8     | virtual address 127.0.0.1 is not a unicast address
            255.255.255.255 | virtual address 255.255.255.255 is not a unicast address
            ::              | virtual address :: is not a unicast address
            ::1             | virtual address ::1 is not a unicast address
            ff02::12        | virtual address ff02::12 is not a unicast address
            """)
    void whatIsNoVirtualAddressIsRefusedWithTheReason(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VirtualAddress.parse(text))
                .withMessage(message);
    }
}
