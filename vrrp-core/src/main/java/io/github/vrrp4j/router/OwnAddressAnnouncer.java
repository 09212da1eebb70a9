package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.spi.NeighborAnnouncer;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Announces the address that a virtual router with unicast peers sends from. While its interface was away, the neighbours may
 * have forgotten where it is, or have learnt that it is nowhere: then the MASTER's advertisements would wait for that on
 * their way, or be lost. On the loop; the work is done on the executor.
 */
final class OwnAddressAnnouncer {

    private final String interfaceName;
    private final NeighborAnnouncer neighborAnnouncer;
    private final Executor executor;
    private final Consumer<Runnable> loop;
    private final Consumer<IOException> onFailure;

    /**
     * @param loop takes the outcome back to the loop
     * @param onFailure told there
     */
    OwnAddressAnnouncer(
            String interfaceName,
            NeighborAnnouncer neighborAnnouncer,
            Executor executor,
            Consumer<Runnable> loop,
            Consumer<IOException> onFailure) {
        this.interfaceName = interfaceName;
        this.neighborAnnouncer = neighborAnnouncer;
        this.executor = executor;
        this.loop = loop;
        this.onFailure = onFailure;
    }

    void announce(IpAddress source) {
        try {
            executor.execute(() -> announceNow(source));
        } catch (RuntimeException | Error e) { // or whoever calls would not come to start
            onFailure.accept(new IOException("address executor: " + e, e));
        }
    }

    private void announceNow(IpAddress source) {
        try {
            neighborAnnouncer.announceOwn(interfaceName, source);
        } catch (IOException e) {
            loop.accept(() -> onFailure.accept(e));
        } catch (Throwable e) { // an Error too: whoever runs this has other work to do
            loop.accept(() -> onFailure.accept(new IOException("neighbor announcer: " + e, e)));
        }
    }
}
