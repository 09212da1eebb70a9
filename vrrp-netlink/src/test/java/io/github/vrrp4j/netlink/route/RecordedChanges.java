package io.github.vrrp4j.netlink.route;

import java.util.ArrayList;
import java.util.List;

/** A line for each change. */
final class RecordedChanges implements NetworkListener {

    private final List<String> lines = new ArrayList<>();

    List<String> lines() {
        return lines;
    }

    @Override
    public void onInterface(NetworkInterface networkInterface) {
        lines.add(networkInterface.index() + " " + networkInterface.name() + " up=" + networkInterface.isUp()
                + " running=" + networkInterface.isRunning());
    }

    @Override
    public void onInterfaceGone(int index) {
        lines.add(index + " gone");
    }

    @Override
    public void onAddress(InterfaceAddress address, boolean removed) {
        lines.add(address.interfaceIndex() + (removed ? " - " : " + ") + address.address() + "/"
                + address.prefixLength());
    }

    @Override
    public void onRouteRemoved(int protocol) {
        lines.add("route of " + protocol + " removed");
    }

    @Override
    public void onOverrun() {
        lines.add("overrun");
    }
}
