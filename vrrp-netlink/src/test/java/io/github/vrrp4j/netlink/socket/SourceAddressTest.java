package io.github.vrrp4j.netlink.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.route.InterfaceAddress;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SourceAddressTest {

    private static final int PERMANENT = 0x80;
    private static final int SECONDARY = 0x01;

    private static final int TENTATIVE = 0x40;
    private static final int DEPRECATED = 0x20;
    private static final int DADFAILED = 0x08;

    private static final InterfaceAddress OWN = address("192.0.2.1", PERMANENT);
    private static final InterfaceAddress OTHER = address("198.51.100.1", PERMANENT);
    private static final InterfaceAddress SECOND = address("192.0.2.2", PERMANENT | SECONDARY);
    private static final InterfaceAddress VIRTUAL = address("192.0.2.10", PERMANENT);

    private static final InterfaceAddress GLOBAL = address("2001:db8::1", PERMANENT);
    private static final InterfaceAddress LINK_LOCAL = address("fe80::1", PERMANENT);
    private static final InterfaceAddress VIRTUAL_LINK_LOCAL = address("fe80::10", PERMANENT);

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

    /** R-5.1.2.1-01. */
    @Test
    void overIpv6TheSourceIsALinkLocalAddressThatIsNotVirtual() {
        assertThat(choose(GLOBAL, VIRTUAL_LINK_LOCAL, LINK_LOCAL)).isEqualTo(LINK_LOCAL.address());
        assertThat(choose(GLOBAL, VIRTUAL_LINK_LOCAL)).isNull();
    }

    @Test
    void aDeprecatedLinkLocalAddressIsTheSourceWhenThereIsNothingElse() {
        InterfaceAddress deprecated = address("fe80::2", PERMANENT | DEPRECATED);

        assertThat(choose(deprecated, LINK_LOCAL)).isEqualTo(LINK_LOCAL.address());
        assertThat(choose(deprecated, GLOBAL)).isEqualTo(deprecated.address());
    }

    @Test
    void aTentativeLinkLocalAddressIsNoSource() {
        InterfaceAddress tentative = address("fe80::1", PERMANENT | TENTATIVE);

        assertThat(choose(tentative)).isNull();
        assertThat(whyNone(tentative))
                .isEqualTo("no source address for advertisements on eth0: its link-local address fe80::1 is still"
                        + " tentative, that is, checked for duplicates on the link (RFC 4862); try again when"
                        + " ip -6 address show dev eth0 does not say tentative any more");
    }

    @Test
    void aDuplicateLinkLocalAddressIsNoSource() {
        InterfaceAddress duplicate = address("fe80::1", PERMANENT | TENTATIVE | DADFAILED);

        assertThat(choose(duplicate)).isNull();
        assertThat(choose(duplicate, address("fe80::2", PERMANENT))).isEqualTo(IpAddress.parse("fe80::2"));
        assertThat(whyNone(duplicate))
                .isEqualTo(
                        "no source address for advertisements on eth0: another host on the link has its link-local"
                                + " address fe80::1 too (dadfailed); give one of them another, then ip link set eth0 down and up");
    }

    @Test
    void aMissingLinkLocalAddressIsToldWithTheWaysToMendIt() {
        String mending = "; ip link show dev eth0 must say LOWER_UP and sysctl net.ipv6.conf.eth0.disable_ipv6 0,"
                + " or add one, as with ip address add fe80::1/64 dev eth0";

        assertThat(whyNone(GLOBAL))
                .isEqualTo("no source address for advertisements on eth0: it has no IPv6 link-local address" + mending);
        assertThat(whyNone(VIRTUAL_LINK_LOCAL))
                .isEqualTo("no source address for advertisements on eth0: it has no IPv6 link-local address but virtual"
                        + " ones" + mending);
    }

    @Test
    void theAddressThatWasAskedForIsFoundOnAnyInterfaceButALinkLocalOneOnItsOwn() {
        InterfaceAddress global = new InterfaceAddress(3, IpAddress.parse("2001:db8::1"), 64, PERMANENT);
        InterfaceAddress linkLocal = new InterfaceAddress(3, IpAddress.parse("fe80::1"), 64, PERMANENT);
        InterfaceAddress tentative = new InterfaceAddress(2, IpAddress.parse("2001:db8::2"), 64, TENTATIVE);
        List<InterfaceAddress> all = List.of(global, linkLocal, tentative);

        assertThat(SourceAddress.find(global.address(), all, 2)).isEqualTo(global.address());
        assertThat(SourceAddress.find(linkLocal.address(), all, 3)).isEqualTo(linkLocal.address());
        assertThat(SourceAddress.find(linkLocal.address(), all, 2)).isNull();
        assertThat(SourceAddress.find(tentative.address(), all, 2)).isNull();
        assertThat(SourceAddress.find(IpAddress.parse("2001:db8::3"), all, 2)).isNull();
    }

    private static String whyNone(InterfaceAddress... addresses) {
        return SourceAddress.whyNone(AddressFamily.IPV6, "eth0", List.of(addresses), SourceAddressTest::isVirtual);
    }

    private static boolean isVirtual(IpAddress address) {
        return address.equals(VIRTUAL.address()) || address.equals(VIRTUAL_LINK_LOCAL.address());
    }

    private static @Nullable IpAddress choose(InterfaceAddress... addresses) {
        return SourceAddress.choose(List.of(addresses), SourceAddressTest::isVirtual);
    }

    private static InterfaceAddress address(String text, int flags) {
        return new InterfaceAddress(2, IpAddress.parse(text), 24, flags);
    }
}
