package io.github.vrrp4j.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReceiveRulesTest {

    /** 192.0.2.2 to 224.0.0.18: VRID 10, priority 100, 1 second, 192.0.2.1. */
    private static final String VERSION_2 =
            "45c0002800000000ff701891c0000202e0000012 210a64010001b8f1 c0000201 0000000000000000";

    @Test
    void aReceiverThatAcceptsNoVersionIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReceiveRules(false, false, null, true))
                .withMessage("neither VRRPv2 nor VRRPv3 is accepted; accept at least one of them");
    }

    /** RFC 3768 §5.3.8 knows one form; a form that is required of version 3 says nothing about it. */
    @ParameterizedTest
    @CsvSource({"PSEUDO_HEADER", "MESSAGE_ONLY"})
    void theRequiredFormMeansNothingInVersion2(ChecksumForm required) {
        AdvertisementView view = Packets.ipv4(VERSION_2);

        assertThat(Packets.verify(view, new ReceiveRules(true, true, required, true)))
                .isEqualTo(Verdict.VALID);
        assertThat(view.checksumForm()).isEqualTo(ChecksumForm.MESSAGE_ONLY);
    }

    /** A version 2 message with a pseudo-header in its checksum is wrong, and one can see how. */
    @Test
    void aVersion2ChecksumWithAPseudoHeaderIsWrong() {
        AdvertisementView view =
                Packets.ipv4("45c0002800000000ff701891c0000202e0000012 210a640100011658 c0000201 0000000000000000");

        assertThat(Packets.verify(view, ReceiveRules.RFC_3768)).isEqualTo(Verdict.CHECKSUM_ERROR);
        assertThat(view.checksumForm()).isEqualTo(ChecksumForm.PSEUDO_HEADER);
    }

    @Test
    void aReceiverOfVersion2AloneDiscardsVersion3WhateverElseIsWrong() {
        assertThat(Packets.verify(
                        Packets.ipv4("45c0002000000000ff701899c0000202e0000012 320a6401006404fd c0000201"),
                        ReceiveRules.RFC_3768))
                .isEqualTo(Verdict.VERSION_ERROR);
    }

    /** RFC 3768 §7.1 has no rule about them; mixed operation has those of the errata (R-7.1-08, R-7.1-09). */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            count 0    | ADDR_COUNT_ZERO | 45c0002400000000ff701895c0000202e0000012 210a640000017af4 0000000000000000
            interval 0 | INTERVAL_ZERO   | 45c0002800000000ff701891c0000202e0000012 210a64010000b8f2 c0000201 0000000000000000
            """)
    void theErrataHoldForVersion2InMixedOperationOnly(String zero, Verdict withErrata, String packet) {
        AdvertisementView view = Packets.ipv4(packet);

        assertThat(Packets.verify(view, ReceiveRules.VERSION_2_AND_3)).isEqualTo(withErrata);
        assertThat(Packets.verify(view, ReceiveRules.RFC_3768)).isEqualTo(Verdict.VALID);
        assertThatIllegalArgumentException().isThrownBy(view::toAdvertisement);
    }

    @Test
    void rulesThatRefuseTheVersionLeaveNothingOfThoseBefore() {
        AdvertisementView view = Packets.ipv4(VERSION_2);
        assertThat(Packets.verify(view, ReceiveRules.RFC_3768)).isEqualTo(Verdict.VALID);

        assertThat(Packets.verify(view, ReceiveRules.RFC_9568)).isEqualTo(Verdict.VERSION_ERROR);

        assertThat(view.checksumForm()).isNull();
    }
}
