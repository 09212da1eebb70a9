package io.github.vrrp4j.addressing;

import io.github.vrrp4j.command.Command;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.Placement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Has commands move an address. */
public final class CommandAddressManager implements AddressManager {

    /** Makes one. */
    public CommandAddressManager(
            Command add, Command remove, @Nullable Command check, Duration timeout, int attempts) {}

    @Override
    public boolean add(Placement placement, VirtualAddress address) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void remove(Placement placement, VirtualAddress address) {
        throw new UnsupportedOperationException();
    }
}
