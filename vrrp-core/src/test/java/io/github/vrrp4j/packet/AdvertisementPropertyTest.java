package io.github.vrrp4j.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.packet.Advertisements.Mutation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.jspecify.annotations.Nullable;

/** What holds for every advertisement and for every sequence of octets. */
final class AdvertisementPropertyTest {

    private static final int MAX_MESSAGE_LENGTH = 4088;
    private static final int GUARD_LENGTH = 64;

    /** An advertisement on its way. */
    record Sent(Advertisement advertisement, IpAddress source, IpAddress destination) {
        byte[] encode(ChecksumForm form) {
            ByteBuffer buffer = Octets.filled(MAX_MESSAGE_LENGTH);
            int length = advertisement.encode(buffer, 0, form, source, destination);
            return Octets.copy(buffer, 0, length);
        }
    }

    /** Damage that single changed octets hit too rarely. */
    enum Zeroed {
        NOTHING,
        ADDRESSES,
        INTERVAL
    }

    @Property(tries = 500)
    void whatIsEncodedIsValidAndReadBack(
            @ForAll("sent") Sent sent, @ForAll ChecksumForm form, @ForAll @IntRange(max = 40) int offset) {
        ByteBuffer buffer = Octets.filled(offset + MAX_MESSAGE_LENGTH + GUARD_LENGTH);
        var view = new AdvertisementView();

        int length = sent.advertisement.encode(buffer, offset, form, sent.source, sent.destination);
        wrap(view, sent.source, sent.destination, 255, buffer, offset, length);

        assertThat(view.verifyHeader()).isEqualTo(Verdict.VALID);
        assertThat(view.verifyMessage(form)).isEqualTo(Verdict.VALID);
        assertThat(view.toAdvertisement()).isEqualTo(sent.advertisement);
        assertThat(view.source()).isEqualTo(sent.source);
        assertThat(Octets.hex(buffer, 0, offset)).isEqualTo("a5".repeat(offset));
        assertThat(buffer.get(offset + length)).isEqualTo(Octets.FILL);
    }

    @Property(tries = 500)
    void theChecksumIsTheOneOfASlowRoutine(@ForAll("sent") Sent sent, @ForAll ChecksumForm form) {
        byte[] encoded = sent.encode(form);

        byte[] expected = encoded.clone();
        boolean pseudoHeader = form == ChecksumForm.PSEUDO_HEADER || sent.source.family() == AddressFamily.IPV6;
        SlowReceiver.putChecksum(expected, pseudoHeader, octets(sent.source), octets(sent.destination));

        assertThat(encoded).isEqualTo(expected);
    }

    @Property
    void anySumIsTheOneOfASlowRoutine(@ForAll @Size(max = 200) byte[] octets) {
        byte[] guarded = surround(octets, (byte) 0xff);

        long sum = Checksum.sum(ByteBuffer.wrap(guarded), GUARD_LENGTH, octets.length);

        assertThat(Checksum.fold(sum)).isEqualTo(SlowReceiver.onesComplementSum(octets));
    }

    /** A message with octets changed, cut or added, and its checksum then put right or left as it is. */
    @Property(tries = 4000)
    @StatisticsReport(onFailureOnly = true)
    void aDamagedMessageGetsTheVerdictOfASlowReceiver(
            @ForAll("sent") Sent sent,
            @ForAll("mutations") List<Mutation> mutations,
            @ForAll Zeroed zeroed,
            @ForAll("lengthChanges") int lengthChange,
            @ForAll("hopLimits") int hopLimit,
            @ForAll boolean pseudoHeader,
            @ForAll("mostly") boolean checksumPutRight,
            @ForAll("requirements") List<ChecksumForm> requirement,
            @ForAll byte guard) {
        byte[] intact = zero(sent.encode(ChecksumForm.PSEUDO_HEADER), zeroed);
        byte[] message = damage(intact, mutations, lengthChange);
        byte[] source = octets(sent.source);
        byte[] destination = octets(sent.destination);
        if (checksumPutRight && message.length >= 8) {
            SlowReceiver.putChecksum(message, pseudoHeader, source, destination);
        }
        ChecksumForm required = requirement.isEmpty() ? null : requirement.get(0);
        var exact = new AdvertisementView();
        wrap(exact, sent.source, sent.destination, hopLimit, ByteBuffer.wrap(message), 0, message.length);
        var guarded = new AdvertisementView();
        ByteBuffer surrounded = ByteBuffer.wrap(surround(message, guard));
        wrap(guarded, sent.source, sent.destination, hopLimit, surrounded, GUARD_LENGTH, message.length);

        List<Object> facts = facts(exact, required);

        assertThat(facts.get(0)).isEqualTo(SlowReceiver.message(source, destination, hopLimit, message, required));
        assertThat(facts(guarded, required)).isEqualTo(facts);
        assertThat(surrounded.array()).isEqualTo(surround(message, guard));
        cover(facts, EnumSet.complementOf(EnumSet.of(Verdict.OWN_SOURCE)));
    }

    @Property(tries = 4000)
    @StatisticsReport(onFailureOnly = true)
    void anIpv4PacketOfAnyOctetsGetsTheVerdictOfASlowReceiver(
            @ForAll("ipv4Packets") byte[] packet,
            @ForAll("requirements") List<ChecksumForm> requirement,
            @ForAll byte guard) {
        ChecksumForm required = requirement.isEmpty() ? null : requirement.get(0);
        var exact = new AdvertisementView();
        exact.wrapIpv4Packet(ByteBuffer.wrap(packet), 0, packet.length);
        var guarded = new AdvertisementView();
        guarded.wrapIpv4Packet(ByteBuffer.wrap(surround(packet, guard)), GUARD_LENGTH, packet.length);

        List<Object> facts = facts(exact, required);

        assertThat(facts.get(0)).isEqualTo(SlowReceiver.ipv4Packet(packet, required));
        assertThat(facts(guarded, required)).isEqualTo(facts);
        cover(facts, EnumSet.of(Verdict.VALID, Verdict.PACKET_TOO_SHORT, Verdict.IP_TTL_ERROR, Verdict.CHECKSUM_ERROR));
    }

