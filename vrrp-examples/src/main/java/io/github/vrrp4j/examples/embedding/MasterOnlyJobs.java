package io.github.vrrp4j.examples.embedding;

import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.router.VirtualRouterId;
import io.github.vrrp4j.router.VrrpRouter;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs scheduled work on the MASTER of a virtual router only.
 *
 * <p>This makes it rare that two hosts do the same work at once, and makes sure that one of them does it. It does not make it
 * impossible that two do, and no use of VRRP can:
 *
 * <ul>
 *   <li>Hosts that cannot hear each other are all MASTER, for as long as that lasts: each has to assume that the others are
 *       dead. It suffices that one direction is lost.
 *   <li>A MASTER that is paused, by a garbage collection or by its hypervisor, is replaced meanwhile. When it goes on, the job
 *       that it was in the midst of goes on too, before anything can tell it.
 *   <li>On a takeover by preemption, the old MASTER learns of the new one from its first advertisement. Until then both are.
 * </ul>
 *
 * <p>So a job has to bear being run twice. Where it cannot, whatever it changes has to refuse the second: a lock in the
 * database that is changed in the same transaction, a unique key, or a fencing token that the storage compares. VRRP has no such
 * token; the number of transitions is each host's own, and orders nothing between them.
 *
 * <p>For any thread.
 */
public final class MasterOnlyJobs {

    /** What is to be done. */
    @FunctionalInterface
    public interface Job {

        /**
         * Does it once.
         *
         * @param stillMaster asked by a job that takes its time, between its steps; false when it ought to stop
         * @throws Exception whatever goes wrong; logged, and the job is run again at its next time
         */
        void run(BooleanSupplier stillMaster) throws Exception;
    }

    private static final Logger LOG = LoggerFactory.getLogger(MasterOnlyJobs.class);

    private final VrrpRouter router;
    private final VirtualRouterId id;

    /** Of the MASTER of this virtual router, which need not be there yet. */
    public MasterOnlyJobs(VrrpRouter router, VirtualRouterId id) {
        this.router = router;
        this.id = id;
    }

    // docs:begin master-only
    /** Whether this host is MASTER as far as it knows; see above for what that is worth. Does not block. */
    public boolean isMaster() {
        return router.status().stream().anyMatch(status -> status.id().equals(id) && status.state() == State.MASTER);
    }

    /** For whatever scheduler there is: does the job if this host is MASTER, otherwise nothing. Throws nothing. */
    public Runnable onMasterOnly(Job job) {
        return () -> {
            if (isMaster()) {
                try {
                    job.run(this::isMaster);
                } catch (Exception e) { // one that reached the executor would end the schedule
                    LOG.warn("{} job failed, and is tried again at its next time", id, e);
                }
            }
        };
    }

    /** Does the job again and again, while this host is MASTER, with this time between the end of one run and the next. */
    public ScheduledFuture<?> schedule(ScheduledExecutorService executor, Job job, Duration delay) {
        return executor.scheduleWithFixedDelay(onMasterOnly(job), 0, delay.toNanos(), TimeUnit.NANOSECONDS);
    }
    // docs:end master-only
}
