package io.github.vrrp4j.router;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs tasks one at a time and in order on another executor, whatever its number of threads. Whoever submits sees to it
 * that the number of waiting tasks stays bounded. Tasks are submitted by one thread.
 */
final class SerialExecutor implements Executor {

    private final Executor executor;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    SerialExecutor(Executor executor) {
        this.executor = executor;
    }

    /**
     * {@inheritDoc} A task must not throw.
     *
     * @throws RejectedExecutionException if the other executor refuses; the task is forgotten, the next one may fare better
     */
    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (waiting.getAndIncrement() == 0) {
            try {
                executor.execute(this::drain);
            } catch (RejectedExecutionException e) {
                forget(task);
                throw e;
            } catch (RuntimeException | Error e) { // a thread that cannot be started is an Error
                forget(task);
                throw new RejectedExecutionException(e.toString(), e);
            }
        }
    }

    private void forget(Runnable task) {
        tasks.remove(task);
        waiting.decrementAndGet();
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
