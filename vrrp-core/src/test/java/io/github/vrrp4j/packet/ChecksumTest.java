package io.github.vrrp4j.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChecksumTest {

    /** RFC 1071 §3: 0001 f203 f4f5 f6f7 sum to ddf2. */
    @Test
    void theExampleOfRfc1071SumsToDdf2() {
        ByteBuffer octets = Octets.of("0001f203f4f5f6f7");

        assertThat(Checksum.fold(Checksum.sum(octets, 0, 8))).isEqualTo(0xddf2);
    }

    /** Sums by hand; an odd last octet counts as the high half of a word. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            01         | 0100
            0102       | 0102
            010203     | 0402
            ffffff     | ff00
            0000000000 | 0000
            0000000001 | 0100
            00010203040506 | 0c09
            """)
    void everyLengthIsSummed(String octets, String sum) {
        ByteBuffer buffer = Octets.of("ff" + octets + "ff");

        assertThat(Checksum.fold(Checksum.sum(buffer, 1, octets.length() / 2))).isEqualTo(Integer.parseInt(sum, 16));
    }

    /** Each fold can leave another carry; the last of these needs all of them. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "0,0",
        "ffff,ffff",
        "10000,1",
        "1ffff,1",
        "ffffffff,ffff",
        "100000000,1",
        "1ffffffff,1",
        "ffff0001ffff,1",
        "7fffffffffffffff,7fff",
        "ffffffffffffffff,ffff",
        "fffefffe,fffd"
    })
    void aSumOfAnySizeFoldsTo16Bits(String sum, String folded) {
        assertThat(Checksum.fold(Long.parseUnsignedLong(sum, 16))).isEqualTo(Integer.parseInt(folded, 16));
    }
}
