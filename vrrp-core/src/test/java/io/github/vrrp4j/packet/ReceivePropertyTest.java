package io.github.vrrp4j.packet;

import static io.github.vrrp4j.packet.Advertisement.VERSION_2;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.packet.Advertisements.Mutation;
import io.github.vrrp4j.packet.Advertisements.Sent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
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

/** What holds for every sequence of octets that is received, under every set of rules. */
final class ReceivePropertyTest {

    private static final int GUARD_LENGTH = 64;

    private static final List<ReceiveRules> RULES = List.of(
            ReceiveRules.VERSION_2_AND_3,
            ReceiveRules.VERSION_3,
            ReceiveRules.RFC_9568,
            ReceiveRules.RFC_5798,
            ReceiveRules.RFC_3768,
            new ReceiveRules(true, true, ChecksumForm.PSEUDO_HEADER, false),
            new ReceiveRules(true, false, ChecksumForm.PSEUDO_HEADER, true));

    /** The verdicts that the octets decide; the others are the router's to give. */
    private static final Set<Verdict> OF_THE_OCTETS = EnumSet.complementOf(EnumSet.of(
            Verdict.OWN_SOURCE,
            Verdict.DESTINATION_MISMATCH,
            Verdict.UNKNOWN_PEER,
            Verdict.VERSION_2_SUPERSEDED,
            Verdict.ADDRESS_OWNER,
            Verdict.INTERVAL_MISMATCH));

    /** Damage that single changed octets hit too rarely. */
    enum Zeroed {
        NOTHING,
        ADDRESSES,
        INTERVAL
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
            @ForAll byte guard) {
        byte[] intact = zero(sent.encode(ChecksumForm.PSEUDO_HEADER), zeroed);
        byte[] message = Advertisements.damage(intact, mutations, lengthChange);
        byte[] source = Octets.of(sent.source());
        byte[] destination = Octets.of(sent.destination());
        if (checksumPutRight && message.length >= 8) {
            SlowReceiver.putChecksum(message, pseudoHeader, source, destination);
        }
        ByteBuffer surrounded = ByteBuffer.wrap(Octets.surround(message, GUARD_LENGTH, guard));
        var exact = new AdvertisementView();
        Packets.wrapMessage(
                exact, sent.source(), sent.destination(), hopLimit, ByteBuffer.wrap(message), 0, message.length);
        var guarded = new AdvertisementView();
        Packets.wrapMessage(
                guarded, sent.source(), sent.destination(), hopLimit, surrounded, GUARD_LENGTH, message.length);

        requireSame(exact, guarded, rules -> SlowReceiver.message(source, destination, hopLimit, message, rules));

        assertThat(surrounded.array()).isEqualTo(Octets.surround(message, GUARD_LENGTH, guard));
        cover(exact, OF_THE_OCTETS);
    }

    @Property(tries = 4000)
    @StatisticsReport(onFailureOnly = true)
    void anIpv4PacketOfAnyOctetsGetsTheVerdictOfASlowReceiver(
            @ForAll("ipv4Packets") byte[] packet, @ForAll byte guard) {
        AdvertisementView exact = exact(AddressFamily.IPV4, packet);

        requireSame(exact, guarded(AddressFamily.IPV4, packet, guard), rules -> SlowReceiver.ipv4Packet(packet, rules));

        cover(exact, EnumSet.of(Verdict.VALID, Verdict.PACKET_TOO_SHORT, Verdict.IP_TTL_ERROR, Verdict.CHECKSUM_ERROR));
    }

    @Property(tries = 4000)
    @StatisticsReport(onFailureOnly = true)
    void anIpv6PacketOfAnyOctetsGetsTheVerdictOfASlowReceiver(
            @ForAll("ipv6Packets") byte[] packet, @ForAll byte guard) {
        AdvertisementView exact = exact(AddressFamily.IPV6, packet);

        requireSame(exact, guarded(AddressFamily.IPV6, packet, guard), rules -> SlowReceiver.ipv6Packet(packet, rules));

        cover(exact, EnumSet.of(Verdict.VALID, Verdict.PACKET_TOO_SHORT, Verdict.IP_TTL_ERROR, Verdict.CHECKSUM_ERROR));
    }

    /** Octets that no sender made, half of them with the first octet of an advertisement. */
    @Property(tries = 2000)
    void aMessageOfAnyOctetsGetsTheVerdictOfASlowReceiver(
            @ForAll AddressFamily family,
            @ForAll @Size(max = 80) byte[] octets,
            @ForAll("firstOctets") List<Byte> firstOctet,
            @ForAll byte guard) {
        byte[] message = octets.clone();
        if (message.length > 0 && !firstOctet.isEmpty()) {
            message[0] = firstOctet.get(0);
        }
        IpAddress group = family.vrrpGroup();
        byte[] address = Octets.of(group);
        var exact = new AdvertisementView();
        Packets.wrapMessage(exact, group, group, 255, ByteBuffer.wrap(message), 0, message.length);
        var guarded = new AdvertisementView();
        ByteBuffer surrounded = ByteBuffer.wrap(Octets.surround(message, GUARD_LENGTH, guard));
        Packets.wrapMessage(guarded, group, group, 255, surrounded, GUARD_LENGTH, message.length);

        requireSame(exact, guarded, rules -> SlowReceiver.message(address, address, 255, message, rules));
    }

