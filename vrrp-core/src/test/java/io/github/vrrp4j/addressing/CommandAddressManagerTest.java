package io.github.vrrp4j.addressing;

import static io.github.vrrp4j.command.Processes.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vrrp4j.command.Command;
import io.github.vrrp4j.command.Processes;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.packet.VirtualRoute;
import io.github.vrrp4j.spi.Placement;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class CommandAddressManagerTest {

    private static final Placement PLACEMENT = new Placement("eth0", AddressFamily.IPV4, 51, false, true);
    private static final VirtualAddress ADDRESS = VirtualAddress.parse("192.0.2.10/24");
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /** What the scripts did. */
    private Path log = Path.of("/");

    @TempDir
    private Path directory;

    @BeforeEach
    void nameTheLog() {
        log = directory.resolve("log");
    }

    @Test
    void placeholdersAreReplacedInTheArguments() throws Exception {
        Command add = script("add", "echo \"$@\" >> " + log)
                .arguments(List.of(
                        directory.resolve("add").toString(),
                        "{address}/{prefix-length}",
                        "dev={interface}",
                        "{family}",
                        "{vrid}",
                        "{other} {}"));
        CommandAddressManager manager = new CommandAddressManager(add, null, null, TIMEOUT, 1);

        manager.add(PLACEMENT, ADDRESS);
        manager.add(new Placement("eth1", AddressFamily.IPV6, 7, true, false), VirtualAddress.parse("2001:db8::1/64"));

        assertThat(text(log))
                .isEqualTo("192.0.2.10/24 dev=eth0 ipv4 51 {other} {}\n2001:db8::1/64 dev=eth1 ipv6 7 {other} {}\n");
    }

    @Test
    void anAddressIsAssertedOnceUntilItWasReleasedOrMustBeReasserted() throws Exception {
        CommandAddressManager manager = manager(script("add", "echo add >> " + log), null, null, 1);

        assertThat(manager.add(PLACEMENT, ADDRESS)).isTrue();
        manager.begin(PLACEMENT);
        assertThat(manager.add(PLACEMENT, ADDRESS)).isFalse();
        assertThat(text(log)).isEqualTo("add\n");

        manager.reassert(PLACEMENT);
        assertThat(manager.add(PLACEMENT, ADDRESS)).isTrue();
        assertThat(manager.add(PLACEMENT, ADDRESS)).isFalse();
        manager.end(PLACEMENT);
        assertThat(manager.add(PLACEMENT, ADDRESS)).isTrue();
        manager.remove(PLACEMENT, ADDRESS);
        assertThat(manager.add(PLACEMENT, ADDRESS)).isTrue();
        manager.retire(PLACEMENT);
        assertThat(manager.add(PLACEMENT, ADDRESS)).isTrue();

        assertThat(text(log)).isEqualTo("add\n".repeat(5));
    }

    @Test
    void anotherVirtualRouterAndAnotherAcceptModeAreToldApart() throws Exception {
        CommandAddressManager manager = manager(script("add", "echo add >> " + log), null, null, 1);

        assertThat(manager.add(PLACEMENT, ADDRESS)).isTrue();
        assertThat(manager.add(new Placement("eth0", AddressFamily.IPV4, 51, true, false), ADDRESS))
                .isFalse();
        assertThat(manager.add(new Placement("eth0", AddressFamily.IPV4, 52, false, true), ADDRESS))
                .isTrue();
    }

    @Test
    void theCheckSaysWhetherItIsHereAndIsAskedEachTime() throws Exception {
        Path here = directory.resolve("here");
        CommandAddressManager manager = manager(
                script("add", "echo add >> " + log, "touch " + here),
                script("remove", "echo remove >> " + log, "rm " + here),
                script("check", "test -e " + here),
                1);

        manager.remove(PLACEMENT, ADDRESS); // another host has it: nothing is taken from there
        assertThat(manager.add(PLACEMENT, ADDRESS)).isTrue();
        assertThat(manager.add(PLACEMENT, ADDRESS)).isFalse();
        Files.delete(here);
        assertThat(manager.add(PLACEMENT, ADDRESS)).isTrue();
        manager.remove(PLACEMENT, ADDRESS);

        assertThat(text(log)).isEqualTo("add\nadd\nremove\n");
    }

    @Test
    void aCheckThatFailsChangesNothing() throws Exception {
        CommandAddressManager manager = manager(
                script("add", "echo add >> " + log),
                script("remove", "echo remove >> " + log),
                script("check", "echo no credentials; kill -KILL $$"),
                1);

        assertThat(manager.add(PLACEMENT, ADDRESS)).isTrue();
        assertThat(manager.add(PLACEMENT, ADDRESS)).isFalse();
        assertThatThrownBy(() -> manager.remove(PLACEMENT, ADDRESS))
                .isInstanceOf(IOException.class)
                .hasMessage(directory.resolve("check") + " for 192.0.2.10/24: status 137: no credentials");
        assertThat(text(log)).isEqualTo("add\n");
    }

    @Test
    void withoutARemoveCommandTheAddressIsLeftToTheNextMaster() throws Exception {
        manager(script("add", "exit 1"), null, null, 1).remove(PLACEMENT, ADDRESS);
    }

    @Test
    void aCommandThatFailsIsTriedAgain() throws Exception {
        // one more x for each run; the third succeeds
        CommandAddressManager manager =
                manager(script("add", "printf x >> " + log, "test \"$(cat " + log + ")\" = xxx"), null, null, 3);

        assertThat(manager.add(PLACEMENT, ADDRESS)).isTrue();
        assertThat(text(log)).isEqualTo("xxx");
    }

    @Test
    void whatItSaidLastIsTold() throws Exception {
        CommandAddressManager manager =
                manager(script("add", "printf x >> " + log, "echo quota exceeded", "exit 4"), null, null, 2);

        assertThatThrownBy(() -> manager.add(PLACEMENT, ADDRESS))
                .isInstanceOf(IOException.class)
                .hasMessage(directory.resolve("add") + " for 192.0.2.10/24: status 4: quota exceeded; tried 2 times");
        assertThat(text(log)).isEqualTo("xx");
        assertThatThrownBy(() -> manager.add(PLACEMENT, ADDRESS)).isInstanceOf(IOException.class);
        assertThat(text(log)).isEqualTo("xxxx");
    }

    @Test
    void aCommandThatTakesTooLongIsKilled() throws Exception {
        CommandAddressManager manager =
                new CommandAddressManager(script("add", "sleep 60"), null, null, Duration.ofMillis(100), 1);

        assertThatThrownBy(() -> manager.add(PLACEMENT, ADDRESS))
                .hasMessage(directory.resolve("add") + " for 192.0.2.10/24: killed after 100 ms");
    }

    @Test
    void aProgramThatIsMissingIsNotTriedAgain() {
        CommandAddressManager manager = manager(new Command(List.of("/no/such")), null, null, 3);

        assertThatThrownBy(() -> manager.add(PLACEMENT, ADDRESS)).hasMessage("program /no/such does not exist");
    }

    @Test
    void anInterruptEndsItAndIsKept() throws Exception {
        CommandAddressManager manager = manager(script("add", "touch " + log, "sleep 60"), null, null, 3);
        CompletableFuture<Boolean> kept = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                manager.add(PLACEMENT, ADDRESS);
            } catch (InterruptedIOException e) {
                kept.complete(Thread.currentThread().isInterrupted());
            } catch (IOException e) {
                kept.completeExceptionally(e);
            }
        });
        thread.start();
        Processes.await("the script runs", () -> Files.exists(log));

        thread.interrupt();

        assertThat(kept.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void routesAreRefused() throws Exception {
        CommandAddressManager manager = manager(script("add", "exit 0"), null, null, 1);
        VirtualRoute route = VirtualRoute.to(IpAddress.parse("203.0.113.0"), 24);

        manager.prepare(PLACEMENT, List.of(ADDRESS), List.of());
        assertThatThrownBy(() -> manager.prepare(PLACEMENT, List.of(ADDRESS), List.of(route)))
                .hasMessage("routes such as 203.0.113.0/24 need an address manager that adds routes beside this one");
        assertThatThrownBy(() -> manager.add(PLACEMENT, route)).isInstanceOf(IOException.class);
    }

    @Test
    void rangesAreChecked() {
        Command add = new Command(List.of("true"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CommandAddressManager(add, null, null, Duration.ofMillis(9), 1))
                .withMessage("timeout 9ms is not in 10ms..10min");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CommandAddressManager(add, null, null, TIMEOUT, 0))
                .withMessage("attempts 0 is not in 1..100");
    }

    private Command script(String name, String... lines) throws IOException {
        return new Command(
                List.of(Processes.script(directory.resolve(name), lines).toString()));
    }

    private static CommandAddressManager manager(
            Command add, @Nullable Command remove, @Nullable Command check, int attempts) {
        return new CommandAddressManager(add, remove, check, TIMEOUT, attempts);
    }
}
