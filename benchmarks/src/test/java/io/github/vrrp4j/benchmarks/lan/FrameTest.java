package io.github.vrrp4j.benchmarks.lan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.benchmarks.lan.Frame.Kind;
import io.github.vrrp4j.benchmarks.lan.Frame.Sender;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Frames as keepalived 2.2.7 sent them, but for their Ethernet addresses. */
class FrameTest {

    private static final String FROM_MASTER = "01005e000012" + "020000000001";
    private static final String FROM_BACKUP = "ffffffffffff" + "020000000002";
    private static final String IPV4_HEADER = "0800" + "45c0002000010000ff70d0900a090001e0000012";

    @Test
    void advertisementOfTheMasterIsOne() {
        assertThat(read(FROM_MASTER + IPV4_HEADER + "31339601006443610a090064"))
                .isEqualTo(new Frame(7, Sender.MASTER, Kind.ADVERTISEMENT));
    }

    @Test
    void priorityZeroIsResignation() {
        assertThat(read(FROM_MASTER + IPV4_HEADER + "31330001006443610a090064"))
                .isEqualTo(new Frame(7, Sender.MASTER, Kind.RESIGNATION));
    }

    @Test
    void gratuitousArpOfTheBackupIsOne() {
        assertThat(read(FROM_BACKUP + "0806" + "0001080006040001" + "020000000002" + "0a090064" + "ffffffffffff"
                        + "0a090064"))
                .isEqualTo(new Frame(7, Sender.BACKUP, Kind.GRATUITOUS_ARP));
    }

    @Test
    void arpForAnotherAddressIsNone() {
        assertThat(read(FROM_BACKUP + "0806" + "0001080006040001" + "020000000002" + "0a090064" + "ffffffffffff"
                        + "0a090065"))
                .isNull();
    }

    @Test
    void otherHostIsNone() {
        assertThat(read("01005e000012" + "020000000003" + IPV4_HEADER + "31339601006443610a090064"))
                .isNull();
    }

    private static @Nullable Frame read(String hex) {
        return Frame.read(7, ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
    }
}
