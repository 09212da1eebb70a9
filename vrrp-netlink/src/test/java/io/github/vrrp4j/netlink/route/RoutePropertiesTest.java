package io.github.vrrp4j.netlink.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.state.Holding;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.AddressOptions;
import io.github.vrrp4j.packet.AddressScope;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.packet.VirtualRoute;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** Whatever a route or an address is, its request is whole, says it, and is told from any other. */
class RoutePropertiesTest {

    private final ByteBuffer buffer = ByteBuffer.allocate(Request.MAX_LENGTH).order(ByteOrder.LITTLE_ENDIAN);

    @Property
    void aRouteReadsBackAsItWasWritten(
            @ForAll("routes") VirtualRoute route, @ForAll @IntRange(min = 0, max = 99_999) int index)
            throws MalformedMessageException {
        RouteRequest.newRoute(buffer, 7, index, route);

        InterfaceRoute read = readRoute();
        assertThat(read.destination()).isEqualTo(route.destination());
        assertThat(read.prefixLength()).isEqualTo(route.prefixLength());
        assertThat(read.via()).isEqualTo(route.via());
        assertThat(read.interfaceIndex()).isEqualTo(index);
        assertThat(read.source()).isEqualTo(route.source());
        assertThat(read.table()).isEqualTo(route.table());
        assertThat(read.protocol()).isEqualTo(route.protocol());
        assertThat(read.is(route, index)).isTrue();
        assertThat(read.standsInTheWayOf(route)).isTrue();
    }

    @Property
    void whatIsWrittenToDeleteARouteIsWhatWasWrittenToAddIt(
            @ForAll("routes") VirtualRoute route, @ForAll @IntRange(min = 0, max = 99_999) int index) {
        RouteRequest.newRoute(buffer, 7, index, route);
        ByteBuffer added = payload();
        RouteRequest.deleteRoute(buffer, 7, index, route);

        assertThat(payload()).isEqualTo(added);
    }

    @Property
    void aRouteIsNoOtherRoute(@ForAll("routes") VirtualRoute route, @ForAll("routes") VirtualRoute other)
            throws MalformedMessageException {
        RouteRequest.newRoute(buffer, 7, 3, route);

        boolean same = Objects.equals(keyOf(route), keyOf(other));
        assertThat(readRoute().is(other, 3)).isEqualTo(same);
    }

    private static List<Object> keyOf(VirtualRoute route) {
        boolean ipv6 = route.destination().family() == AddressFamily.IPV6;
        List<Object> key = new ArrayList<>();
        key.add(route.destination());
        key.add(route.prefixLength());
        key.add(Objects.requireNonNullElse(route.via(), "none"));
        key.add(Objects.requireNonNullElse(route.source(), "none"));
        key.add(ipv6 && route.metric() == 0 ? 1024 : route.metric());
        key.add(route.table());
        key.add(route.protocol());
        key.add(ipv6 ? "any" : RouteRequest.scope(route));
        return key;
    }

    @Property
    void aRouteReadsBackFromItsLineOfTheStateFile(@ForAll("routes") VirtualRoute route) {
        assertThat(HostHoldings.route(HostHoldings.of(route.device(), route))).isEqualTo(route);
    }

