package io.github.vrrp4j.netlink;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link LinuxNetwork} is opened.
 *
 * @param stateDirectory where each process writes down what it may have on this host before it is there, so that the next
 *     one can remove what a process that was killed has left; made if it is not there, and only this user may write to it.
 *     Null for none: what a killed process leaves then stays, but for what the next one is configured with
 */
public record LinuxOptions(@Nullable Path stateDirectory) {

    /** No state directory. */
    public static final LinuxOptions DEFAULT = new LinuxOptions(null);

    /** The same with another state directory. */
    public LinuxOptions stateDirectory(@Nullable Path stateDirectory) {
        return new LinuxOptions(stateDirectory);
    }
}
