package io.github.vrrp4j.packet;

import static io.github.vrrp4j.packet.Advertisement.VERSION_2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.vrrp4j.packet.Advertisements.Sent;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds for every advertisement that is sent. */
final class AdvertisementPropertyTest {

    private static final int GUARD_LENGTH = 64;

    @Property(tries = 700)
    void whatIsEncodedIsValidAndReadBack(
            @ForAll("sent") Sent sent, @ForAll ChecksumForm form, @ForAll @IntRange(max = 40) int offset) {
        ByteBuffer buffer = Octets.filled(offset + Advertisements.MAX_MESSAGE_LENGTH + GUARD_LENGTH);
        var view = new AdvertisementView();

        int length = sent.advertisement().encode(buffer, offset, form, sent.source(), sent.destination());
        Packets.wrapMessage(view, sent.source(), sent.destination(), 255, buffer, offset, length);

        assertThat(view.verifyHeader()).isEqualTo(Verdict.VALID);
        assertThat(view.verifyMessage(new ReceiveRules(true, true, form, true))).isEqualTo(Verdict.VALID);
        assertThat(view.toAdvertisement()).isEqualTo(sent.advertisement());
        assertThat(view.announcesExactly(new AddressSet(sent.advertisement().addresses())))
                .isTrue();
        assertThat(view.source()).isEqualTo(sent.source());
        assertThat(view.destination()).isEqualTo(sent.destination());
        assertThat(Octets.hex(buffer, 0, offset)).isEqualTo("a5".repeat(offset));
        assertThat(buffer.get(offset + length)).isEqualTo(Octets.FILL);
    }

    /** R-5.2.6-01; and R-7.1-16: Auth Type is 0. */
    @Property(tries = 300)
    void reserveAndAuthTypeAreAlwaysSentAsZero(@ForAll("sent") Sent sent, @ForAll ChecksumForm form) {
        byte[] message = sent.encode(form);

        boolean version2 = sent.advertisement().version() == VERSION_2;
        assertThat(message[4] & (version2 ? 0xff : 0xf0)).isZero();
    }

    /** R-5.2.7-01: an interval is sent as it is, in version 2 rounded up to seconds (R-8.4.2-01), or not at all. */
    @Property(tries = 2000)
    void anIntervalNeverWrapsIntoAnother(
            @ForAll("versions") int version, @ForAll("intervals") int intervalCs, @ForAll("priorities") int priority) {
        IpAddress source = IpAddress.parse("192.0.2.2");
        IpAddress group = AddressFamily.IPV4.vrrpGroup();
        var encoder = new AdvertisementEncoder(version, 10, List.of(IpAddress.parse("192.0.2.1")));
        ByteBuffer buffer = Octets.filled(encoder.length());
        int longestCs = version == VERSION_2 ? 25_500 : 4095;

        if (intervalCs < 1 || intervalCs > longestCs || priority < 0 || priority > 255) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            encoder.encode(buffer, 0, priority, intervalCs, ChecksumForm.MESSAGE_ONLY, source, group));
            return;
        }
        encoder.encode(buffer, 0, priority, intervalCs, ChecksumForm.MESSAGE_ONLY, source, group);
        var view = new AdvertisementView();
        Packets.wrapMessage(view, source, group, 255, buffer, 0, encoder.length());
        assertThat(Packets.verify(view, ReceiveRules.VERSION_2_AND_3)).isEqualTo(Verdict.VALID);
        assertThat(view.priority()).isEqualTo(priority);
        if (version == VERSION_2) {
            assertThat(view.maxAdverIntervalCs() % 100).isZero();
            assertThat(view.maxAdverIntervalCs() - intervalCs).isBetween(0, 99);
        } else {
            assertThat(view.maxAdverIntervalCs()).isEqualTo(intervalCs);
        }
    }

    @Property(tries = 500)
    void theChecksumIsTheOneOfASlowRoutine(@ForAll("sent") Sent sent, @ForAll ChecksumForm form) {
        byte[] encoded = sent.encode(form);

        byte[] expected = encoded.clone();
        boolean ipv6 = sent.source().family() == AddressFamily.IPV6;
        boolean version2 = sent.advertisement().version() == VERSION_2;
        boolean pseudoHeader = ipv6 || (form == ChecksumForm.PSEUDO_HEADER && !version2);
        SlowReceiver.putChecksum(expected, pseudoHeader, Octets.of(sent.source()), Octets.of(sent.destination()));

        assertThat(encoded).isEqualTo(expected);
    }

    @Property
    void anySumIsTheOneOfASlowRoutine(@ForAll @Size(max = 200) byte[] octets) {
        byte[] guarded = Octets.surround(octets, GUARD_LENGTH, (byte) 0xff);

        long sum = Checksum.sum(ByteBuffer.wrap(guarded), GUARD_LENGTH, octets.length);

        assertThat(Checksum.fold(sum)).isEqualTo(SlowReceiver.onesComplementSum(octets));
    }

    @Provide
    Arbitrary<Sent> sent() {
        return Advertisements.sent();
    }

    @Provide
    Arbitrary<Integer> versions() {
        return Arbitraries.of(Advertisement.VERSION_2, Advertisement.VERSION_3);
    }

    @Provide
    Arbitrary<Integer> intervals() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(-1, 26_000),
                Arbitraries.of(0, 1, 99, 100, 101, 4095, 4096, 25_500, 25_501, 65_536, 65_636),
                Arbitraries.integers());
    }

    @Provide
    Arbitrary<Integer> priorities() {
        return Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.integers().between(0, 255)), Tuple.of(1, Arbitraries.of(-1, 256, 512)));
    }
}
