package io.github.vrrp4j.simulation;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.router.VrrpEvent;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells a run in lines: {@code 3.218750000 s  h1  sends priority=200 vrid=51 from 192.0.2.1}. */
final class Trace implements LanObserver {

    private static final String LAN = "lan";

    private final SimulatedLan lan;
    private final Consumer<String> lines;

    Trace(SimulatedLan lan, Consumer<String> lines) {
        this.lan = lan;
        this.lines = lines;
    }

    @Override
    public void started(SimulatedHost host) {
        line(host.name(), "starts");
    }

    @Override
    public void ended(SimulatedHost host) {
        line(host.name(), "has ended");
    }

    @Override
    public void reported(SimulatedHost host, VrrpEvent event) {
        line(host.name(), event.toString());
    }

    @Override
    public void sent(SimulatedHost from, SimulatedPacket packet) {
        line(from.name(), "sends " + text(packet));
    }

    @Override
    public void injected(SimulatedPacket packet) {
        line(LAN, "injected " + text(packet));
    }

    @Override
    public void lost(SimulatedHost from, SimulatedHost to, SimulatedPacket packet) {
        line(to.name(), "misses " + text(packet));
    }

    @Override
    public void addressAdded(SimulatedHost host, VirtualAddress address) {
        line(host.name(), "holds " + address);
    }

    @Override
    public void addressRemoved(SimulatedHost host, VirtualAddress address) {
        line(host.name(), "does not hold " + address);
    }

    @Override
    public void addressRefused(SimulatedHost host, VirtualAddress address, boolean adding, String text) {
        line(host.name(), "refuses to " + (adding ? "add " : "remove ") + address + ": " + text);
    }

    @Override
    public void announced(SimulatedHost from, IpAddress address) {
        line(from.name(), "announces " + address);
    }

    @Override
    public void fault(@Nullable SimulatedHost host, String text) {
        line(host == null ? LAN : host.name(), text);
    }

    private static String text(SimulatedPacket packet) {
        String what = packet.isAdvertisement()
                ? "priority=" + packet.priority() + " vrid=" + packet.vrid() + " from " + packet.source()
                : packet.message().limit() + " octets from " + packet.source();
        return packet.isMulticast() ? what : what + " to " + packet.destination();
    }

    private void line(String who, String text) {
        lines.accept(String.format(Locale.ROOT, "%16s  %-4s %s", VirtualTime.text(lan.nowNs()), who, text));
    }
}
