package io.github.vrrp4j.router;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs tasks one at a time and in order on another executor, whatever its number of threads. Whoever submits sees to it
 * that the number of waiting tasks stays bounded.
 */
final class SerialExecutor implements Executor {

    private final Executor executor;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    SerialExecutor(Executor executor) {
        this.executor = executor;
    }

    /** {@inheritDoc} A task must not throw. */
    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (waiting.getAndIncrement() == 0) {
            executor.execute(this::drain);
        }
    }

    /** Tasks that wait or run. */
    int waiting() {
        return waiting.get();
    }

    private void drain() {
        do {
            Runnable task = tasks.remove();
            task.run();
        } while (waiting.decrementAndGet() > 0);
    }
}
