package io.github.vrrp4j.addressing;

import io.github.vrrp4j.command.Command;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.Placement;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Has commands move an address, such as the tool of a provider. In the arguments behind the program, {@code {address}},
 * {@code {prefix-length}}, {@code {interface}}, {@code {family}} (ipv4 or ipv6) and {@code {vrid}} are replaced; there is no
 * shell, so no argument needs quotes.
 *
 * <p>A command that ends with a status other than 0 or takes too long is tried again after a short, growing pause. One call
 * blocks for {@code attempts} times {@code timeout} and the pauses at most, with a check for one timeout more, and for some
 * seconds if a command has to be killed; a router tries again what failed.
 *
 * <p>A router may add an address that is here and remove one that is not, when it starts for instance: both commands must
 * succeed then, and {@code remove} must not take the address from another host. With {@code check}, neither is run then.
 *
 * <p>Different virtual routers may call at once. Routes are refused; {@link CombinedAddressManager} has another manager add
 * them.
 */
public final class CommandAddressManager extends AssertedAddresses implements AddressManager {

    private static final int MAX_CHECK_STATUS = 125; // above: not found, not executable, ended by a signal

    private final Command add;
    private final @Nullable Command remove;
    private final @Nullable Command check;
    private final Attempts attempts;

    /**
     * Makes one.
     *
     * @param add makes this host answer for the address
     * @param remove makes it no longer do so; null if {@code add} on another host does that
     * @param check ends with status 0 if the address is here, with 1..125 if not; any other end says nothing. Null to rely on
     *     what was done before
     * @param timeout of each run, 10 ms to 10 minutes
     * @param attempts how often {@code add} and {@code remove} are run before they count as failed, 1..100
     * @throws IllegalArgumentException if a value is out of range
     */
    public CommandAddressManager(
            Command add, @Nullable Command remove, @Nullable Command check, Duration timeout, int attempts) {
        this.add = add;
        this.remove = remove;
        this.check = check;
        this.attempts = new Attempts(timeout, attempts);
    }

    @Override
    boolean isChecked() {
        return check != null;
    }

    @Override
    boolean isRemoved() {
        return remove != null;
    }

    @Override
    boolean checkHere(Placement placement, VirtualAddress address) throws IOException {
        Command filled = fill(check == null ? add : check, placement, address);
        Command.Result result = attempts.once().run(filled::run);
        if (result.timedOut() || result.status() > MAX_CHECK_STATUS) {
            throw failure(filled, address, result);
        }
        return result.succeeded();
    }

    @Override
    void assertHere(Placement placement, VirtualAddress address) throws IOException {
        run(add, placement, address);
    }

    @Override
    void takeAway(Placement placement, VirtualAddress address) throws IOException {
        if (remove != null) {
            run(remove, placement, address);
        }
    }

    private void run(Command command, Placement placement, VirtualAddress address) throws IOException {
        Command filled = fill(command, placement, address);
        attempts.run(timeout -> {
            Command.Result result = filled.run(timeout);
            if (!result.succeeded()) {
                throw failure(filled, address, result);
            }
            return result;
        });
    }

    private static Command fill(Command command, Placement placement, VirtualAddress address) {
        Placeholders placeholders = new Placeholders(placement, address);
        List<String> arguments = new ArrayList<>(command.arguments());
        arguments.subList(1, arguments.size()).replaceAll(placeholders::fill);
        return command.arguments(arguments);
    }

    private IOException failure(Command command, VirtualAddress address, Command.Result result) {
        String line = result.lastLine();
        return new Attempts.TemporaryFailure(command.arguments().get(0) + " for " + address + ": "
                + (result.timedOut()
                        ? "killed after " + attempts.timeout().toMillis() + " ms"
                        : "status " + result.status())
                + (line.isEmpty() ? "" : ": " + line));
    }
}
