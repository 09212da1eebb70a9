package io.github.vrrp4j.protocol;

import java.util.ArrayList;
import java.util.List;

/** Writes down what a virtual router makes happen, one line for each action. */
final class RecordedActions implements Actions {

    private final List<String> lines = new ArrayList<>();
    private boolean mayBecomeMaster = true;

    /** True when not called. */
    void mayBecomeMaster(boolean may) {
        mayBecomeMaster = may;
    }

    @Override
    public boolean mayBecomeMaster() {
        return mayBecomeMaster;
    }

    /** What happened since the last call. */
    List<String> take() {
        List<String> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }

    @Override
    public void sendAdvertisement(int priority) {
        lines.add("advertise " + priority);
    }

    @Override
    public void acquireAddresses() {
        lines.add("acquire");
    }

    @Override
    public void releaseAddresses() {
        lines.add("release");
    }

    @Override
    public void announceAddresses() {
        lines.add("announce");
    }

    @Override
    public void transition(State from, State to, Cause cause) {
        lines.add(from + " -> " + to + " " + cause);
    }

    @Override
    public void stalled(long silentNs) {
        lines.add("stalled " + silentNs);
    }
}
