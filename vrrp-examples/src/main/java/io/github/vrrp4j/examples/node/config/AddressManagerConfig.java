package io.github.vrrp4j.examples.node.config;

import io.github.vrrp4j.addressing.CommandAddressManager;
import io.github.vrrp4j.addressing.HttpAddressManager;
import io.github.vrrp4j.addressing.HttpRequestTemplate;
import io.github.vrrp4j.addressing.NoAddressManager;
import io.github.vrrp4j.command.Command;
import io.github.vrrp4j.spi.AddressManager;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One of those that move the addresses, as the file names it. Two that are equal do the same. */
public sealed interface AddressManagerConfig {

    /**
     * Makes what it describes.
     *
     * @param kernel what puts addresses on this host's interfaces
     */
    AddressManager open(AddressManager kernel);

    /** The interfaces of this host. */
    record Kernel() implements AddressManagerConfig {
        @Override
        public AddressManager open(AddressManager kernel) {
            return kernel;
        }
    }

    /** No address anywhere. */
    record None() implements AddressManagerConfig {
        @Override
        public AddressManager open(AddressManager kernel) {
            return new NoAddressManager();
        }
    }

    /**
     * Commands.
     *
     * @param add brings an address here
     * @param remove takes it away; null where nothing has to be done
     * @param check ends with 0 while the address is here; null for no such command
     * @param timeout of each
     * @param attempts how often one that fails is run
     */
    record Commands(
            Command add, @Nullable Command remove, @Nullable Command check, Duration timeout, int attempts)
            implements AddressManagerConfig {
        /** Those that there are. */
        List<Command> all() {
            return Stream.of(add, remove, check).filter(Objects::nonNull).toList();
        }

        @Override
        public AddressManager open(AddressManager kernel) {
            return new CommandAddressManager(add, remove, check, timeout, attempts);
        }
    }

    /**
     * An HTTP API.
     *
     * @param add brings an address here
     * @param remove takes it away; null where nothing has to be done
     * @param check succeeds while the address is here; null for no such request
     * @param timeout of each
     * @param attempts how often one that fails is sent
     */
    record Http(
            HttpRequestTemplate add,
            @Nullable HttpRequestTemplate remove,
            @Nullable HttpRequestTemplate check,
            Duration timeout,
            int attempts)
            implements AddressManagerConfig {
        @Override
        public AddressManager open(AddressManager kernel) {
            return new HttpAddressManager(add, remove, check, timeout, attempts);
        }
    }
}
