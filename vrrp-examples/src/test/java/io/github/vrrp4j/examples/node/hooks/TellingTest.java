package io.github.vrrp4j.examples.node.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.command.Command;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.router.Fault;
import io.github.vrrp4j.router.VrrpEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TellingTest {

    private static final HookCommands STATES =
            Events.commands(command("master"), command("backup"), command("fault"), null, Duration.ofSeconds(7), false);
    private static final HookCommands ALL = Events.commands(
            command("master"), command("backup"), command("fault"), command("event"), Duration.ofSeconds(7), false);

    private final Events events = new Events(Events.ID);
    private final Telling telling = new Telling(Events.ID);

    @Test
    void eachStateHasItsCommand() {
        assertThat(told(STATES, events.transition(State.INITIALIZE, State.BACKUP, Cause.STARTUP)))
                .containsExactly("backup a b eth0 ipv4 51 BACKUP 120");
        assertThat(told(STATES, events.master())).containsExactly("master a b eth0 ipv4 51 MASTER 120");
        assertThat(told(STATES, events.transition(State.MASTER, State.INITIALIZE, Cause.INTERFACE_DOWN)))
                .containsExactly("fault a b eth0 ipv4 51 FAULT 120");
        assertThat(told(STATES, events.acquired())).isEmpty();
    }

    @Test
    void onEventIsToldOfAllAfterTheState() {
        assertThat(told(ALL, events.master()))
                .containsExactly("master a b eth0 ipv4 51 MASTER 120", "event a b eth0 ipv4 51 MASTER 120 transition");
        assertThat(told(ALL, events.acquired()))
                .containsExactly("event a b eth0 ipv4 51 MASTER 120 addresses-acquired");
    }

    @Test
    void theEnvironmentSaysTheSameAndMore() {
        HookCall call = calls(ALL, events.master()).get(1);

        assertThat(call.timeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(call.commands().get(0).environment())
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("OWN", "value"),
                        Map.entry("VRRP_INTERFACE", "eth0"),
                        Map.entry("VRRP_FAMILY", "ipv4"),
                        Map.entry("VRRP_VRID", "51"),
                        Map.entry("VRRP_NAME", "web"),
                        Map.entry("VRRP_STATE", "MASTER"),
                        Map.entry("VRRP_PREVIOUS_STATE", "BACKUP"),
                        Map.entry("VRRP_CAUSE", "MASTER_DOWN_TIMER"),
                        Map.entry("VRRP_PRIORITY", "120"),
                        Map.entry("VRRP_ADDRESSES", "192.0.2.10/24 192.0.2.11/24"),
                        Map.entry("VRRP_EVENT", "transition"),
                        Map.entry("VRRP_EVENT_TEXT", "vrid=51 if=eth0 BACKUP->MASTER cause=MASTER_DOWN_TIMER"),
                        Map.entry("VRRP_SEQUENCE", "1")));
    }

    @Test
    void thePriorityIsTheOneInForce() {
        assertThat(told(STATES, events.priority(70))).isEmpty();
        assertThat(told(STATES, events.master())).containsExactly("master a b eth0 ipv4 51 MASTER 70");
    }

    @Test
    void theStateThatWasSoBeforeIsToldOnce() {
        assertThat(told(STATES, events.current(State.MASTER, 90))).containsExactly("master a b eth0 ipv4 51 MASTER 90");
        assertThat(told(STATES, events.current(State.MASTER, 90))).isEmpty();
        assertThat(told(STATES, events.backup())).containsExactly("backup a b eth0 ipv4 51 BACKUP 90");
    }

    @Test
    void aStateThatIsInitializeIsAFaultOnlyIfThereIsOne() {
        assertThat(told(STATES, events.current(State.INITIALIZE, 90))).isEmpty();
        assertThat(told(STATES, events.current(State.INITIALIZE, 90, Fault.NO_CARRIER)))
                .containsExactly("fault a b eth0 ipv4 51 FAULT 90");
    }

    @Test
    void aFaultFromTheStartOnIsToldOnce() {
        assertThat(told(STATES, events.faultBegan(Fault.INTERFACE_MISSING)))
                .containsExactly("fault a b eth0 ipv4 51 FAULT 120");
        assertThat(told(STATES, events.faultBegan(Fault.UNHEALTHY))).isEmpty();

        HookCall call = calls(STATES, events.transition(State.INITIALIZE, State.BACKUP, Cause.INTERFACE_UP))
                .get(0);
        assertThat(call.commands().get(0).environment()).containsEntry("VRRP_PREVIOUS_STATE", "FAULT");
    }

    @Test
    void aFaultOfAMasterIsToldWithItsTransition() {
        told(STATES, events.master());

        assertThat(told(STATES, events.faultBegan(Fault.UNHEALTHY))).isEmpty();
        assertThat(told(STATES, events.transition(State.MASTER, State.INITIALIZE, Cause.UNHEALTHY)))
                .containsExactly("fault a b eth0 ipv4 51 FAULT 120");
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {"INTERFACE_DOWN", "NO_PRIMARY_ADDRESS", "ADDRESS_REFUSED", "UNHEALTHY", "GROUP", "MAINTENANCE"})
    void whatKeepsItInInitializeIsAFault(Cause cause) {
        assertThat(told(STATES, events.transition(State.MASTER, State.INITIALIZE, cause)))
                .hasSize(1);
    }

    @Test
    void aStopIsToldByOnEventAlone() {
        assertThat(told(ALL, events.transition(State.MASTER, State.INITIALIZE, Cause.SHUTDOWN)))
                .containsExactly("event a b eth0 ipv4 51 INITIALIZE 120 transition");
    }

    @Test
    void whatHappenedWhileNobodyWasToldIsKnown() {
        telling.on((VrrpEvent.OfVirtualRouter) events.master(), null);

        assertThat(told(ALL, events.acquired()))
                .containsExactly("event a b eth0 ipv4 51 MASTER 120 addresses-acquired");
    }

    @Test
    void aStopHasCommandsOfItsOwn() {
        HookCommands commands = new HookCommands(
                Map.of(Hook.ON_STOP, List.of(command("one"), command("two"))), true, Duration.ofSeconds(7), false);

        assertThat(told(commands, events.master())).isEmpty();
        assertThat(told(commands, events.transition(State.MASTER, State.INITIALIZE, Cause.SHUTDOWN)))
                .containsExactly("one a b eth0 ipv4 51 INITIALIZE 120", "two a b eth0 ipv4 51 INITIALIZE 120");
    }

    @Test
    void whatStandsInBracesIsReplacedAndNothingElseIfThatIsWanted() {
        List<String> arguments = List.of(
                "{state}",
                "{interface}",
                "{family}/{vrid}",
                "{name}",
                "{state}",
                "p={priority}",
                "{event}",
                "{x}",
                "{}");
        HookCommands commands = new HookCommands(
                Map.of(Hook.ON_EVENT, List.of(new Command(arguments))), false, Duration.ofSeconds(7), false);

        assertThat(told(commands, events.master()))
                .containsExactly("{state} eth0 ipv4/51 web MASTER p=120 transition {x} {}");
    }

    private List<String> told(HookCommands commands, VrrpEvent event) {
        return calls(commands, event).stream()
                .flatMap(call -> call.commands().stream())
                .map(Command::toString)
                .toList();
    }

    private List<HookCall> calls(HookCommands commands, VrrpEvent event) {
        List<VirtualAddress> addresses =
                List.of(VirtualAddress.parse("192.0.2.10/24"), VirtualAddress.parse("192.0.2.11/24"));
        return telling.on((VrrpEvent.OfVirtualRouter) event, new HookedVirtualRouter("web", 120, addresses, commands));
    }

    private static Command command(String name) {
        return new Command(List.of(name, "a", "b"), null, null, Map.of("OWN", "value"));
    }
}