    /** A line of a state file may have been changed by anybody. */
    @Property
    void anythingElseInThatLineIsRefused(
            @ForAll("routes") VirtualRoute route,
            @ForAll("keys") String key,
            @ForAll @StringLength(max = 12) String value) {
        Holding changed = HostHoldings.of(route.device(), route).with(key, value);
        try {
            assertThat(HostHoldings.of(HostHoldings.route(changed).device(), HostHoldings.route(changed))
                            .value("to"))
                    .isNotBlank();
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.of("to", "via", "device", "source", "scope", "metric", "table", "protocol");
    }

    @Property
    void anAddressIsWholeWhateverItsOptions(@ForAll("addresses") VirtualAddress address)
            throws MalformedMessageException {
        Request.newAddress(buffer, 7, 3, address);

        MessageCursor message = new MessageCursor(buffer);
        assertThat(message.next()).isTrue();
        List<Integer> types = new ArrayList<>();
        AttributeCursor attribute =
                new AttributeCursor(buffer, message.payload() + Request.ADDRESS_LENGTH, message.end());
        while (attribute.next()) {
            types.add(attribute.type());
        }
        assertThat(types).startsWith(2, 1).endsWith(11).doesNotHaveDuplicates();
        assertThat(types.contains(3)).isEqualTo(address.options().label() != null);
        assertThat(types.contains(4)).isEqualTo(address.options().broadcast() != null);
        assertThat(types.contains(8)).isEqualTo(address.options().noPrefixRoute());
        InterfaceAddress read = Objects.requireNonNull(InterfaceAddress.read(buffer, message.payload(), message.end()));
        assertThat(read.address()).isEqualTo(address.address());
        assertThat(read.prefixLength()).isEqualTo(address.prefixLength());
    }

    @Provide
    Arbitrary<VirtualRoute> routes() {
        return Arbitraries.of(AddressFamily.values()).flatMap(RoutePropertiesTest::routes);
    }

    /** Few different values, so that two routes are often the same but for one of them. */
    private static Arbitrary<VirtualRoute> routes(AddressFamily family) {
        Arbitrary<IpAddress> address = family == AddressFamily.IPV4
                ? Arbitraries.of("192.0.2.1", "255.255.255.255", "128.0.0.0").map(IpAddress::parse)
                : Arbitraries.of("fe80::1", "2001:db8::10", "ffff::").map(IpAddress::parse);
        Arbitrary<Long> number = Arbitraries.of(1L, 254L, 255L, 256L, 1024L, 0xffff_ffffL);
        return Combinators.combine(
                        address,
                        Arbitraries.of(0, 1, 24, family.maxPrefixLength()),
                        address.injectNull(0.5),
                        Arbitraries.of("eth0", "ä=%").injectNull(0.5),
                        address.injectNull(0.5),
                        Arbitraries.of(AddressScope.class).injectNull(0.5),
                        Arbitraries.oneOf(Arbitraries.of(0L), number),
                        Combinators.combine(number, Arbitraries.of(1, 112, 255)).as(List::of))
                .as((to, length, via, device, source, scope, metric, tableAndProtocol) -> new VirtualRoute(
                        to.network(length),
                        length,
                        via,
                        device,
                        source,
                        scope,
                        metric,
                        tableAndProtocol.get(0).longValue(),
                        tableAndProtocol.get(1).intValue()));
    }

    @Provide
    Arbitrary<VirtualAddress> addresses() {
        Arbitrary<VirtualAddress> ipv4 = options(true).map(VirtualAddress.parse("192.0.2.10/24")::options);
        Arbitrary<VirtualAddress> ipv6 = options(false).map(VirtualAddress.parse("2001:db8::10/128")::options);
        return Arbitraries.oneOf(ipv4, ipv6);
    }

    private static Arbitrary<AddressOptions> options(boolean ipv4) {
        double without = ipv4 ? 0.3 : 1;
        return Combinators.combine(
                        Arbitraries.of("lo", "abcdefghijklmno").injectNull(0.5),
                        Arbitraries.of("e", "eth0:1", "abcdefghijklmno").injectNull(without),
                        Arbitraries.of(AddressScope.class).injectNull(0.5),
                        Arbitraries.of(IpAddress.parse("192.0.2.255")).injectNull(without),
                        Arbitraries.of(true, false),
                        Arbitraries.integers()
                                .greaterOrEqual(0)
                                .map(Duration::ofSeconds)
                                .injectNull(0.5))
                .as(AddressOptions::new);
    }

    private InterfaceRoute readRoute() throws MalformedMessageException {
        MessageCursor message = new MessageCursor(buffer);
        assertThat(message.next()).isTrue();
        return Objects.requireNonNull(InterfaceRoute.read(buffer, message.payload(), message.end()));
    }

    /** Behind type and flags, which differ. */
    private ByteBuffer payload() {
        byte[] octets = new byte[buffer.limit() - MessageCursor.HEADER_LENGTH];
        buffer.get(MessageCursor.HEADER_LENGTH, octets);
        return ByteBuffer.wrap(octets);
    }
}
