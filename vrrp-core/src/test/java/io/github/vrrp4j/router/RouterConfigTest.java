package io.github.vrrp4j.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.vrrp4j.health.CheckSchedule;
import io.github.vrrp4j.health.Health;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.HostConfig;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What is wrong with a configuration is said before anything runs: what, where, and how to mend it. */
class RouterConfigTest {

    private static final MonitoredCheck WEB =
            new MonitoredCheck("web", timeout -> Health.healthy(""), CheckSchedule.DEFAULT);

    private static RouterConfig.Entry entry(int vrid, int priority, TrackedCheck... tracked) {
        return new RouterConfig.Entry("eth0", parameters(vrid, priority).build(), List.of(tracked));
    }

    private static VirtualRouterConfig.Builder parameters(int vrid, int priority) {
        return VirtualRouterConfig.builder(vrid).priority(priority).address("192.0.2." + vrid + "/24");
    }

    private static void assertRefused(ThrowingCallable making, String message) {
        assertThatIllegalArgumentException().isThrownBy(making).withMessage(message);
    }

    private static RouterConfig grouped(RouterConfig.Entry... entries) {
        List<RouterConfig.Entry> all = List.of(entries);
        return new RouterConfig(
                all,
                List.of(WEB),
                List.of(new Group(
                        "gateway", all.stream().map(RouterConfig.Entry::id).toList())));
    }

    @Test
    void virtualRoutersAndAddressesAreThereOnce() {
        assertRefused(
                () -> new RouterConfig(List.of(entry(51, 100), entry(51, 90)), List.of(), List.of()),
                "vrid=51 if=eth0 stands there twice");
        RouterConfig.Entry same = new RouterConfig.Entry(
                "eth1", VirtualRouterConfig.builder(9).address("192.0.2.51/32").build(), List.of());
        assertRefused(
                () -> new RouterConfig(List.of(entry(51, 100), same), List.of(), List.of()),
                "virtual address 192.0.2.51/32 belongs to both vrid=51 if=eth0 and vrid=9 if=eth1");
    }

    @Test
    void thoseOfOneInterfaceAndFamilyHaveOneSourceAddress() {
        HostConfig pinned = HostConfig.DEFAULT.sourceAddress(IpAddress.parse("192.0.2.1"));
        RouterConfig.Entry first =
                new RouterConfig.Entry("eth0", parameters(51, 100).host(pinned).build(), List.of());
        RouterConfig.Entry elsewhere =
                new RouterConfig.Entry("eth1", parameters(53, 100).build(), List.of());
        RouterConfig.Entry otherFamily = new RouterConfig.Entry(
                "eth0", VirtualRouterConfig.builder(54).address("fe80::54/64").build(), List.of());
        assertThat(new RouterConfig(List.of(first, elsewhere, otherFamily), List.of(), List.of()).virtualRouters())
                .hasSize(3);
        assertRefused(
                () -> new RouterConfig(List.of(first, entry(52, 100)), List.of(), List.of()),
                "the virtual routers of eth0 IPV4 have one source address: vrid=51 if=eth0 has 192.0.2.1,"
                        + " vrid=52 if=eth0 has none; give both the same, or none");
    }

    @Test
    void checksHaveOneNameAndAreKnown() {
        assertRefused(() -> new RouterConfig(List.of(), List.of(WEB, WEB), List.of()), "there are two checks web");
        assertRefused(
                () -> new RouterConfig(List.of(entry(51, 100, new TrackedCheck.Down("db"))), List.of(WEB), List.of()),
                "vrid=51 if=eth0 tracks check db, which is none of [web]");
        assertRefused(
                () -> entry(51, 100, new TrackedCheck.Down("web"), new TrackedCheck.Adjust("web", 1)),
                "vrid 51 tracks check web twice; keep one of them");
        assertRefused(() -> new MonitoredCheck(" ", WEB.check(), CheckSchedule.DEFAULT), "a health check needs a name");
    }

    @Test
    void adjustmentsAreInRangeAndNotOfAnOwner() {
        for (int by : new int[] {0, 254, -254}) {
            assertRefused(
                    () -> new TrackedCheck.Adjust("web", by),
                    "the adjustment by check web, " + by
                            + ", is not in -253..-1 or 1..253: below zero counts while it is unhealthy, above while"
                            + " healthy");
        }
        assertThat(new TrackedCheck.Adjust("web", -253).by()).isEqualTo(-253);
        assertRefused(
                () -> entry(51, 255, new TrackedCheck.Adjust("web", -1)),
                "check web cannot adjust the priority of vrid 51: 255 is that of the owner; give it 254 or less, or have"
                        + " the check mean that it is down");
        assertThat(entry(51, 255, new TrackedCheck.Down("web")).tracked()).hasSize(1);
    }

