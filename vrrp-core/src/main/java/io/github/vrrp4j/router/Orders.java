package io.github.vrrp4j.router;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** What is ordered of virtual routers that run: carried out on the loop, and answered. For any thread. */
final class Orders {

    private final Loop loop;
    private final Reconfiguration changes;
    private final Answers answers;

    Orders(Loop loop, Reconfiguration changes, Answers answers) {
        this.loop = loop;
        this.changes = changes;
        this.answers = answers;
    }

    /** Does it to each. */
    CompletableFuture<Void> give(List<RunningVirtualRouter> members, Consumer<RunningVirtualRouter> order) {
        return onLoop(done -> {
            members.forEach(order);
            done.complete(null);
        });
    }

    /** Does it to all at once, when each that is MASTER has had its hook. */
    CompletableFuture<Void> handOver(List<RunningVirtualRouter> members, Consumer<RunningVirtualRouter> order) {
        AtomicInteger hooks = new AtomicInteger(members.size());
        return onLoop(done -> members.forEach(member -> member.handOver(() -> {
            if (hooks.decrementAndGet() == 0) {
                try {
                    members.forEach(order);
                } finally {
                    done.complete(null);
                }
            }
        })));
    }

    private CompletableFuture<Void> onLoop(Consumer<CompletableFuture<Void>> command) {
        changes.requireOpen();
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                command.accept(done);
            } catch (RuntimeException | Error e) {
                done.completeExceptionally(e);
                throw e;
            }
        });
        return answers.to(done);
    }
}
