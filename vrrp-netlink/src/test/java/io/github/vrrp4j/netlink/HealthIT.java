package io.github.vrrp4j.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.testing.NetworkNamespace;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link IcmpCheck}, {@link LinkCheck} and {@link RouteCheck} in a namespace with one neighbour. */
@NetworkTest(programs = {"nft", "ping", "setpriv", "sysctl"})
class HealthIT {

    private final NetworkNamespace host = NetworkNamespace.create("host");
    private final NetworkNamespace neighbor = NetworkNamespace.create("nbr");

    @BeforeEach
    void connect() {
        host.connect("eth0", neighbor, "eth0");
        host.ip("address add 192.0.2.1/24 dev eth0");
        host.ip("address add 2001:db8::1/64 dev eth0 nodad");
        neighbor.ip("address add 192.0.2.2/24 dev eth0");
        neighbor.ip("address add 2001:db8::2/64 dev eth0 nodad");
    }

    @AfterEach
    void delete() {
        host.close();
        neighbor.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.2", "2001:db8::2", "192.0.2.1", "127.0.0.1", "::1"})
    void aHostThatAnswersIsHealthy(String address) {
        assertThat(probe("icmp", address)).containsExactly(healthy("answered"), "0", "interrupted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.3", "2001:db8::3"})
    void aHostThatDoesNotIsUnhealthy(String address) {
        assertThat(probe("icmp", address)).containsExactly(unhealthy("no answer within 500 ms"), "0", "interrupted");
    }

    @Test
    void aHostWithoutARouteIsUnhealthy() {
        assertThat(probe("icmp", "203.0.113.1"))
                .first()
                .isEqualTo(unhealthy("connect icmp 203.0.113.1: ENETUNREACH (101) Network is unreachable"));
        assertThat(probe("icmp", "2001:db8:1::1"))
                .first()
                .isEqualTo(unhealthy("connect icmp 2001:db8:1::1: ENETUNREACH (101) Network is unreachable"));
    }

    /** The requests of the check, 16 octets long, are dropped; those of ping, 64 octets long, are answered meanwhile. */
    @Test
    void repliesToOthersAreNotTakenForItsOwn() {
        host.exec("nft", "add table inet t").requireSuccess();
        host.exec("nft", "add chain inet t out { type filter hook output priority 0; }")
                .requireSuccess();
        host.exec("nft", "add rule inet t out ip protocol icmp meta length 36 drop")
                .requireSuccess();
        host.exec("nft", "add rule inet t out meta l4proto ipv6-icmp meta length 56 drop")
                .requireSuccess();
        host.spawn("ping", "-n", "-i", "0.01", "192.0.2.2");
        host.spawn("ping", "-n", "-i", "0.01", "2001:db8::2");
        assertThat(host.exec("ping", "-n", "-c", "1", "192.0.2.2").exitCode()).isZero();

        assertThat(probe("icmp", "192.0.2.2").get(0)).startsWith("Health[healthy=false, ");
        assertThat(probe("icmp", "2001:db8::2").get(0)).startsWith("Health[healthy=false, ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.2", "2001:db8::2"})
    void withoutTheCapabilityAPingSocketDoes(String address) {
        host.exec("sysctl", "-qw", "net.ipv4.ping_group_range=0 0").requireSuccess();
        assertThat(probeWithoutCapability(address)).first().isEqualTo(healthy("answered"));

        host.exec("sysctl", "-qw", "net.ipv4.ping_group_range=1 0").requireSuccess();
        assertThat(probeWithoutCapability(address))
                .first()
                .isEqualTo(unhealthy("icmp " + address + ": needs CAP_NET_RAW, or a group of this process in sysctl"
                        + " net.ipv4.ping_group_range"));
    }

    @Test
    void anInterfaceIsHealthyWhileItIsUpAndHasACarrier() {
        assertThat(probe("link", "eth0")).containsExactly(healthy("eth0 is up"), "0", "eth0 is up");
        assertThat(probe("link", "eth7")).first().isEqualTo(unhealthy("there is no interface eth7"));
        neighbor.ip("link set eth0 down");
        assertThat(probe("link", "eth0")).first().isEqualTo(unhealthy("eth0 has no carrier"));
        host.ip("link set eth0 down");
        assertThat(probe("link", "eth0")).first().isEqualTo(unhealthy("eth0 is down; ip link set eth0 up"));
    }

    @Test
    void aRouteIsHealthyWhileItIsThere() {
        assertThat(probe("route", "0.0.0.0", "0", "254"))
                .containsExactly(unhealthy("no route to 0.0.0.0/0 in table 254"), "0", "interrupted");

        host.ip("route add default via 192.0.2.2 metric 5");
        assertThat(probe("route", "0.0.0.0", "0", "254"))
                .containsExactly(healthy("0.0.0.0/0 via 192.0.2.2 proto 3 metric 5"), "0", "interrupted");

        host.ip("-6 route add default via 2001:db8::2");
        assertThat(probe("route", "::", "0", "254"))
                .first()
                .isEqualTo(healthy("::/0 via 2001:db8::2 proto 3 metric 1024"));
    }

    @Test
    void onlyThePrefixItselfInItsTableCounts() {
        host.ip("route add 203.0.113.0/25 via 192.0.2.2");
        host.ip("route add 203.0.112.0/23 via 192.0.2.2");
        host.ip("route add blackhole 203.0.113.0/24");
        host.ip("route add 203.0.113.0/24 via 192.0.2.2 table 1000");

        assertThat(probe("route", "203.0.113.0", "24", "254"))
                .first()
                .isEqualTo(unhealthy("no route to 203.0.113.0/24 in table 254"));
        assertThat(probe("route", "203.0.113.0", "24", "1001"))
                .first()
                .isEqualTo(unhealthy("no route to 203.0.113.0/24 in table 1001"));
        assertThat(probe("route", "203.0.113.0", "24", "1000"))
                .first()
                .isEqualTo(healthy("203.0.113.0/24 via 192.0.2.2 proto 3 table 1000"));
    }

    private static String healthy(String text) {
        return "Health[healthy=true, text=" + text + "]";
    }

    private static String unhealthy(String text) {
        return "Health[healthy=false, text=" + text + "]";
    }

    private List<String> probe(String... arguments) {
        return host.java(HealthProbe.class, arguments)
                .requireSuccess()
                .output()
                .lines()
                .toList();
    }

    private List<String> probeWithoutCapability(String address) {
        List<String> command = new ArrayList<>(List.of("setpriv", "--bounding-set", "-net_raw"));
        command.addAll(NetworkNamespace.javaCommand(HealthProbe.class, "icmp", address));
        return host.exec(command.toArray(String[]::new))
                .requireSuccess()
                .output()
                .lines()
                .toList();
    }
}