    /** Fails the property if its packets never reach one of the verdicts. */
    private static void cover(List<Object> facts, Set<Verdict> verdicts) {
        Statistics.collect(facts.get(0));
        Statistics.coverage(
                checker -> verdicts.forEach(verdict -> checker.check(verdict).count(count -> count > 0)));
    }

    /** The verdict, and whatever may be read after it. */
    private static List<Object> facts(AdvertisementView view, @Nullable ChecksumForm required) {
        List<Object> facts = new ArrayList<>();
        Verdict header = view.verifyHeader();
        if (header != Verdict.VALID) {
            facts.add(header);
            return facts;
        }
        Verdict message = view.verifyMessage(required);
        facts.add(message);
        facts.add(view.vrid());
        facts.add(String.valueOf(view.checksumForm()));
        if (message == Verdict.VALID) {
            facts.add(view.toAdvertisement());
        }
        return facts;
    }

    private static void wrap(
            AdvertisementView view,
            IpAddress source,
            IpAddress destination,
            int hopLimit,
            ByteBuffer buffer,
            int offset,
            int length) {
        view.wrapMessage(
                source.family(),
                source.hi(),
                source.lo(),
                destination.hi(),
                destination.lo(),
                hopLimit,
                buffer,
                offset,
                length);
    }

    private static byte[] zero(byte[] message, Zeroed zeroed) {
        byte[] damaged = Arrays.copyOf(message, zeroed == Zeroed.ADDRESSES ? 8 : message.length);
        if (zeroed == Zeroed.ADDRESSES) {
            damaged[3] = 0;
        } else if (zeroed == Zeroed.INTERVAL) {
            damaged[4] = 0;
            damaged[5] = 0;
        }
        return damaged;
    }

    private static byte[] damage(byte[] octets, List<Mutation> mutations, int lengthChange) {
        byte[] damaged = Arrays.copyOf(octets, Math.max(0, octets.length + lengthChange));
        for (Mutation mutation : mutations) {
            if (mutation.index() < damaged.length) {
                damaged[mutation.index()] = mutation.value();
            }
        }
        return damaged;
    }

    private static byte[] surround(byte[] octets, byte guard) {
        byte[] surrounded = new byte[octets.length + 2 * GUARD_LENGTH];
        Arrays.fill(surrounded, guard);
        System.arraycopy(octets, 0, surrounded, GUARD_LENGTH, octets.length);
        return surrounded;
    }

    private static byte[] octets(IpAddress address) {
        byte[] octets = new byte[address.family().addressLength()];
        address.write(ByteBuffer.wrap(octets), 0);
        return octets;
    }

    @Provide
    Arbitrary<Sent> sent() {
        return Arbitraries.of(AddressFamily.values())
                .flatMap(family -> Combinators.combine(
                                Advertisements.advertisements(family),
                                Advertisements.addresses(family),
                                Arbitraries.oneOf(
                                        Arbitraries.just(family.vrrpGroup()), Advertisements.addresses(family)))
                        .as(Sent::new));
    }

    @Provide
    Arbitrary<List<Mutation>> mutations() {
        return Advertisements.mutations(40);
    }

    @Provide
    Arbitrary<Integer> lengthChanges() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.just(0)),
                Tuple.of(1, Arbitraries.integers().between(-40, 40)));
    }

    @Provide
    Arbitrary<Integer> hopLimits() {
        return Arbitraries.frequency(Tuple.of(9, 255), Tuple.of(1, 254), Tuple.of(1, 0));
    }

    @Provide
    Arbitrary<Boolean> mostly() {
        return Arbitraries.frequency(Tuple.of(4, true), Tuple.of(1, false));
    }

    @Provide
    Arbitrary<List<ChecksumForm>> requirements() {
        return Arbitraries.of(ChecksumForm.values()).list().ofMaxSize(1);
    }

    /** Pure noise, and real packets with options, padding and damage anywhere. */
    @Provide
    Arbitrary<byte[]> ipv4Packets() {
        Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(80);
        Arbitrary<byte[]> damaged = Combinators.combine(
                        Advertisements.advertisements(AddressFamily.IPV4),
                        Arbitraries.integers().between(0, 10),
                        Arbitraries.integers().between(0, 18),
                        Advertisements.mutations(60),
                        lengthChanges())
                .as((advertisement, optionWords, padding, mutations, lengthChange) ->
                        damage(ipv4Packet(advertisement, optionWords * 4, padding), mutations, lengthChange));
        return Arbitraries.frequencyOf(Tuple.of(1, noise), Tuple.of(4, damaged));
    }

    private static byte[] ipv4Packet(Advertisement advertisement, int optionsLength, int padding) {
        int headerLength = 20 + optionsLength;
        ByteBuffer packet = Octets.filled(headerLength + MAX_MESSAGE_LENGTH);
        IpAddress source = IpAddress.parse("192.0.2.2");
        IpAddress destination = AddressFamily.IPV4.vrrpGroup();
        int length = advertisement.encode(packet, headerLength, ChecksumForm.MESSAGE_ONLY, source, destination);
        packet.put(0, (byte) (0x40 + headerLength / 4));
        packet.putShort(2, (short) (headerLength + length));
        packet.put(8, (byte) 255);
        source.write(packet, 12);
        destination.write(packet, 16);
        return Octets.copy(packet, 0, headerLength + length + padding);
    }
}
