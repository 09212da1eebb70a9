package io.github.vrrp4j.examples.lan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.testing.NetworkTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A virtual address that is on the interface already when the node starts. */
@NetworkTest(programs = {"tcpdump", "sysctl", "kill"})
class LeftoverAddressIT {

    private final Lan lan = new Lan();
    private final Capture capture = lan.capture();

    @AfterEach
    void remove() {
        lan.close();
    }

    @Test
    void whatAKilledNodeLeavesTheNextOneRemovesBeforeItAdvertises() {
        Node killed = Node.start(lan.b, Settings.of(100, 250));
        lan.awaitOnlyHolder(lan.b);
        killed.kill();
        assertThat(lan.b.holds(Lan.VIRTUAL)).isTrue();
        long killedUs = Capture.nowUs();

        Node.start(lan.b, Settings.of(100, 250)).awaitBackup();

        assertThat(lan.b.holds(Lan.VIRTUAL)).isFalse();
        assertThat(capture.lastAdvertisementFrom(lan.b).timeUs()).isLessThan(killedUs);
        capture.awaitAdvertisementFrom(lan.b, killedUs);
        lan.awaitOnlyHolder(lan.b);
    }

    /** With prefix length 24 the host's own address is a secondary one for as long as the leftover is there. */
    @ParameterizedTest
    @ValueSource(ints = {24, 32})
    void aLeftoverThatStandsFirstIsNeitherTheSourceNorTheEndOfTheHostsOwnAddress(int prefixLength) {
        String virtual = Lan.VIRTUAL + "/" + prefixLength;
        lan.b.namespace().ip("address flush dev eth0");
        lan.b.namespace().ip("address add " + virtual + " dev eth0");
        lan.b.namespace().ip("address add 192.0.2.2/24 dev eth0");
        assertThat(lan.b.addresses()).containsExactly(virtual, "192.0.2.2/24");

        Node node = Node.start(lan.b, Node.config(Settings.of(100, 250), virtual));

        node.awaitBackup();
        assertThat(lan.b.addresses()).containsExactly("192.0.2.2/24");
        capture.await(0, frame -> frame.isAdvertisementFrom(lan.b));
        assertThat(capture.frames()).noneMatch(frame -> frame.text().startsWith(Lan.VIRTUAL + " > 224.0.0.18"));
    }
}
