package io.github.vrrp4j.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EchoTest {

    private static final Echo IPV4 = new Echo(AddressFamily.IPV4, 0xbeef, 1, 0x0102_0304_0506_0708L);
    private static final Echo IPV6 = new Echo(AddressFamily.IPV6, 0xbeef, 1, 0x0102_0304_0506_0708L);

    /** 0800 + beef + 0001 + 0102 + 0304 + 0506 + 0708 = d704, whose complement is 28fb. */
    @Test
    void anIpv4RequestHasItsChecksum() {
        assertThat(encoded(IPV4)).isEqualTo("0800" + "28fb" + "beef" + "0001" + "0102030405060708");
    }

    @Test
    void anIpv6RequestLeavesItToTheSystem() {
        assertThat(encoded(IPV6)).isEqualTo("8000" + "0000" + "beef" + "0001" + "0102030405060708");
    }

    @Test
    void theReplyToItIsKnown() {
        assertThat(isAnswered(IPV4, "0000 30fb beef 0001 0102030405060708")).isTrue();
        assertThat(isAnswered(IPV6, "8100 aaaa beef 0001 0102030405060708")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0800 28fb beef 0001 0102030405060708",
                "8100 30fb beef 0001 0102030405060708",
                "0300 30fb beef 0001 0102030405060708",
                "0001 30fb beef 0001 0102030405060708",
                "0000 30fb beee 0001 0102030405060708",
                "0000 30fb beef 0002 0102030405060708",
                "0000 30fb beef 0001 0102030405060709",
                "0000 30fb beef 0001 01020304050607",
                "0000 30fb beef 0001 010203040506070800",
                ""
            })
    void anythingElseIsNot(String message) {
        assertThat(isAnswered(IPV4, message)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void whatDoesNotFitIsRefused(int number) {
        assertThatThrownBy(() -> new Echo(AddressFamily.IPV4, number, 0, 0)).hasMessageContaining("not in 0..65535");
        assertThatThrownBy(() -> new Echo(AddressFamily.IPV4, 0, number, 0)).hasMessageContaining("not in 0..65535");
    }

    private static String encoded(Echo echo) {
        byte[] octets = new byte[1 + Echo.LENGTH];
        Arrays.fill(octets, (byte) 0xa5);
        assertThat(echo.encode(ByteBuffer.wrap(octets), 1)).isEqualTo(16);
        return HexFormat.of().formatHex(octets, 1, 1 + Echo.LENGTH);
    }

    private static boolean isAnswered(Echo echo, String message) {
        byte[] octets = HexFormat.of().parseHex(message.replace(" ", ""));
        ByteBuffer buffer = ByteBuffer.allocate(1 + octets.length).put(1, octets);
        return echo.isAnsweredBy(buffer, 1, octets.length);
    }
}
