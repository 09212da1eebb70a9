package io.github.vrrp4j.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IpAddressTest {

    /** RFC 5952 §4: lower case, no leading zeros, the longest and first run of at least two zero groups shortened. */
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0,0.0.0.0",
        "255.255.255.255,255.255.255.255",
        "192.0.2.10,192.0.2.10",
        "::,::",
        "0:0:0:0:0:0:0:0,::",
        "::1,::1",
        "1::,1::",
        "2001:0db8:0000:0000:0000:0000:0000:0010,2001:db8::10",
        "2001:DB8::ABCD,2001:db8::abcd",
        "2001:db8:0:1:1:1:1:1,2001:db8:0:1:1:1:1:1",
        "2001:db8::1:1:1:1:1,2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1,2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1,2001:db8::1:0:0:1",
        "1:1:1:0:0:1:0:0,1:1:1::1:0:0",
        "0:0:1:0:0:0:0:0,0:0:1::",
        "0:0:0:1:0:0:0:0,0:0:0:1::",
        "fe80:0:0:0:5cf3:76ff:fea9:aab6,fe80::5cf3:76ff:fea9:aab6",
        "::192.0.2.1,::c000:201",
        "2001:db8::192.0.2.1,2001:db8::c000:201",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff,ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
    })
    void anAddressIsPrintedInItsCanonicalForm(String text, String canonical) {
        assertThat(IpAddress.parse(text)).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "192.0.2",
                "192.0.2.1.1",
                "192.0.2.256",
                "192.0.2.01",
                "192.0.2.1 ",
                "192.0.2.-1",
                "0x7f.0.0.1",
                "3221225985",
                "localhost",
                "fe80::1%eth0",
                "[fe80::1]",
                "fe80:::1",
                "1::2::3",
                "12345::",
                "::g",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                ":",
                ".:1",
                ".1::2",
                "...:",
                "192.0.2.1:80",
                "\u0661.0.0.1"
            })
    void whatIsNoAddressIsRefusedAndQuoted(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpAddress.parse(text))
                .withMessage("'" + text + "' is not an IP address; write it like 192.0.2.10 or 2001:db8::10");
    }

    /** A name server would be asked for text that starts with neither a digit nor a colon; such text never gets there. */
    @ParameterizedTest
    @ValueSource(strings = {".:1", ".1::2", "...:"})
    void nothingIsLookedUp(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpAddress.parse(text))
                .withNoCause();
    }

    @Test
    void anIpv4MappedAddressIsRefusedWithAdvice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpAddress.parse("::ffff:192.0.2.1"))
                .withMessage("IPv4-mapped IPv6 address '::ffff:192.0.2.1': write the IPv4 address");
    }

    @ParameterizedTest
    @CsvSource({
        "9.255.255.255,10.0.0.0", "127.255.255.255,128.0.0.0", "192.0.2.9,192.0.2.10", "255.255.255.255,::",
        "fe80::1,fe80::2", "fe80::7fff:ffff:ffff:ffff,fe80::8000:0:0:0", "7fff::,8000::",
                "fe80::ffff:ffff:ffff:ffff,fe81::"
    })
    void anAddressSortsBeforeTheNextAsAnUnsignedNumber(String lower, String higher) {
        assertThat(IpAddress.parse(lower)).isLessThan(IpAddress.parse(higher));
        assertThat(IpAddress.parse(higher)).isGreaterThan(IpAddress.parse(lower));
        assertThat(IpAddress.parse(lower)).isEqualByComparingTo(IpAddress.parse(lower));
    }

    @ParameterizedTest
    @CsvSource({
        "fe80::1,true",
        "fe80::,true",
        "febf:ffff::1,true",
        "fec0::1,false",
        "fe7f:ffff::1,false",
        "2001:db8::1,false",
        "169.254.0.1,false"
    })
    void onlyFe80Slash10IsLinkLocal(String text, boolean linkLocal) {
        assertThat(IpAddress.parse(text).isIpv6LinkLocal()).isEqualTo(linkLocal);
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.1,false",
        "1.0.0.0,true",
        "126.255.255.255,true",
        "127.0.0.1,false",
        "128.0.0.1,true",
        "223.255.255.255,true",
        "224.0.0.0,false",
        "240.0.0.1,false",
        "255.255.255.255,false",
        "::,false",
        "::1,false",
        "::2,true",
        "1::,true",
        "1::1,true",
        "fe80::1,true",
        "fdff::1,true",
        "ff00::,false",
        "ff02::12,false"
    })
    void oneHostCanOwnAUnicastAddressOnly(String text, boolean assignable) {
        assertThat(IpAddress.parse(text).isAssignableUnicast()).isEqualTo(assignable);
    }

    /** They cannot be written as text, but they can be read from the wire. */
    @Test
    void anIpv4MappedAddressBelongsToNoHostButItsNeighboursDo() {
        assertThat(ipv6(0, 0xffff_c000_0201L).isAssignableUnicast()).isFalse();
        assertThat(ipv6(0, 0xfffe_c000_0201L).isAssignableUnicast()).isTrue();
        assertThat(ipv6(1, 0xffff_c000_0201L).isAssignableUnicast()).isTrue();
        assertThat(ipv6(0, 0xffff_0000_0000_0000L).isAssignableUnicast()).isTrue();
    }

    private static IpAddress ipv6(long hi, long lo) {
        return new IpAddress(AddressFamily.IPV6, hi, lo);
    }

    @Test
    void anIpv4AddressHasNoBitAboveThe32nd() {
        assertThat(new IpAddress(AddressFamily.IPV4, 0, 0xffff_ffffL)).hasToString("255.255.255.255");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IpAddress(AddressFamily.IPV4, 0, 0x1_0000_0000L))
                .withMessage("more than 32 bits in an IPv4 address");
        assertThatIllegalArgumentException().isThrownBy(() -> new IpAddress(AddressFamily.IPV4, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new IpAddress(AddressFamily.IPV4, 0, -1));
    }

    @Test
    void whatIsWrittenIsReadBack() {
        ByteBuffer buffer = Octets.filled(22);
        IpAddress ipv4 = IpAddress.parse("192.0.2.254");
        IpAddress ipv6 = IpAddress.parse("fe80::8081:8283:8485:8687");

        ipv4.write(buffer, 1);
        ipv6.write(buffer, 5);

        assertThat(Octets.hex(buffer)).isEqualTo("a5c00002fefe800000000000008081828384858687a5");
        assertThat(IpAddress.read(AddressFamily.IPV4, buffer, 1)).isEqualTo(ipv4);
        assertThat(IpAddress.read(AddressFamily.IPV6, buffer, 5)).isEqualTo(ipv6);
        assertThat(buffer.position()).isZero();
        assertThatThrownBy(() -> ipv4.write(buffer, 19)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> IpAddress.read(AddressFamily.IPV6, buffer, 7))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.254", "fe80::8081:8283:8485:8687"})
    void itIsTheSameAddressInJavaNet(String text) throws UnknownHostException {
        IpAddress address = IpAddress.parse(text);

        assertThat(address.toInetAddress()).isEqualTo(InetAddress.getByName(text));
        assertThat(IpAddress.of(InetAddress.getByName(text))).isEqualTo(address);
    }

    @Test
    void theZoneOfAScopedAddressIsDropped() throws UnknownHostException {
        byte[] octets = new byte[16];
        IpAddress.parse("fe80::1").write(ByteBuffer.wrap(octets), 0);

        assertThat(IpAddress.of(java.net.Inet6Address.getByAddress(null, octets, 3)))
                .isEqualTo(IpAddress.parse("fe80::1"));
    }

    /** R-7.2-06; RFC 5798 §5.1.1.2 and §5.1.2.2. */
    @Test
    void eachFamilyHasItsGroupAndSizes() {
        assertThat(AddressFamily.IPV4.vrrpGroup()).hasToString("224.0.0.18");
        assertThat(AddressFamily.IPV6.vrrpGroup()).hasToString("ff02::12");
        assertThat(AddressFamily.IPV4.addressLength()).isEqualTo(4);
        assertThat(AddressFamily.IPV6.addressLength()).isEqualTo(16);
        assertThat(AddressFamily.IPV4.maxPrefixLength()).isEqualTo(32);
        assertThat(AddressFamily.IPV6.maxPrefixLength()).isEqualTo(128);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.200, 24, true",
        "192.0.2.1, 192.0.3.1, 24, false",
        "192.0.2.1, 192.0.3.1, 23, true",
        "192.0.2.1, 203.0.113.1, 0, true",
        "192.0.2.1, 192.0.2.1, 32, true",
        "192.0.2.1, 192.0.2.0, 32, false",
        "2001:db8::1, 2001:db8::ffff:0:0:1, 64, true",
        "2001:db8::1, 2001:db8:0:1::1, 64, false",
        "2001:db8::1, 2001:db8::8000:0:0:1, 65, false",
        "2001:db8::1, 2001:db8::2, 127, false",
        "2001:db8::2, 2001:db8::3, 127, true",
        "::1, 0.0.0.1, 0, false",
    })
    void aPrefixIsComparedBitByBit(String address, String other, int prefixLength, boolean same) {
        assertThat(IpAddress.parse(address).hasPrefixOf(IpAddress.parse(other), prefixLength))
                .isEqualTo(same);
    }

    /** The example of RFC 2464 §4. */
    @Test
    void aLinkLocalAddressIsMadeOfAMacAddress() {
        assertThat(IpAddress.linkLocal(new MacAddress(0x3456_789a_bcdeL)))
                .isEqualTo(IpAddress.parse("fe80::3656:78ff:fe9a:bcde"));
    }
}
