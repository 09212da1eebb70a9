package io.github.vrrp4j.router;

import java.util.LinkedHashSet;
import java.util.List;

/**
 * Virtual routers that move together: all are MASTER, or none is.
 *
 * @param name unique in the router
 * @param members at least two, each of one group only; with the same priority, Preempt_Mode, preempt delay and
 *     adjustments
 */
public record Group(String name, List<VirtualRouterId> members) {

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if the name is empty, there are less than two members, or one stands there twice
     */
    public Group {
        members = List.copyOf(members);
        if (name.isBlank()) {
            throw new IllegalArgumentException("a group needs a name");
        }
        if (members.size() < 2) {
            throw new IllegalArgumentException(
                    "group " + name + " needs two members at least, it has " + members.size());
        }
        if (new LinkedHashSet<>(members).size() < members.size()) {
            throw new IllegalArgumentException("group " + name + " names a member twice: " + members);
        }
    }
}