    @Test
    void groupsHaveKnownMembersOfNoOtherGroup() {
        RouterConfig.Entry one = entry(51, 100);
        RouterConfig.Entry two = entry(52, 100);
        Group group = new Group("gateway", List.of(one.id(), two.id()));
        assertRefused(
                () -> new RouterConfig(List.of(one), List.of(), List.of(group)),
                "group gateway has the member vrid=52 if=eth0, which is not configured");
        assertRefused(
                () -> new RouterConfig(List.of(one, two), List.of(), List.of(group, group)),
                "there are two groups gateway");
        assertRefused(
                () -> new RouterConfig(
                        List.of(one, two), List.of(), List.of(group, new Group("other", group.members()))),
                "vrid=51 if=eth0 is in group gateway and in group other; one is possible");
        assertRefused(
                () -> new Group("gateway", List.of(one.id())), "group gateway needs two members at least, it has 1");
        assertRefused(
                () -> new Group("gateway", List.of(one.id(), one.id())),
                "group gateway names a member twice: [vrid=51 if=eth0, vrid=51 if=eth0]");
        assertRefused(() -> new Group("", group.members()), "a group needs a name");
    }

    @Test
    void theMembersOfAGroupWantTheSame() {
        String mustBe = "the members of group gateway must have the same priority, Preempt_Mode, preempt delay and"
                + " adjusting checks, since they move together: vrid=51 if=eth0 has priority 100, vrid=52 if=eth0 has ";
        assertRefused(() -> grouped(entry(51, 100), entry(52, 90)), mustBe + "priority 90");
        assertRefused(
                () -> grouped(
                        entry(51, 100),
                        new RouterConfig.Entry(
                                "eth0", parameters(52, 100).preemptMode(false).build(), List.of())),
                mustBe + "priority 100 without preemption");
        assertRefused(
                () -> grouped(
                        entry(51, 100),
                        new RouterConfig.Entry(
                                "eth0",
                                parameters(52, 100)
                                        .preemptDelay(Duration.ofSeconds(3))
                                        .build(),
                                List.of())),
                mustBe + "priority 100 after PT3S");
        assertRefused(
                () -> grouped(entry(51, 100), entry(52, 100, new TrackedCheck.Adjust("web", -9))),
                mustBe + "priority 100 and [Adjust[check=web, by=-9]]");
        assertThat(grouped(entry(51, 100), entry(52, 100, new TrackedCheck.Down("web")))
                        .groups())
                .hasSize(1);
    }

    @Test
    void whatMayNeverLeadToAFailoverIsAWarning() {
        RouterConfig.Entry still = new RouterConfig.Entry(
                "eth0", parameters(51, 100).preemptMode(false).build(), List.of(new TrackedCheck.Adjust("web", -50)));
        assertThat(new RouterConfig(List.of(still), List.of(WEB), List.of()).warnings())
                .containsExactly(
                        "vrid=51 if=eth0: check web adjusts the priority, but without preemption a BACKUP with a"
                                + " higher one waits until the MASTER is gone; if the others are configured like this one, the"
                                + " check never leads to a failover: have it mean that the virtual router is down");
        assertThat(new RouterConfig(
                                List.of(entry(52, 200, new TrackedCheck.Adjust("web", 60))), List.of(WEB), List.of())
                        .warnings())
                .containsExactly(
                        "vrid=52 if=eth0: with its checks the priority is 200..260; it is held to 1..254, so that"
                                + " some of them may change nothing");
        assertThat(new RouterConfig(List.of(entry(53, 100)), List.of(WEB), List.of()).warnings())
                .containsExactly("check web runs, but no virtual router tracks it");
        assertThat(new RouterConfig(List.of(entry(54, 100, new TrackedCheck.Down("web"))), List.of(WEB), List.of())
                        .warnings())
                .isEmpty();
    }

    @Test
    void itIsCopiedAndStaysAsItIs() {
        List<RouterConfig.Entry> entries = new ArrayList<>(List.of(entry(51, 100)));
        RouterConfig config = new RouterConfig(entries, List.of(), List.of());
        entries.clear();
        assertThat(config.virtualRouters()).hasSize(1);
        assertThat(config).isEqualTo(new RouterConfig(List.of(entry(51, 100)), List.of(), List.of()));
    }
}
