package io.github.vrrp4j.simulation;

import static io.github.vrrp4j.simulation.ReconfiguredHost.CLOSED;
import static io.github.vrrp4j.simulation.ReconfiguredHost.config;
import static io.github.vrrp4j.simulation.ReconfiguredHost.entry;
import static io.github.vrrp4j.simulation.ReconfiguredHost.failureOf;
import static io.github.vrrp4j.simulation.ReconfiguredHost.id;
import static io.github.vrrp4j.simulation.ReconfiguredHost.parameters;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.HostConfig;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.Group;
import io.github.vrrp4j.router.PartlyAppliedException;
import io.github.vrrp4j.router.Plan;
import io.github.vrrp4j.router.RouterConfig;
import io.github.vrrp4j.router.VrrpEvent;
import io.github.vrrp4j.router.VrrpRouter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Changes that the host, or the configuration beside them, does not allow. */
@SuppressWarnings("FutureReturnValueIgnored") // what follows shows what became of it
class RefusedApplyTest {

    private final ReconfiguredHost host = new ReconfiguredHost();
    private final EventRecorder events = host.events;
    private final ReconfiguredHost.PickyManager manager = host.manager;
    private final VrrpRouter router = host.router;

    /** What moves comes before what is new. */
    @Test
    void aStepThatFailsLeavesThoseBeforeItDone() throws Exception {
        host.applied(config(entry(parameters(51, 11).address("192.0.2.20/24"))));
        manager.refused = IpAddress.parse("192.0.2.12");
        RouterConfig wanted = config(entry(parameters(52, 12)), entry(parameters(51, 11)), entry(parameters(53, 20)));
        CompletableFuture<Plan> done = router.apply(wanted);
        host.run(5);
        assertThat(failureOf(done))
                .isInstanceOf(PartlyAppliedException.class)
                .hasMessage("vrid=52 if=eth0: not that one; done: ADD vrid=53 if=eth0, RESTART vrid=51 if=eth0;"
                        + " not done: ADD vrid=52 if=eth0");
        assertThat(router.config()).isEqualTo(config(entry(parameters(51, 11)), entry(parameters(53, 20))));
        assertThat(manager.calls).contains("retire 52");
        host.run(5_000);
        assertThat(List.of(host.holds(11), host.holds(20))).containsOnly(true);
    }

    /** Or the member that is there would wait for ever for the one that is not. */
    @Test
    void aGroupWhoseMemberCannotBeStartedDoesNotHoldTheOtherOnes() throws Exception {
        manager.refused = IpAddress.parse("192.0.2.12");
        CompletableFuture<Plan> done = router.apply(new RouterConfig(
                List.of(entry(parameters(51, 11)), entry(parameters(52, 12))),
                List.of(),
                List.of(new Group("two", List.of(id(51), id(52))))));
        host.run(5_000);
        assertThat(failureOf(done))
                .hasMessage("vrid=52 if=eth0: not that one; done: ADD vrid=51 if=eth0;"
                        + " not done: ADD group two, ADD vrid=52 if=eth0");
        assertThat(router.config()).isEqualTo(config(entry(parameters(51, 11))));
        assertThat(host.holds(11)).isTrue();
    }

    @Test
    void whatSpeaksAgainstALinkIsKnownBeforeAnythingChanges() throws Exception {
        RouterConfig before = config(entry(parameters(51, 11)));
        host.applied(before);
        RouterConfig.Entry elsewhere =
                new RouterConfig.Entry("eth9", parameters(52, 12).build(), List.of());
        assertThat(failureOf(router.apply(config(elsewhere)))).hasMessageEndingWith("no interface eth9 on a");
        assertThat(router.config()).isEqualTo(before);
    }

