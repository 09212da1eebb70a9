package io.github.vrrp4j.examples.embedding.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.VrrpRouter;
import io.github.vrrp4j.simulation.SimulatedHost;
import io.github.vrrp4j.simulation.SimulatedLan;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.management.Attribute;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client of the platform's MBean server sees of a router on a simulated LAN, without a class of ours. */
class VrrpManagementTest {

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final SimulatedLan lan = new SimulatedLan(1);
    private final VrrpRouter router = lan.addHost("a", "192.0.2.1/24").startRouter();
    private ObjectName name;
    private VrrpManagement management;

    @BeforeEach
    void register() throws JMException, IOException {
        router.add(
                SimulatedHost.INTERFACE,
                VirtualRouterConfig.builder(51)
                        .priority(200)
                        .address("192.0.2.10/24")
                        .build());
        name = new ObjectName("io.github.vrrp4j:type=VrrpRouter,name=\"test\"");
        management = VrrpManagement.register(router, "test");
    }

    @AfterEach
    void unregister() throws JMException {
        if (server.isRegistered(name)) {
            management.close();
        }
    }

    @Test
    void aVirtualRouterIsThereWithEverythingThatIsKnownOfIt() throws JMException {
        lan.run(Duration.ofMillis(5_500)); // MASTER after 3 s + 56 / 256 s, then one advertisement a second

        CompositeData virtualRouter = virtualRouter();

        assertThat(virtualRouter.get("interfaceName")).isEqualTo("eth0");
        assertThat(virtualRouter.get("family")).isEqualTo("ipv4");
        assertThat(virtualRouter.get("vrid")).isEqualTo(51);
        assertThat(virtualRouter.get("state")).isEqualTo("MASTER");
        assertThat(virtualRouter.get("lastCause")).isEqualTo("MASTER_DOWN_TIMER");
        assertThat(virtualRouter.get("priority")).isEqualTo(200);
        assertThat(virtualRouter.get("skewTimeNs")).isEqualTo(218_750_000L);
        assertThat(virtualRouter.get("masterDownIntervalNs")).isEqualTo(3_218_750_000L);
        assertThat((String[]) virtualRouter.get("addresses")).containsExactly("192.0.2.10/24");
        assertThat(virtualRouter.get("addressesHeld")).isEqualTo(true);
        assertThat((String[]) virtualRouter.get("faults")).isEmpty();
        assertThat(virtualRouter.get("group")).isEqualTo("");
        assertThat(entry((TabularData) virtualRouter.get("statistics"), "advertisement-sent"))
                .isEqualTo(3L);
    }

    @Test
    void aFaultIsThere() throws JMException {
        lan.run(Duration.ofSeconds(5));
        CompletableFuture<Void> done = router.maintenance(router.status().get(0).id(), true);
        lan.run(Duration.ofSeconds(1));
        assertThat(done).isCompleted();

        assertThat((String[]) virtualRouter().get("faults")).containsExactly("MAINTENANCE");
    }

    @Test
    void discardedPacketsAndTimersAreThere() throws JMException {
        lan.run(Duration.ofSeconds(5));
        lan.inject(IpAddress.parse("192.0.2.9"), 254, ByteBuffer.wrap(new byte[] {0x31, 51, 100, 1, 0, 100, 0, 0}));
        lan.run(Duration.ofSeconds(1));

        assertThat(server.getAttribute(name, "IpTtlErrors")).isEqualTo(1L);
        TabularData discarded = (TabularData) server.getAttribute(name, "DiscardedPackets");
        assertThat(entry((TabularData) entry(discarded, "eth0 ipv4"), "IP_TTL_ERROR"))
                .isEqualTo(1L);
        assertThat((long) server.getAttribute(name, "Timers")).isPositive();
        assertThat(server.getAttribute(name, "TimerLatenessMaxNs")).isEqualTo(0L); // virtual time
    }

    @Test
    void nothingCanBeChanged() {
        assertThatThrownBy(() -> server.setAttribute(name, new Attribute("Timers", 0L)))
                .isInstanceOf(JMException.class);
    }

    @Test
    void aNameIsTakenUntilItIsClosed() throws JMException {
        assertThatThrownBy(() -> VrrpManagement.register(router, "test"))
                .isInstanceOf(InstanceAlreadyExistsException.class);

        management.close();

        assertThat(server.isRegistered(name)).isFalse();
        VrrpManagement.register(router, "test");
    }

    private CompositeData virtualRouter() throws JMException {
        return ((CompositeData[]) server.getAttribute(name, "VirtualRouters"))[0];
    }

    private static Object entry(TabularData map, String key) {
        return map.get(new Object[] {key}).get("value");
    }
}
