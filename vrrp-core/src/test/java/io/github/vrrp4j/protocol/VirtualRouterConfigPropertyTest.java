package io.github.vrrp4j.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** A configuration is accepted exactly when each parameter is in the range that its RFC gives. */
final class VirtualRouterConfigPropertyTest {

    @Property
    void vrid(@ForAll("numbersAroundAnOctet") int vrid) {
        assertThat(accepts(() -> VirtualRouterConfig.builder(vrid))).isEqualTo(1 <= vrid && vrid <= 255);
    }

    @Property
    void priority(@ForAll("numbersAroundAnOctet") int priority) {
        assertThat(accepts(() -> config().priority(priority))).isEqualTo(1 <= priority && priority <= 255);
    }

    @Property
    void intervalOfVersion3(@ForAll("nanoseconds") long nanoseconds) {
        boolean wholeCentiseconds = nanoseconds % 10_000_000 == 0;
        long centiseconds = nanoseconds / 10_000_000;

        for (Version version : List.of(Version.V3, Version.V2_AND_V3)) {
            assertThat(accepts(() -> config().version(version).advertisementInterval(Duration.ofNanos(nanoseconds))))
                    .isEqualTo(wholeCentiseconds && 1 <= centiseconds && centiseconds <= 4095);
        }
    }

    @Property
    void intervalOfVersion2(@ForAll("nanoseconds") long nanoseconds) {
        boolean wholeSeconds = nanoseconds % 1_000_000_000 == 0;
        long seconds = nanoseconds / 1_000_000_000;

        assertThat(accepts(() -> config().version(Version.V2).advertisementInterval(Duration.ofNanos(nanoseconds))))
                .isEqualTo(wholeSeconds && 1 <= seconds && seconds <= 255);
    }

    @Property
    void delays(@ForAll @LongRange(min = -2_000, max = 4_000_000) long milliseconds) {
        Duration delay = Duration.ofMillis(milliseconds);
        boolean legal = 0 <= milliseconds && milliseconds <= 3_600_000;

        assertThat(accepts(() -> config().preemptDelay(delay))).isEqualTo(legal);
        assertThat(accepts(() -> config().holdDown(delay))).isEqualTo(legal);
    }

    @Property(tries = 200)
    void addresses(@ForAll @IntRange(max = 260) int ipv4, @ForAll @IntRange(max = 3) int ipv6, @ForAll boolean twice) {
        VirtualRouterConfig.Builder builder = VirtualRouterConfig.builder(51);
        IntStream.range(0, ipv4).forEach(i -> builder.address(ipv4Address(i)));
        IntStream.range(0, ipv6)
                .forEach(i -> builder.address(new VirtualAddress(IpAddress.parse("fe80::" + (i + 1)), 64)));
        if (twice && ipv4 > 0) {
            builder.address(ipv4Address(0));
        }
        int count = ipv4 + ipv6;
        boolean oneFamily = ipv4 == 0 || ipv6 == 0;
        boolean different = !(twice && ipv4 > 0);

        assertThat(accepts(builder::build)).isEqualTo(1 <= count && count <= 255 && oneFamily && different);
    }

    private static VirtualAddress ipv4Address(int i) {
        return new VirtualAddress(IpAddress.parse("198.51." + i / 200 + "." + (i % 200 + 1)), 24);
    }

    private static VirtualRouterConfig.Builder config() {
        return VirtualRouterConfig.builder(51);
    }

    private static boolean accepts(Runnable use) {
        try {
            use.run();
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Provide
    Arbitrary<Integer> numbersAroundAnOctet() {
        return Arbitraries.oneOf(Arbitraries.integers().between(-2, 258), Arbitraries.integers());
    }

    @Provide
    Arbitrary<Long> nanoseconds() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(-1, 4_100).map(centiseconds -> centiseconds * 10_000_000),
                Arbitraries.longs().between(-1, 260).map(seconds -> seconds * 1_000_000_000),
                Arbitraries.longs().between(-1, 300_000_000_000L));
    }
}
