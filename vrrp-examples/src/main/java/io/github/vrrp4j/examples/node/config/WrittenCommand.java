package io.github.vrrp4j.examples.node.config;

import io.github.vrrp4j.command.Command;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A command of a file, and where it stands.
 *
 * @param command what the node may run
 * @param place where; its text is the key
 */
public record WrittenCommand(Command command, Problem place) {

    /**
     * What keeps a node that is root from running commands on this host as it is, each where it stands, from the first to the last. Blocks for as long as
     * {@link Command#obstacleForRoot}.
     *
     * @throws InterruptedException if this thread was interrupted
     */
    public static List<Problem> obstacles(List<WrittenCommand> commands) throws InterruptedException {
        SortedSet<Problem> obstacles = new TreeSet<>();
        for (WrittenCommand written : commands) {
            Problem place = written.place();
            Optional<String> obstacle = written.command().obstacleForRoot();
            obstacle.ifPresent(
                    text -> obstacles.add(new Problem(place.line(), place.column(), place.text() + ": " + text)));
        }
        return List.copyOf(obstacles);
    }
}
