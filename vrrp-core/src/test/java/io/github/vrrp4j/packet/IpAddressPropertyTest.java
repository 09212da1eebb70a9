package io.github.vrrp4j.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every address. */
final class IpAddressPropertyTest {

    /** IPv4-mapped addresses are printed but not read: nobody configures one on purpose. */
    @Property
    void whatIsPrintedIsReadBack(@ForAll("addresses") IpAddress address) {
        Assume.that(!isIpv4Mapped(address));

        assertThat(IpAddress.parse(address.toString())).isEqualTo(address);
    }

    @Property
    void theTextIsTheCanonicalOne(@ForAll("addresses") IpAddress address) {
        assertThat(address.toString())
                .matches("[0-9a-f:.]+")
                .doesNotContain(":::")
                .doesNotContainPattern("(^|:)0[0-9a-f]")
                .doesNotContainPattern("::.*::");
    }

    @Property
    void theOrderIsTheOneOfUnsignedOctets(@ForAll("addresses") IpAddress left, @ForAll("addresses") IpAddress right) {
        Assume.that(left.family() == right.family());

        assertThat(Integer.signum(left.compareTo(right)))
                .isEqualTo(Integer.signum(Arrays.compareUnsigned(octets(left), octets(right))));
        assertThat(left.compareTo(right) == 0).isEqualTo(left.equals(right));
    }

    @Property
    void whatIsWrittenIsReadBack(@ForAll("addresses") IpAddress address) {
        assertThat(IpAddress.read(address.family(), ByteBuffer.wrap(octets(address)), 0))
                .isEqualTo(address);
    }

    private static boolean isIpv4Mapped(IpAddress address) {
        return address.family() == AddressFamily.IPV6 && address.hi() == 0 && address.lo() >>> 32 == 0xffff;
    }

    private static byte[] octets(IpAddress address) {
        byte[] octets = new byte[address.family().addressLength()];
        address.write(ByteBuffer.wrap(octets), 0);
        return octets;
    }

    /** IPv6 addresses with many zero groups, or there would hardly ever be a run to shorten. */
    @Provide
    Arbitrary<IpAddress> addresses() {
        Arbitrary<Long> group = Arbitraries.oneOf(
                Arbitraries.of(0L, 0L, 0L, 1L, 0xffffL), Arbitraries.longs().between(0, 0xffff));
        Arbitrary<Long> half = group.list()
                .ofSize(4)
                .map(groups -> groups.get(0) << 48 | groups.get(1) << 32 | groups.get(2) << 16 | groups.get(3));
        return Arbitraries.oneOf(
                Advertisements.addresses(AddressFamily.IPV4),
                Combinators.combine(half, half).as((hi, lo) -> new IpAddress(AddressFamily.IPV6, hi, lo)));
    }
}
