package io.github.vrrp4j.examples.lan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.testing.NetworkTest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** 250 virtual routers on one interface: VRID n has the address 192.0.2.n, but for the hosts' own, 192.0.2.1 to .3. */
@NetworkTest(programs = {"tcpdump", "ping", "sysctl", "kill"})
class ManyVirtualRoutersIT {

    private static final int COUNT = 250;
    private static final int FIRST_VRID = 4;

    private static final List<String> LOOKED_AT = List.of("192.0.2.4", "192.0.2.100", "192.0.2.253");

    /** Some tens of advertisements of each: many times what a BACKUP waits. */
    private static final long QUIET_NS = TimeUnit.SECONDS.toNanos(3);

    private final Lan lan = new Lan();

    @AfterEach
    void remove() {
        lan.close();
    }

    @Test
    void theyStartTogetherStayInPeaceAndFailOverTogether() {
        Node master = Node.start(lan.a, config(200));
        awaitAll(lan.a);
        assertThat(LOOKED_AT).allMatch(lan.c::reaches);
        Node backup = Node.start(lan.b, config(100));
        Lan.await("all are BACKUP", () -> backup.logged("INITIALIZE->BACKUP").size() == COUNT);

        LockSupport.parkNanos(QUIET_NS);

        assertThat(backup.logged("->MASTER")).isEmpty();
        assertThat(lan.b.addresses()).containsExactly("192.0.2.2/24");
        assertThat(lan.a.addresses()).hasSize(1 + COUNT);
        assertThat(LOOKED_AT).allMatch(lan.c::reaches);

        master.kill();
        awaitAll(lan.b);

        assertThat(LOOKED_AT).allMatch(lan.c::reaches);
        assertThat(LOOKED_AT)
                .allSatisfy(address -> assertThat(lan.c.neighborMac(address)).isEqualTo(lan.b.mac()));
        assertThat(backup.logged("BACKUP->MASTER cause=MASTER_DOWN_TIMER")).hasSize(COUNT);
        assertThat(backup.logged("MASTER->")).isEmpty();

        assertThat(backup.terminate().exitCode()).isZero();
        assertThat(lan.b.addresses()).containsExactly("192.0.2.2/24");
    }

    private static void awaitAll(Host host) {
        Lan.await(
                host.name() + " holds all " + COUNT + " addresses",
                () -> host.addresses().size() == 1 + COUNT);
    }

    private static String config(int priority) {
        return IntStream.range(FIRST_VRID, FIRST_VRID + COUNT)
                .mapToObj(vrid -> """
                          - interface: eth0
                            vrid: %d
                            priority: %d
                            advertisement-interval: 100ms
                            addresses: [192.0.2.%d/24]
                        """.formatted(vrid, priority, vrid))
                .collect(Collectors.joining("", "virtual-routers:\n", ""));
    }
}
