package io.github.vrrp4j.router;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs each event as one line: INFO what is part of normal life, WARN what a human should look at. */
final class EventLog implements VrrpListener {

    private static final Logger LOG = LoggerFactory.getLogger(VrrpRouter.class);

    @Override
    public void onEvent(VrrpEvent event) {
        if (event instanceof VrrpEvent.LoopFailed failed) {
            LOG.error("{}", event, failed.error());
        } else if (event instanceof VrrpEvent.Transition
                || event instanceof VrrpEvent.AddressesAcquired
                || event instanceof VrrpEvent.AddressesReleased
                || event instanceof VrrpEvent.FaultEnded
                || event instanceof VrrpEvent.OtherMasterGone
                || event instanceof VrrpEvent.PriorityChanged
                || event instanceof VrrpEvent.ReassertNeeded
                || event instanceof VrrpEvent.Removed
                || (event instanceof VrrpEvent.HealthChanged changed && changed.healthy())
                || (event instanceof VrrpEvent.FaultBegan began && isExpected(began.fault()))) {
            LOG.info("{}", event);
        } else if (event instanceof VrrpEvent.UnknownVrid) {
            LOG.debug("{}", event); // another pair on the same link is no fault
        } else {
            LOG.warn("{}", event);
        }
    }

    /** At each start with a check, and because somebody wanted it. */
    private static boolean isExpected(Fault fault) {
        return fault == Fault.UNCHECKED || fault == Fault.MAINTENANCE;
    }
}
