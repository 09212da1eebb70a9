package io.github.vrrp4j.examples.node.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What docs/control.md promises to scripts, to the octet. */
class StatusJsonTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void everyKeyOfAVirtualRouter() {
        assertThat(Json.write(StatusJson.of(Samples.backup(), "web", NOW))).isEqualTo("""
                {"interface":"eth0","family":"ipv4","vrid":51,"name":"web","state":"BACKUP","priority":100,\
                "effective-priority":50,"owner":false,"master-address":"192.0.2.2","cause":"HIGHER_PRIORITY",\
                "last-event":"higher-priority-backup","new-master-reason":"not-master","state-since":"2026-01-01T11:58:30Z",\
                "up-since":"2026-01-01T11:58:25Z",\
                "advertisement-interval-ms":1000,"master-adver-interval-ms":1000,"skew-time-ms":804.6875,\
                "master-down-interval-ms":3804.6875,"addresses":["192.0.2.10/24"],"addresses-held":false,"faults":[],\
                "health":[{"check":"uplink","healthy":false,"adjust-priority":-50,"text":"eth1 is down"}],"group":null,\
                "relinquished-for-ms":0,"counted-since":"2026-01-01T11:58:20Z",\
                "statistics":{"master-transitions":0,"advertisement-rcvd":1,"advertisement-sent":2,\
                "priority-zero-pkts-rcvd":3,"priority-zero-pkts-sent":4,"interval-errors":5,"address-list-errors":6,\
                "invalid-type-pkts-rcvd":7,"packet-length-errors":8,"pseudo-header-checksums-rcvd":9,\
                "message-only-checksums-rcvd":10,"send-failures":11,"address-failures":12,"address-repairs":13,\
                "stalls":14},"discarded":{"CHECKSUM_ERROR":3},\
                "peers":[{"source":"192.0.2.2","version":3,"priority":200,"advertisement-interval-ms":1000,\
                "checksum":"PSEUDO_HEADER","addresses":["192.0.2.10"],"first-seen-ms-ago":90000,"last-seen-ms-ago":400,\
                "advertisements":91}]}""");
    }

    @Test
    void whoIsDownSaysWhyAndSinceWhenAndNotSinceWhenItIsUp() {
        Map<String, ?> json = StatusJson.of(Samples.faulty(), null, NOW);
        assertThat(json.get("name")).isNull();
        assertThat(json.get("state-since")).isEqualTo(Instant.parse("2026-01-01T11:58:30Z"));
        assertThat(json.get("up-since")).isNull();
        assertThat(json.get("master-address")).isNull();
        assertThat(json.get("faults")).isEqualTo(List.of("NO_CARRIER", "MAINTENANCE"));
    }

    @Test
    void theTableHasALineForEach() {
        List<Map<?, ?>> objects = ControlCommand.objects(Json.read(Json.write(
                List.of(StatusJson.of(Samples.backup(), "web", NOW), StatusJson.of(Samples.faulty(), null, NOW)))));

        assertThat(StatusTable.lines(objects, NOW.plusSeconds(3_600)))
                .containsExactly(
                        "VIRTUAL ROUTER      STATE       PRIORITY  SINCE  MASTER     ADDRESSES      REMARKS",
                        "web (eth0/ipv4/51)  BACKUP      50        1h 1m  192.0.2.2  192.0.2.10/24  check uplink unhealthy",
                        "eth0/ipv4/51        INITIALIZE  100       1h 1m  -          192.0.2.10/24  fault NO_CARRIER,"
                                + " MAINTENANCE");
        assertThat(StatusTable.peerLines(objects.subList(0, 1)))
                .containsExactly(
                        "VIRTUAL ROUTER      PEER       VERSION  PRIORITY  INTERVAL  LAST HEARD  ADVERTISEMENTS  ADDRESSES",
                        "web (eth0/ipv4/51)  192.0.2.2  3        200       1000 ms   400 ms ago  91              192.0.2.10");
    }
}
