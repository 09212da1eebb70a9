package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.VirtualAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells what became of the address work of one virtual router. On the loop. */
final class AddressEvents implements VirtualAddresses.Outcome {

    private final VirtualRouterId id;
    private final EventStream events;
    private final Counters<Counter> counters;
    private final Supplier<List<VirtualAddress>> configured;
    private final Runnable changed;
    private final Consumer<String> refused;

    /** What listeners were told is on the host. */
    private List<VirtualAddress> toldHeld = List.of();

    private final List<Runnable> waitingToBeClean = new ArrayList<>();

    /**
     * @param configured the addresses that are to be on the host of a MASTER
     * @param changed run when it may have changed whether they are
     * @param refused takes the reason when the host refuses one for good
     */
    AddressEvents(
            VirtualRouterId id,
            EventStream events,
            Counters<Counter> counters,
            Supplier<List<VirtualAddress>> configured,
            Runnable changed,
            Consumer<String> refused) {
        this.id = id;
        this.events = events;
        this.counters = counters;
        this.configured = configured;
        this.changed = changed;
        this.refused = refused;
    }

    @Override
    public void acquired() {
        changed.run();
        List<VirtualAddress> nowHeld = configured.get();
        if (!toldHeld.equals(nowHeld)) {
            toldHeld = nowHeld;
            events.emit(new VrrpEvent.AddressesAcquired(id, events.next(), toldHeld));
        }
    }

    @Override
    public void released() {
        changed.run();
        if (!toldHeld.isEmpty()) {
            toldHeld = List.of();
            events.emit(new VrrpEvent.AddressesReleased(id, events.next(), configured.get()));
        }
    }

    @Override
    public void repaired(Holdings holdings) {
        counters.increment(Counter.ADDRESS_REPAIRS);
        events.emit(new VrrpEvent.AddressesRepaired(id, events.next(), holdings.addresses(), holdings.routes()));
    }

    @Override
    public void failed(IOException error, int attempt, boolean acquiring, @Nullable Duration retryIn) {
        counters.increment(Counter.ADDRESS_FAILURES);
        events.emit(new VrrpEvent.AddressFailed(id, events.next(), error, attempt, retryIn));
        if (acquiring && retryIn == null) {
            refused.accept(String.valueOf(error.getMessage()));
        }
    }

    @Override
    public void announcementFailed(IOException error) {
        events.emit(new VrrpEvent.AnnouncementFailed(id, events.next(), error));
    }

    /** Goes on when {@link #cleaned} comes. */
    void onceClean(Runnable then) {
        waitingToBeClean.add(then);
    }

    @Override
    public void cleaned() {
        if (!waitingToBeClean.isEmpty()) {
            List<Runnable> waiting = List.copyOf(waitingToBeClean);
            waitingToBeClean.clear();
            waiting.forEach(Runnable::run);
        }
    }
}
