package io.github.vrrp4j.health;

import io.github.vrrp4j.command.Command;
import java.io.IOException;
import java.time.Duration;

/**
 * Healthy while a command ends with a status that says so. Its text is the last line that the command writes or, if it writes nothing, its
 * status.
 *
 * @param command run anew each time, and killed with all that it started if it takes too long, which is unhealthy
 * @param minStatus the least exit status that is healthy, 0..255
 * @param maxStatus the greatest, {@code minStatus}..255; a command that a signal ends has 128 and its number
 */
public record CommandCheck(Command command, int minStatus, int maxStatus) implements HealthCheck {

    private static final int MAX_STATUS = 255;

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException saying what is allowed
     */
    public CommandCheck {
        if (minStatus < 0 || maxStatus > MAX_STATUS || minStatus > maxStatus) {
            throw new IllegalArgumentException("exit status " + minStatus + ".." + maxStatus
                    + " is not a range within 0.." + MAX_STATUS + "; write the least one first");
        }
    }

    /** Healthy while the command ends with status 0. */
    public CommandCheck(Command command) {
        this(command, 0, 0);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IOException if the command could not be started; the message says why and how to mend it
     * @throws InterruptedException if this thread was interrupted; the command is gone
     */
    @Override
    public Health check(Duration timeout) throws IOException, InterruptedException {
        Command.Result result = command.run(timeout);
        if (result.timedOut()) {
            return Health.unhealthy("killed after " + timeout.toMillis() + " ms"
                    + (result.lastLine().isEmpty() ? "" : ", its last words: " + result.lastLine()));
        }
        String text = result.lastLine().isEmpty() ? "status " + result.status() : result.lastLine();
        return new Health(minStatus <= result.status() && result.status() <= maxStatus, text);
    }
}
