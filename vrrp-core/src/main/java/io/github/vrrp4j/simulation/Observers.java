package io.github.vrrp4j.simulation;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.router.VrrpEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Any number of observers as one; an observer may add another. */
final class Observers implements LanObserver {

    private final List<LanObserver> observers = new CopyOnWriteArrayList<>();

    void add(LanObserver observer) {
        observers.add(observer);
    }

    private void each(Consumer<LanObserver> call) {
        for (LanObserver observer : observers) {
            call.accept(observer);
        }
    }

    @Override
    public void started(SimulatedHost host) {
        each(observer -> observer.started(host));
    }

    @Override
    public void ended(SimulatedHost host) {
        each(observer -> observer.ended(host));
    }

    @Override
    public void turnEnded(SimulatedHost host) {
        each(observer -> observer.turnEnded(host));
    }

    @Override
    public void reported(SimulatedHost host, VrrpEvent event) {
        each(observer -> observer.reported(host, event));
    }

    @Override
    public void sent(SimulatedHost from, SimulatedPacket packet) {
        each(observer -> observer.sent(from, packet));
    }

    @Override
    public void injected(SimulatedPacket packet) {
        each(observer -> observer.injected(packet));
    }

    @Override
    public void lost(SimulatedHost from, SimulatedHost to, SimulatedPacket packet) {
        each(observer -> observer.lost(from, to, packet));
    }

    @Override
    public void arrived(SimulatedHost to, SimulatedPacket packet) {
        each(observer -> observer.arrived(to, packet));
    }

    @Override
    public void addressAdded(SimulatedHost host, VirtualAddress address) {
        each(observer -> observer.addressAdded(host, address));
    }

    @Override
    public void addressRemoved(SimulatedHost host, VirtualAddress address) {
        each(observer -> observer.addressRemoved(host, address));
    }

    @Override
    public void addressRefused(SimulatedHost host, VirtualAddress address, boolean adding, String text) {
        each(observer -> observer.addressRefused(host, address, adding, text));
    }

    @Override
    public void announced(SimulatedHost from, IpAddress address) {
        each(observer -> observer.announced(from, address));
    }

    @Override
    public void fault(@Nullable SimulatedHost host, String text) {
        each(observer -> observer.fault(host, text));
    }
}
