package io.github.vrrp4j.health;

import io.github.vrrp4j.command.Command;
import java.io.IOException;
import java.time.Duration;

/**
 * Healthy while a command ends with status 0. Its text is the last line that the command writes or, if it writes nothing, its
 * status.
 *
 * @param command run anew each time, and killed with all that it started if it takes too long
 */
public record CommandCheck(Command command) implements HealthCheck {

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
        return new Health(result.succeeded(), text);
    }
}
