package io.github.vrrp4j.benchmarks.micro;

import io.github.vrrp4j.protocol.Actions;
import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.protocol.State;

/** Counts what a virtual router makes happen, so that no step is without a visible effect, and does none of it. */
class NoActions implements Actions {

    private int calls;

    int calls() {
        return calls;
    }

    @Override
    public void sendAdvertisement(int priority) {
        calls++;
    }

    @Override
    public void acquireAddresses() {
        calls++;
    }

    @Override
    public void releaseAddresses() {
        calls++;
    }

    @Override
    public void announceAddresses() {
        calls++;
    }

    @Override
    public void transition(State from, State to, Cause cause) {
        calls++;
    }

    @Override
    public void stalled(long silentNs) {
        calls++;
    }
}
