package io.github.vrrp4j.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.testing.NetworkNamespace;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import io.github.vrrp4j.netlink.testing.RunningProgram;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NetworkTest
class AllocationIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.10", "fe80::10"})
    void receivingSendingAndWaitingAllocateNothing(String virtual) {
        try (NetworkNamespace left = NetworkNamespace.create("left");
                NetworkNamespace right = NetworkNamespace.create("right")) {
            left.connect("eth0", right, "eth0");
            left.ip("address add 192.0.2.1/24 dev eth0");
            right.ip("address add 192.0.2.2/24 dev eth0");

            RunningProgram leftRun = left.spawnJava(AllocationProbe.class, "eth0", "2000", virtual);
            RunningProgram rightRun = right.spawnJava(AllocationProbe.class, "eth0", "2000", virtual);

            assertThat(leftRun.awaitLine(line -> line.startsWith("turns"), LIMIT))
                    .isEqualTo("turns 2000 received true allocated 0");
            assertThat(rightRun.awaitLine(line -> line.startsWith("turns"), LIMIT))
                    .isEqualTo("turns 2000 received true allocated 0");
        }
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.10,192.0.2.1,192.0.2.2", "fe80::10,fe80::1,fe80::2"})
    void soDoesUnicast(String virtual, String leftAddress, String rightAddress) {
        try (NetworkNamespace left = NetworkNamespace.create("left");
                NetworkNamespace right = NetworkNamespace.create("right")) {
            left.connect("eth0", right, "eth0");
            left.ip("-6 address flush dev eth0");
            right.ip("-6 address flush dev eth0");
            String options = virtual.contains(":") ? "/64 dev eth0 nodad" : "/24 dev eth0";
            left.ip("address add " + leftAddress + options);
            right.ip("address add " + rightAddress + options);

            RunningProgram leftRun = left.spawnJava(AllocationProbe.class, "eth0", "2000", virtual, rightAddress);
            RunningProgram rightRun = right.spawnJava(AllocationProbe.class, "eth0", "2000", virtual, leftAddress);

            assertThat(leftRun.awaitLine(line -> line.startsWith("turns"), LIMIT))
                    .isEqualTo("turns 2000 received true allocated 0");
            assertThat(rightRun.awaitLine(line -> line.startsWith("turns"), LIMIT))
                    .isEqualTo("turns 2000 received true allocated 0");
        }
    }
}
