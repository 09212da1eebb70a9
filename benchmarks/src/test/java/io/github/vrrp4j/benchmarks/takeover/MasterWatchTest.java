package io.github.vrrp4j.benchmarks.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Lines as ip of iproute2 6.1.0 wrote them. */
class MasterWatchTest {

    @Test
    void interfaceWithoutUpIsDown() {
        assertThat(MasterWatch.isDown(
                        "3: eth0@if5: <BROADCAST,MULTICAST> mtu 1500 qdisc noqueue state DOWN group default"))
                .isTrue();
    }

    @Test
    void interfaceWithoutCarrierIsNotDown() {
        assertThat(MasterWatch.isDown(
                        "3: eth0@if5: <NO-CARRIER,BROADCAST,MULTICAST,UP,M-DOWN> mtu 1500 state LOWERLAYERDOWN"))
                .isFalse();
        assertThat(MasterWatch.isDown("3: eth0@if5: <NO-CARRIER,BROADCAST,MULTICAST,UP> mtu 1500 state DOWN"))
                .isFalse();
    }

    @Test
    void interfaceThatIsUpIsNotDown() {
        assertThat(MasterWatch.isDown("3: eth0@if5: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP"))
                .isFalse();
    }

    @Test
    void onlyTheVirtualAddressThatGoesIsReleased() {
        String scope = "/24 scope global secondary eth0\\       valid_lft forever preferred_lft forever";

        assertThat(MasterWatch.isRelease("Deleted 3: eth0    inet 192.0.2.10" + scope))
                .isTrue();
        assertThat(MasterWatch.isRelease("3: eth0    inet 192.0.2.10" + scope)).isFalse();
        assertThat(MasterWatch.isRelease("Deleted 3: eth0    inet 192.0.2.1" + scope))
                .isFalse();
    }
}