    /** It would have been known before it ended. */
    @Test
    void whatSpeaksAgainstOneThatWouldRestartIsKnownBeforeAnythingChanges() throws Exception {
        RouterConfig before = config(entry(parameters(51, 11)), entry(parameters(52, 12)));
        host.applied(before);
        host.run(5_000);
        events.clear();
        IpAddress elsewhere = IpAddress.parse("192.0.2.9");
        HostConfig fromElsewhere = HostConfig.DEFAULT.sourceAddress(elsewhere);
        assertThat(failureOf(router.apply(config(
                        entry(parameters(51, 11).host(fromElsewhere)),
                        entry(parameters(52, 12).host(fromElsewhere))))))
                .isInstanceOf(IOException.class)
                .hasMessage("vrid=51 if=eth0: there is no address to advertise from: 192.0.2.9");
        assertThat(failureOf(router.replace(
                        id(51), parameters(51, 11).host(fromElsewhere).build())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "have one source address: vrid=51 if=eth0 has 192.0.2.9, vrid=52 if=eth0 has none");
        manager.impossible = IpAddress.parse("192.0.2.12");
        assertThat(failureOf(router.apply(config(
                        entry(parameters(51, 11).priority(7)),
                        entry(parameters(52, 12).host(CLOSED))))))
                .isInstanceOf(IOException.class)
                .hasMessage("vrid=52 if=eth0: impossible");
        assertThat(failureOf(router.apply(config(
                        entry(parameters(51, 11)), entry(parameters(52, 12).address("192.0.2.1/24"))))))
                .hasMessageStartingWith("vrid=52 if=eth0: there is no address to advertise from");
        host.run(5_000);
        assertThat(events.all(VrrpEvent.class)).isEmpty();
        assertThat(router.config()).isEqualTo(before);
    }

    @Test
    void whatCannotStartAgainIsPutBackAndNothingElseIsTouched() throws Exception {
        RouterConfig before = config(entry(parameters(51, 11)), entry(parameters(52, 12)));
        host.applied(before);
        host.run(5_000);
        router.relinquish(id(51), Duration.ofSeconds(60));
        host.run(5_000);
        events.clear();
        manager.refusesClosed = true;
        CompletableFuture<Plan> done = router.apply(config(
                entry(parameters(51, 11).host(CLOSED)),
                entry(parameters(52, 12).priority(7)),
                entry(parameters(53, 13))));
        host.run(5_000);
        PartlyAppliedException failure = (PartlyAppliedException) failureOf(done);
        assertThat(failure)
                .hasMessage("vrid=51 if=eth0: not that one; ended and put back: vrid=51 if=eth0; not done:"
                        + " RESTART vrid=51 if=eth0, CONFIGURE vrid=52 if=eth0, ADD vrid=53 if=eth0");
        assertThat(failure.putBack()).containsExactly(id(51));
        assertThat(failure.lost()).isEmpty();
        assertThat(failure.done().isEmpty()).isTrue();
        assertThat(failure.notDone())
                .isEqualTo(router.plan(config(
                        entry(parameters(51, 11).host(CLOSED)),
                        entry(parameters(52, 12).priority(7)),
                        entry(parameters(53, 13)))));
        assertThat(router.config()).isEqualTo(before);
        assertThat(events.all(VrrpEvent.OfVirtualRouter.class))
                .noneMatch(event -> event.id().equals(id(52)));
        assertThat(host.status(51).state()).isEqualTo(State.MASTER);
        assertThat(host.status(51).priority()).isEqualTo(1); // what was ordered goes on
        assertThat(List.of(host.holds(11), host.holds(12))).containsOnly(true);
    }

    @Test
    void anAddressThatNobodyCouldTakeGoesBack() throws Exception {
        host.applied(config(entry(parameters(51, 11)), entry(parameters(52, 12))));
        host.run(5_000);
        manager.refused = IpAddress.parse("192.0.2.15");
        CompletableFuture<Plan> done =
                router.apply(config(entry(parameters(55, 11).address("192.0.2.15/24"))));
        host.run(5_000);
        assertThat(failureOf(done))
                .hasMessage("vrid=55 if=eth0: not that one; done: REMOVE vrid=52 if=eth0; ended and put back:"
                        + " vrid=51 if=eth0; not done: REMOVE vrid=51 if=eth0, ADD vrid=55 if=eth0");
        assertThat(List.of(host.holds(11), host.holds(12))).containsExactly(true, false);
    }

    /** It cannot be as it was, since one of its addresses is another's now. */
    @Test
    void whatGaveAnAddressUpIsPutBackWithoutIt() throws Exception {
        host.applied(config(entry(parameters(51, 11).address("192.0.2.20/24"))));
        host.run(5_000);
        manager.refusesClosed = true;
        CompletableFuture<Plan> done =
                router.apply(config(entry(parameters(51, 11).host(CLOSED)), entry(parameters(53, 20))));
        host.run(5_000);
        assertThat(failureOf(done))
                .isInstanceOf(PartlyAppliedException.class)
                .hasMessageContaining("ended and put back: vrid=51 if=eth0");
        assertThat(router.config()).isEqualTo(config(entry(parameters(51, 11)), entry(parameters(53, 20))));
        assertThat(List.of(host.holds(11), host.holds(20))).containsOnly(true);
    }

    @Test
    void whatCannotBePutBackIsNamed() throws Exception {
        host.applied(config(entry(parameters(51, 11)), entry(parameters(52, 12))));
        host.run(5_000);
        manager.refusesEverything = true;
        CompletableFuture<Plan> done =
                router.apply(config(entry(parameters(51, 11).host(CLOSED)), entry(parameters(52, 12))));
        host.run(5_000);
        PartlyAppliedException failure = (PartlyAppliedException) failureOf(done);
        assertThat(failure)
                .hasMessage("vrid=51 if=eth0: not that one; ENDED, AND COULD NOT BE PUT BACK: vrid=51 if=eth0;"
                        + " not done: ADD vrid=51 if=eth0");
        assertThat(failure.lost()).containsExactly(id(51));
        assertThat(requireNonNull(failure.getCause()).getSuppressed()).isNotEmpty();
        assertThat(router.config()).isEqualTo(config(entry(parameters(52, 12))));
        assertThat(List.of(host.holds(11), host.holds(12))).containsExactly(false, true);
    }

    @Test
    void aMemberOfAGroupCannotBeConfiguredUnlikeTheOthers() {
        RouterConfig group = new RouterConfig(
                List.of(entry(parameters(51, 11)), entry(parameters(52, 12))),
                List.of(),
                List.of(new Group("two", List.of(id(51), id(52)))));
        host.applied(group);
        UnaryOperator<VirtualRouterConfig.Builder> lower = builder -> builder.priority(9);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        router.configure(id(51), lower.apply(parameters(51, 11)).build()))
                .withMessageContaining("members of group two must have the same priority");
        assertThat(router.replace(id(51), lower.apply(parameters(51, 11)).build()))
                .isCompletedExceptionally();
        assertThat(router.config()).isEqualTo(group);
    }

    @Test
    void whatIsNotThereIsNeitherRemovedNorReplaced() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> router.remove(id(51)))
                .withMessage("there is no vrid=51 if=eth0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> router.replace(id(51), parameters(51, 11).build()))
                .withMessage("there is no vrid=51 if=eth0");
        host.applied(config(entry(parameters(51, 11))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> router.replace(id(51), parameters(52, 11).build()))
                .withMessage("VRID 52 IPV4 is not that of vrid=51 if=eth0: add another one");
    }
}
