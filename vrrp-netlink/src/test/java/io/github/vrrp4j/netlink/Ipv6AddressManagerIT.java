package io.github.vrrp4j.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.testing.NetworkNamespace;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two hosts with {@code 2001:db8::1/64} and {@code 2001:db8::2/64}; the second is the client. */
@NetworkTest(programs = {"sysctl", "ping"})
class Ipv6AddressManagerIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final NetworkNamespace host = NetworkNamespace.create("addr6");
    private final NetworkNamespace client = NetworkNamespace.create("cli6");

    @BeforeEach
    void connect() {
        host.connect("eth0", client, "eth0");
        host.ip("address add 2001:db8::1/64 dev eth0 nodad");
        client.ip("address add 2001:db8::2/64 dev eth0 nodad");
    }

    @AfterEach
    void delete() {
        host.close();
        client.close();
    }

    /** R-6.4.3-02: the kernel joins the solicited-node group of an address that it has. */
    @Test
    void anAddressIsUsableAtOnceDeprecatedAndGoesWithItsSolicitedNodeGroup() {
        assertThat(probe("add eth0 2001:db8::a:b:c/64")).isEqualTo("add done");

        assertThat(shown("2001:db8::a:b:c"))
                .contains("2001:db8::a:b:c/64 scope global nodad deprecated", "valid_lft forever preferred_lft 0sec")
                .doesNotContain("tentative");
        assertThat(host.ip("-6 maddress show dev eth0")).contains("ff02::1:ff0b:c");
        assertThat(clientReaches("2001:db8::a:b:c")).isTrue();

        assertThat(probe("remove eth0 2001:db8::a:b:c/64")).isEqualTo("remove done");

        assertThat(shown("2001:db8::a:b:c")).isEmpty();
        assertThat(host.ip("-6 maddress show dev eth0")).doesNotContain("ff02::1:ff0b:c");
        assertThat(shown("2001:db8::1")).contains("2001:db8::1/64");
        assertThat(host.ip("-6 route show 2001:db8::/64 dev eth0")).contains("2001:db8::/64");
    }

    @Test
    void aLinkLocalAddressAndASingleOneAreHandledToo() {
        assertThat(probe("add eth0 fe80::10/64 add eth0 2001:db8:1::10/128")).isEqualTo("add done\nadd done");

        assertThat(shown("fe80::10")).contains("fe80::10/64 scope link nodad deprecated");
        assertThat(shown("2001:db8:1::10")).contains("2001:db8:1::10/128 scope global nodad deprecated");
        assertThat(clientReaches("fe80::10%eth0")).isTrue();

        assertThat(probe("remove eth0 fe80::10/64 remove eth0 2001:db8:1::10/128"))
                .isEqualTo("remove done\nremove done");
        assertThat(shown("fe80::10") + shown("2001:db8:1::10")).isEmpty();
    }

    @Test
    void whatTheHostSendsComesFromItsOwnAddress() {
        host.ip("address add 2001:db8::10/64 dev eth0 nodad");
        assertThat(host.ip("-6 route get 2001:db8::2")).contains("src 2001:db8::10"); // the newest, were it preferred
        host.ip("address delete 2001:db8::10/64 dev eth0");

        probe("add eth0 2001:db8::10/64");

        assertThat(host.ip("-6 route get 2001:db8::2")).contains("src 2001:db8::1 ");
        assertThat(host.exec("ping", "-6", "-n", "-c", "1", "-W", "1", "-I", "2001:db8::10", "2001:db8::2")
                        .exitCode())
                .isZero();
    }

    @Test
    void addingTwiceAndRemovingTwiceSucceed() {
        assertThat(probe("add eth0 2001:db8::10/64 add eth0 2001:db8::10/64 "
                        + "remove eth0 2001:db8::10/64 remove eth0 2001:db8::10/64"))
                .isEqualTo("add done\nadd done\nremove done\nremove done");
        assertThat(shown("2001:db8::10")).isEmpty();
    }

    @Test
    void theKernelHasAnAddressWithOnePrefixLengthOnly() {
        host.ip("address add 2001:db8::10/64 dev eth0 nodad");

        assertThat(probe("add eth0 2001:db8::10/128 remove eth0 2001:db8::10/128"))
                .isEqualTo("add IOException: 2001:db8::10/128 on eth0: the address is there with prefix length 64;"
                        + " remove it, as with ip address delete 2001:db8::10/64 dev eth0\nremove done");
        assertThat(shown("2001:db8::10")).contains("2001:db8::10/64");
    }

    @Test
    void anAddressThatFailedDuplicateAddressDetectionIsMadeUsable() {
        client.ip("address add 2001:db8::10/64 dev eth0 nodad");
        host.ip("address add 2001:db8::10/64 dev eth0");
        await(() -> shown("2001:db8::10").contains("dadfailed"));
        client.ip("address delete 2001:db8::10/64 dev eth0");

        assertThat(probe("add eth0 2001:db8::10/64")).isEqualTo("add done");

        assertThat(shown("2001:db8::10")).doesNotContain("dadfailed", "tentative");
        assertThat(clientReaches("2001:db8::10")).isTrue();
    }

    @Test
    void withoutIpv6OnTheInterfaceAddingSaysSoAndRemovingSucceeds() {
        host.exec("sysctl", "-qw", "net.ipv6.conf.eth0.disable_ipv6=1").requireSuccess();

        assertThat(probe("add eth0 2001:db8::10/64 remove eth0 2001:db8::10/64"))
                .isEqualTo("add SystemCallException: RTM_NEWADDR 2001:db8::10/64 dev eth0:"
                        + " EACCES (13) Permission denied: ipv6: IPv6 is disabled on this device\nremove done");

        host.ip("link set eth0 mtu 1000"); // less than IPv6 needs: the kernel takes it off the interface
        assertThat(probe("remove eth0 2001:db8::10/64")).isEqualTo("remove done");
    }

    private static void await(BooleanSupplier condition) {
        long endNs = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(endNs);
        }
    }

    private boolean clientReaches(String address) {
        return client.exec("ping", "-6", "-n", "-c", "1", "-W", "1", address).exitCode() == 0;
    }

    private String shown(String address) {
        return host.ip("-6 address show dev eth0 to " + address);
    }

    private String probe(String arguments) {
        return host.java(AddressProbe.class, arguments.split(" ", -1))
                .requireSuccess()
                .output();
    }
}
