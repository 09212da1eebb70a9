package io.github.vrrp4j.netlink.state;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What this process may have on the host, in its state file before it is there. Who holds a thing is told by any object that
 * is equal to itself: a virtual router's placement, or whatever a kind of thing belongs to.
 *
 * <p>Safe for use by any thread. Writing blocks until the disk has it; where nothing changes, nothing is written.
 */
public final class Ledger implements Closeable {

    private final @Nullable OwnFile file;

    /** Never changed, only replaced: {@link #include} looks without waiting for who writes. */
    private volatile Map<Object, List<Holding>> holdings = new LinkedHashMap<>();

    Ledger(OwnFile file) {
        this.file = file;
    }

    private Ledger() {
        this.file = null;
    }

    /** One that nobody can read when this process is gone. */
    public static Ledger inMemory() {
        return new Ledger();
    }

    /**
     * These are the things of a holder from now on, in the order in which they come to the host.
     *
     * @param things none if the holder has no more
     * @throws IOException if that cannot be written down; what was written before is in force
     */
    public synchronized void set(Object holder, List<Holding> things) throws IOException {
        if (things.equals(holdings.getOrDefault(holder, List.of()))) {
            return;
        }
        Map<Object, List<Holding>> next = new LinkedHashMap<>(holdings);
        if (things.isEmpty()) {
            next.remove(holder);
        } else {
            next.put(holder, List.copyOf(things));
        }
        if (file != null) {
            file.write(lines(next));
        }
        holdings = next;
    }

    /**
     * This is one of the things of a holder: for what comes to the host without having been announced by {@link #set}.
     *
     * @throws IOException as there
     */
    public void include(Object holder, Holding thing) throws IOException {
        if (!holdings.getOrDefault(holder, List.of()).contains(thing)) {
            add(holder, thing);
        }
    }

    private synchronized void add(Object holder, Holding thing) throws IOException {
        List<Holding> more = new ArrayList<>(holdings.getOrDefault(holder, List.of()));
        more.add(thing);
        set(holder, more);
    }

    private static List<String> lines(Map<Object, List<Holding>> holdings) {
        Set<String> lines = new LinkedHashSet<>();
        holdings.values().forEach(things -> things.forEach(thing -> lines.add(thing.toString())));
        return List.copyOf(lines);
    }

    /** Gives the file up: it stays if something may be on the host. Idempotent. */
    @Override
    public synchronized void close() {
        if (file != null) {
            file.close(holdings.isEmpty());
        }
    }
}
