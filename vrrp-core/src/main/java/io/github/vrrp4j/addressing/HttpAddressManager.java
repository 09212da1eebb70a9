package io.github.vrrp4j.addressing;

import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.Placement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Has an HTTP API move an address. */
public final class HttpAddressManager implements AddressManager {

    /** Makes one. */
    public HttpAddressManager(
            HttpRequestTemplate add,
            @Nullable HttpRequestTemplate remove,
            @Nullable HttpRequestTemplate check,
            Duration timeout,
            int attempts) {}

    @Override
    public boolean add(Placement placement, VirtualAddress address) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void remove(Placement placement, VirtualAddress address) {
        throw new UnsupportedOperationException();
    }
}
