package io.github.vrrp4j.examples.lan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.examples.lan.Capture.Frame;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one life of a node looks like to tshark(1). */
@NetworkTest(programs = {"tcpdump", "tshark", "sysctl"})
class WireIT {

    private final Lan lan = new Lan();
    private final Capture capture = lan.capture();

    @AfterEach
    void remove() {
        lan.close();
    }

    @Test
    void advertisementsAndAnnouncementsAreAsTheStandardWantsThem() {
        Node node = Node.start(lan.b, Node.config(Settings.of(200, 500), "192.0.2.10/24, 192.0.2.11/32"));
        capture.await(0, frame -> announcements("192.0.2.11").size() == 10 && frame.isGratuitousArp("192.0.2.11"));
        node.terminate().requireSuccess();
        capture.await(0, frame -> frame.isAdvertisementFrom(lan.b) && frame.priority() == 0);

        assertThat(capture.dissect("_ws.malformed || _ws.expert.severity >= 0x600000", "frame.number", "_ws.col.info"))
                .isEmpty();
        List<String> advertisements = capture.dissect(
                "vrrp",
                "eth.src",
                "eth.dst",
                "ip.src",
                "ip.dst",
                "ip.ttl",
                "ip.dsfield.dscp",
                "ip.checksum.status",
                "vrrp.version",
                "vrrp.type",
                "vrrp.virt_rtr_id",
                "vrrp.prio",
                "vrrp.addr_count",
                "vrrp.short_adver_int",
                "vrrp.checksum.status",
                "vrrp.ip_addr");
        String common = lan.b.mac() + "\t01:00:5e:00:00:12\t192.0.2.2\t224.0.0.18\t255\t48\t2\t3\t1\t51\t%d\t2\t50\t1\t"
                + "192.0.2.10,192.0.2.11";
        assertThat(advertisements).hasSizeGreaterThan(10);
        assertThat(advertisements.subList(0, advertisements.size() - 1)).containsOnly(common.formatted(200));
        assertThat(advertisements.get(advertisements.size() - 1)).isEqualTo(common.formatted(0));

        requireTwoBursts(announcements("192.0.2.10"));
        requireTwoBursts(announcements("192.0.2.11"));
        assertThat(capture.dissect("arp", "eth.src", "eth.dst", "arp.opcode", "arp.src.hw_mac", "arp.src.proto_ipv4"))
                .hasSize(20)
                .allMatch(line ->
                        line.startsWith(lan.b.mac() + "\tff:ff:ff:ff:ff:ff\t1\t" + lan.b.mac() + "\t192.0.2.1"));
    }

    private List<Frame> announcements(String address) {
        return capture.frames().stream()
                .filter(frame -> frame.isGratuitousArp(address))
                .toList();
    }

    /** Five at once and five again 5 s later. */
    private static void requireTwoBursts(List<Frame> frames) {
        assertThat(frames).hasSize(10);
        long startUs = frames.get(0).timeUs();
        assertThat(frames.get(4).timeUs() - startUs).isLessThan(1_000_000);
        assertThat(frames.get(5).timeUs() - startUs).isBetween(5_000_000L, 6_000_000L);
        assertThat(frames.get(9).timeUs() - frames.get(5).timeUs()).isLessThan(1_000_000);
    }
}