    @Property(tries = 1000)
    void aMessageThatIsCutIsNeverValid(@ForAll("sent") Sent sent, @ForAll @IntRange(min = 1, max = 4088) int cut) {
        byte[] whole = sent.encode(ChecksumForm.PSEUDO_HEADER);
        byte[] message = Arrays.copyOf(whole, Math.max(0, whole.length - cut));
        var view = new AdvertisementView();
        Packets.wrapMessage(view, sent.source(), sent.destination(), 255, ByteBuffer.wrap(message), 0, message.length);

        assertThat(Packets.verify(view, ReceiveRules.VERSION_2_AND_3))
                .isEqualTo(message.length < 8 ? Verdict.PACKET_TOO_SHORT : Verdict.PACKET_LENGTH_ERROR);
    }

    private static AdvertisementView exact(AddressFamily family, byte[] packet) {
        return Packets.view(family, ByteBuffer.wrap(packet));
    }

    private static AdvertisementView guarded(AddressFamily family, byte[] packet, byte guard) {
        var view = new AdvertisementView();
        ByteBuffer surrounded = ByteBuffer.wrap(Octets.surround(packet, GUARD_LENGTH, guard));
        Packets.wrap(view, family, surrounded, GUARD_LENGTH, packet.length);
        return view;
    }

    /** The same verdict and facts in a buffer that ends where the packet ends, and between octets of another's. */
    private static void requireSame(
            AdvertisementView exact, AdvertisementView guarded, Function<ReceiveRules, Verdict> slow) {
        for (ReceiveRules rules : RULES) {
            List<Object> facts = facts(exact, rules);
            assertThat(facts.get(0)).as("%s", rules).isEqualTo(slow.apply(rules));
            assertThat(facts(guarded, rules)).as("%s", rules).isEqualTo(facts);
        }
    }

    /** The verdict, and whatever may be read after it. */
    private static List<Object> facts(AdvertisementView view, ReceiveRules rules) {
        List<Object> facts = new ArrayList<>();
        Verdict header = view.verifyHeader();
        if (header != Verdict.VALID) {
            facts.add(header);
            return facts;
        }
        Verdict message = view.verifyMessage(rules);
        facts.add(message);
        facts.add(view.version());
        facts.add(view.vrid());
        facts.add(view.source());
        facts.add(view.destination());
        facts.add(String.valueOf(view.checksumForm()));
        if (message == Verdict.VALID) {
            facts.add(view.priority());
            facts.add(view.authType());
            facts.add(view.maxAdverIntervalCs());
            for (int i = 0; i < view.addrCount(); i++) {
                facts.add(view.address(i));
            }
            if (rules.errata()) {
                facts.add(view.toAdvertisement());
            }
        }
        return facts;
    }

    /** Fails the property if its packets never reach one of the verdicts. */
    private static void cover(AdvertisementView view, Set<Verdict> verdicts) {
        Statistics.collect(Packets.verify(view, ReceiveRules.VERSION_2_AND_3));
        Statistics.coverage(
                checker -> verdicts.forEach(verdict -> checker.check(verdict).count(count -> count > 0)));
    }

    /** Without addresses, but in version 2 with Authentication Data. */
    private static byte[] zero(byte[] message, Zeroed zeroed) {
        if (zeroed == Zeroed.ADDRESSES) {
            byte[] header = Arrays.copyOf(message, 8);
            header[3] = 0;
            return Arrays.copyOf(header, message[0] >> 4 == VERSION_2 ? 16 : 8);
        }
        byte[] damaged = message.clone();
        if (zeroed == Zeroed.INTERVAL) {
            damaged[4] = 0;
            damaged[5] = 0;
        }
        return damaged;
    }

    @Provide
    Arbitrary<Sent> sent() {
        return Advertisements.sent();
    }

    @Provide
    Arbitrary<List<Mutation>> mutations() {
        return Advertisements.mutations(40);
    }

    @Provide
    Arbitrary<Integer> lengthChanges() {
        return Advertisements.lengthChanges();
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
    Arbitrary<List<Byte>> firstOctets() {
        return Arbitraries.of((byte) 0x21, (byte) 0x31).list().ofMaxSize(1);
    }

    /** Pure noise, and real packets with options, padding and damage anywhere. */
    @Provide
    Arbitrary<byte[]> ipv4Packets() {
        Arbitrary<byte[]> intact = Combinators.combine(
                        Arbitraries.of(Advertisement.VERSION_2, Advertisement.VERSION_3)
                                .flatMap(version -> Advertisements.sent(version, AddressFamily.IPV4)),
                        Arbitraries.integers().between(0, 10),
                        Arbitraries.integers().between(0, 18))
                .as((sent, optionWords, padding) ->
                        Packets.ipv4Packet(sent, sent.encode(ChecksumForm.MESSAGE_ONLY), optionWords * 4, padding));
        return withNoise(intact);
    }

    /** Pure noise, and real packets with extension headers, padding and damage anywhere. */
    @Provide
    Arbitrary<byte[]> ipv6Packets() {
        Arbitrary<List<Integer>> extensions = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(List.of())),
                Tuple.of(1, Arbitraries.of(0, 60).list().ofMaxSize(4)),
                Tuple.of(1, Arbitraries.of(0, 60, 43, 44, 59).list().ofMaxSize(3)));
        Arbitrary<byte[]> intact = Combinators.combine(
                        Advertisements.sent(Advertisement.VERSION_3, AddressFamily.IPV6),
                        extensions,
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 18))
                .as((sent, types, units, padding) ->
                        Packets.ipv6Packet(sent, sent.encode(ChecksumForm.PSEUDO_HEADER), types, units, padding));
        return withNoise(intact);
    }

    private static Arbitrary<byte[]> withNoise(Arbitrary<byte[]> intact) {
        Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(120);
        Arbitrary<byte[]> damaged = Combinators.combine(
                        intact, Advertisements.mutations(100), Advertisements.lengthChanges())
                .as(Advertisements::damage);
        return Arbitraries.frequencyOf(Tuple.of(1, noise), Tuple.of(4, damaged));
    }
}
