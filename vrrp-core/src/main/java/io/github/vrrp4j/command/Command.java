package io.github.vrrp4j.command;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A program and its arguments. */
public record Command(
        List<String> arguments,
        @Nullable String user,
        @Nullable String group,
        Map<String, String> environment) {

    /** How it ended. */
    public record Result(int status, String output, boolean timedOut) {}

    /** Runs it. */
    public Result run(Duration timeout) throws IOException, InterruptedException {
        return new Result(127, "", false);
    }
}
