package io.github.vrrp4j.netlink.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.route.InterfaceAddress;
import io.github.vrrp4j.packet.IpAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SourceAddressTest {

    private static final int PERMANENT = 0x80;
    private static final int SECONDARY = 0x01;

    private static final InterfaceAddress OWN = address("192.0.2.1", PERMANENT);
    private static final InterfaceAddress OTHER = address("198.51.100.1", PERMANENT);
    private static final InterfaceAddress SECOND = address("192.0.2.2", PERMANENT | SECONDARY);
    private static final InterfaceAddress VIRTUAL = address("192.0.2.10", PERMANENT);

    @Test
    void theFirstPrimaryAddressIsTheSource() {
        assertThat(choose(OWN, OTHER)).isEqualTo(OWN.address());
        assertThat(choose(SECOND, OTHER, OWN)).isEqualTo(OTHER.address());
    }

    @Test
    void aVirtualAddressIsNeverTheSource() {
        assertThat(choose(VIRTUAL, OWN)).isEqualTo(OWN.address());
        assertThat(choose(VIRTUAL)).isNull();
    }

    @Test
    void aSecondaryAddressIsTheSourceWhenThereIsNothingElse() {
        assertThat(choose(VIRTUAL, SECOND)).isEqualTo(SECOND.address());
    }

    @Test
    void anInterfaceWithoutAddressesHasNoSource() {
        assertThat(choose()).isNull();
    }

    private static @Nullable IpAddress choose(InterfaceAddress... addresses) {
        return SourceAddress.choose(List.of(addresses), VIRTUAL.address()::equals);
    }

    private static InterfaceAddress address(String text, int flags) {
        return new InterfaceAddress(2, IpAddress.parse(text), 24, flags);
    }
}
