package io.github.vrrp4j.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.testing.NetworkNamespace;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When the table of a virtual router whose Accept_Mode is false is on the host. */
@NetworkTest(programs = "nft")
class AcceptModeHostIT {

    private final NetworkNamespace host = NetworkNamespace.create("h");
    private final NetworkNamespace neighbor = NetworkNamespace.create("n");

    @BeforeEach
    void connect() {
        host.connect("eth0", neighbor, "eth0");
        host.ip("address add 192.0.2.1/24 dev eth0");
    }

    @AfterEach
    void delete() {
        host.close();
        neighbor.close();
    }

    @Test
    void theTableComesBeforeTheFirstAddressAndGoesWithTheLast() {
        assertThat(probe(
                        "prepare",
                        "begin",
                        "+192.0.2.10/24",
                        "+192.0.2.11/24",
                        "end",
                        "-192.0.2.10/24",
                        "-192.0.2.11/24",
                        "begin",
                        "retire"))
                .containsExactly(
                        "prepare none",
                        "begin 2",
                        "+192.0.2.10/24 2",
                        "+192.0.2.11/24 2",
                        "end 2",
                        "-192.0.2.10/24 2",
                        "-192.0.2.11/24 none",
                        "begin 2",
                        "retire none");
    }

    @Test
    void aCheckWritesAndDeletesNothing() {
        assertThat(probe("check", "begin", "prepare", "begin", "check", "-192.0.2.10/24", "-192.0.2.11/24", "check"))
                .containsExactly(
                        "check none",
                        "begin none",
                        "prepare none",
                        "begin 2",
                        "check 2",
                        "-192.0.2.10/24 2",
                        "-192.0.2.11/24 none",
                        "check none");
    }

    @Test
    void theTableOfARunThatWasKilledGoesWithItsAddresses() {
        assertThat(probe("prepare", "begin", "+192.0.2.10/24")).last().isEqualTo("+192.0.2.10/24 2");

        assertThat(probe("prepare", "end", "-192.0.2.10/24", "-192.0.2.11/24"))
                .containsExactly("prepare 2", "end 2", "-192.0.2.10/24 2", "-192.0.2.11/24 none");
    }

    @Test
    void otherAddressesOfAMasterAreClosedBeforeTheyCome() {
        assertThat(probe("prepare", "begin", "+192.0.2.12/24", "-192.0.2.12/24", "prepare"))
                .containsExactly("prepare none", "begin 2", "+192.0.2.12/24 3", "-192.0.2.12/24 3", "prepare 2");
    }

    @Test
    void aFlushIsMendedAtTheNextTakeoverAndDoesNotHinderTheEnd() {
        assertThat(probe("prepare", "begin", "flush", "begin", "flush", "-192.0.2.10/24", "-192.0.2.11/24", "retire"))
                .containsExactly(
                        "prepare none",
                        "begin 2",
                        "flush none",
                        "begin 2",
                        "flush none",
                        "-192.0.2.10/24 none",
                        "-192.0.2.11/24 none",
                        "retire none");
    }

    private List<String> probe(String... steps) {
        return host.java(AcceptModeProbe.class, steps)
                .requireSuccess()
                .output()
                .lines()
                .toList();
    }
}
