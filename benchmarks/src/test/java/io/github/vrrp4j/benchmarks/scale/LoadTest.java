package io.github.vrrp4j.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoadTest {

    @Test
    void theNominalRateIsThatOfAllVirtualRouters() {
        assertThat(new Load(250, 10, 0).nominalRate()).isEqualTo(25_000);
    }

    @Test
    void theNodeIsGivenEachVirtualRouter() {
        assertThat(new Load(2, 100, 0).vrrp4j(200)).isEqualTo("""
                virtual-routers:
                  - interface: eth0
                    vrid: 1
                    priority: 200
                    advertisement-interval: 100ms
                    addresses: [198.18.1.1/16]
                  - interface: eth0
                    vrid: 2
                    priority: 200
                    advertisement-interval: 100ms
                    addresses: [198.18.1.2/16]
                """);
    }

    @Test
    void keepalivedIsGivenTheSameInSecondsAndLeastArp() {
        assertThat(new Load(250, 10, 0).keepalived(100))
                .contains("vrrp_garp_master_repeat 1", "vrrp_instance v250 {", "priority 100", "198.18.1.250/16")
                .containsOnlyOnce("virtual_router_id 250\n")
                .contains("advert_int 0.01\n");
    }

    @Test
    void bothAreGivenTheRealTimePriority() {
        Load load = new Load(1, 10, 50);

        assertThat(load.vrrp4j(100)).startsWith("realtime-priority: 50\nvirtual-routers:\n");
        assertThat(load.keepalived(100)).contains("    vrrp_rt_priority 50\n");
        assertThat(load).hasToString("1 x 10 ms, SCHED_FIFO");
    }
}
