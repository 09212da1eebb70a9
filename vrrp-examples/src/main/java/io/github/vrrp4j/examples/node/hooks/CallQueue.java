package io.github.vrrp4j.examples.node.hooks;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one virtual router, one at a time and in order. When too many wait, the oldest event makes room or, if only states
 * wait, the oldest state: the newest state is told in the end, however slow a command is. For any thread.
 */
final class CallQueue {

    static final int CAPACITY = 1_000;

    private final Deque<HookCall> waiting = new ArrayDeque<>();
    private boolean busy;
    private long dropped;

    /** What came of adding a call. */
    record Added(boolean starts, boolean dropped) {}

    /**
     * Adds a call behind those that wait.
     *
     * @return whether somebody has to begin taking calls, and whether an older call was dropped for want of room
     */
    synchronized Added add(HookCall call, boolean collapse) {
        if (collapse && call.hook().tellsState()) {
            waiting.removeIf(each -> each.hook().tellsState());
        }
        boolean full = waiting.size() == CAPACITY;
        if (full) {
            makeRoom();
            dropped++;
        }
        waiting.add(call);
        boolean starts = !busy;
        busy = true;
        return new Added(starts, full);
    }

    private void makeRoom() {
        for (Iterator<HookCall> calls = waiting.iterator(); calls.hasNext(); ) {
            if (!calls.next().hook().tellsState()) {
                calls.remove();
                return;
            }
        }
        waiting.remove();
    }

    /** The next one; null if none waits, and then the next {@link #add} starts. */
    synchronized @Nullable HookCall next() {
        HookCall next = waiting.poll();
        busy = next != null;
        return next;
    }

    /** How many calls were dropped for want of room. */
    synchronized long dropped() {
        return dropped;
    }

    synchronized void clear() {
        waiting.clear();
    }

    synchronized int size() {
        return waiting.size();
    }
}
