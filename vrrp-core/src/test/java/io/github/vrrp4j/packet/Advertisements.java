package io.github.vrrp4j.packet;

import static io.github.vrrp4j.packet.Advertisement.VERSION_2;
import static io.github.vrrp4j.packet.Advertisement.VERSION_3;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random addresses, advertisements and damage for the properties of this package. */
final class Advertisements {

    static final int MAX_MESSAGE_LENGTH = 4088;

    private static final long FE80 = 0xfe80_0000_0000_0000L;
    private static final long BELOW_10_BITS = 0x003f_ffff_ffff_ffffL;

    /** An advertisement on its way. */
    record Sent(Advertisement advertisement, IpAddress source, IpAddress destination) {
        byte[] encode(ChecksumForm form) {
            ByteBuffer buffer = Octets.filled(MAX_MESSAGE_LENGTH);
            int length = advertisement.encode(buffer, 0, form, source, destination);
            return Octets.copy(buffer, 0, length);
        }
    }

    /** A change of one octet. */
    record Mutation(int index, byte value) {}

    private Advertisements() {}

    static Arbitrary<IpAddress> addresses(AddressFamily family) {
        return family == AddressFamily.IPV4
                ? Arbitraries.longs().between(0, 0xffff_ffffL).map(lo -> new IpAddress(family, 0, lo))
                : Combinators.combine(Arbitraries.longs(), Arbitraries.longs())
                        .as((hi, lo) -> new IpAddress(family, hi, lo));
    }

    private static Arbitrary<IpAddress> linkLocalAddresses() {
        return addresses(AddressFamily.IPV6)
                .map(address -> new IpAddress(AddressFamily.IPV6, FE80 | (address.hi() & BELOW_10_BITS), address.lo()));
    }

    /** Advertisements of either version and family, from and to anywhere. */
    static Arbitrary<Sent> sent() {
        return Arbitraries.oneOf(
                sent(VERSION_2, AddressFamily.IPV4),
                sent(VERSION_3, AddressFamily.IPV4),
                sent(VERSION_3, AddressFamily.IPV6));
    }

    static Arbitrary<Sent> sent(int version, AddressFamily family) {
        return Combinators.combine(
                        advertisements(version, family),
                        addresses(family),
                        Arbitraries.oneOf(Arbitraries.just(family.vrrpGroup()), addresses(family)))
                .as(Sent::new);
    }

    /** Mostly of few addresses, now and then of up to 255. */
    private static Arbitrary<Advertisement> advertisements(int version, AddressFamily family) {
        Arbitrary<IpAddress> first = family == AddressFamily.IPV4 ? addresses(family) : linkLocalAddresses();
        Arbitrary<Integer> more = Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.integers().between(0, 4)),
                Tuple.of(1, Arbitraries.integers().between(5, 254)));
        Arbitrary<List<IpAddress>> list = Combinators.combine(
                        first, more.flatMap(size -> addresses(family).list().ofSize(size)))
                .as((head, tail) -> {
                    List<IpAddress> all = new ArrayList<>(tail);
                    all.add(0, head);
                    return all;
                });
        return Combinators.combine(
                        Arbitraries.integers().between(1, 255),
                        Arbitraries.integers().between(0, 255),
                        version == VERSION_2
                                ? Arbitraries.integers().between(1, 255).map(seconds -> seconds * 100)
                                : Arbitraries.integers().between(1, 4095),
                        list)
                .as((vrid, priority, intervalCs, addresses) ->
                        new Advertisement(version, vrid, priority, intervalCs, addresses));
    }

    /** Mostly in the eight octets of the header, often to the values at which checks turn. */
    static Arbitrary<List<Mutation>> mutations(int length) {
        Arbitrary<Integer> index = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 9), Arbitraries.integers().between(0, length - 1));
        Arbitrary<Byte> value = Arbitraries.oneOf(
                Arbitraries.of(
                        (byte) 0,
                        (byte) 1,
                        (byte) 2,
                        (byte) 0x21,
                        (byte) 0x22,
                        (byte) 0x31,
                        (byte) 0x32,
                        (byte) 60,
                        (byte) 112,
                        (byte) 0xf0,
                        (byte) 0xff),
                Arbitraries.bytes());
        return Combinators.combine(index, value).as(Mutation::new).list().ofMaxSize(4);
    }

    /** Mostly none. */
    static Arbitrary<Integer> lengthChanges() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.just(0)),
                Tuple.of(1, Arbitraries.integers().between(-40, 40)));
    }

    static byte[] damage(byte[] octets, List<Mutation> mutations, int lengthChange) {
        byte[] damaged = Arrays.copyOf(octets, Math.max(0, octets.length + lengthChange));
        for (Mutation mutation : mutations) {
            if (mutation.index() < damaged.length) {
                damaged[mutation.index()] = mutation.value();
            }
        }
        return damaged;
    }
}
