package io.github.vrrp4j.protocol;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** A virtual router with its recorded actions, set up in the states that tests start from. Times are in seconds. */
final class Machine {

    /** Where a virtual router stands compared with the source of an advertisement. */
    static final int SOURCE_IS_LOWER = -1;

    static final int SOURCE_IS_SAME = 0;
    static final int SOURCE_IS_HIGHER = 1;

    private final RecordedActions actions = new RecordedActions();
    private final VirtualRouter router;

    Machine(VirtualRouterConfig config) {
        this.router = new VirtualRouter(config, actions);
    }

    /** Preempt_Mode true, an Advertisement_Interval of 1 s, not started. */
    static Machine inInitialize(int priority) {
        return new Machine(config(priority, 100, true));
    }

    /** Started at 10 s. */
    static Machine inBackup(int priority, boolean preemptMode) {
        var machine = new Machine(config(priority, 100, preemptMode));
        machine.router.startup(at("10"));
        machine.actions.take();
        return machine;
    }

    /** Started at 10 s; MASTER since 20 s, by then long overdue; its next advertisement is due at 21 s. */
    static Machine inMaster(int priority, boolean preemptMode) {
        Machine machine = inBackup(priority, preemptMode);
        machine.router.onDeadline(at("20"));
        machine.actions.take();
        return machine;
    }

    static VirtualRouterConfig config(int priority, int intervalCs, boolean preemptMode) {
        return VirtualRouterConfig.builder(51)
                .priority(priority)
                .advertisementInterval(Duration.ofMillis(10L * intervalCs))
                .preemptMode(preemptMode)
                .address("192.0.2.10/24")
                .build();
    }

    /** Nanoseconds. */
    static long at(String seconds) {
        return new BigDecimal(seconds).movePointRight(9).longValueExact();
    }

    VirtualRouter router() {
        return router;
    }

    void mayBecomeMaster(boolean may) {
        actions.mayBecomeMaster(may);
    }

    List<String> actions() {
        return actions.take();
    }

    void hears(String seconds, int priority, int intervalCs, int sourceOrder) {
        router.onAdvertisement(at(seconds), priority, intervalCs, sourceOrder);
    }
}
