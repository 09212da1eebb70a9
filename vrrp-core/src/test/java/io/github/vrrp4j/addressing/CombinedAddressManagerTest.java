package io.github.vrrp4j.addressing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vrrp4j.command.Command;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.packet.VirtualRoute;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.Placement;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CombinedAddressManagerTest {

    private static final Placement PLACEMENT = new Placement("eth0", AddressFamily.IPV4, 51, false, true);
    private static final VirtualAddress ADDRESS = VirtualAddress.parse("192.0.2.10/24");
    private static final VirtualRoute ROUTE = VirtualRoute.to(IpAddress.parse("203.0.113.0"), 24);

    private final List<String> calls = new ArrayList<>();

    @Test
    void additionsGoForwardAndRemovalsBackward() throws Exception {
        AddressManager both = combined(new Recorder("a", false), new Recorder("b", false));

        both.check(PLACEMENT, List.of(ADDRESS), List.of(ROUTE));
        both.prepare(PLACEMENT, List.of(ADDRESS), List.of(ROUTE));
        both.begin(PLACEMENT);
        both.add(PLACEMENT, ADDRESS);
        both.add(PLACEMENT, ROUTE);
        both.reassert(PLACEMENT);
        both.end(PLACEMENT);
        both.remove(PLACEMENT, ROUTE);
        both.remove(PLACEMENT, ADDRESS);
        both.retire(PLACEMENT);

        assertThat(calls)
                .containsExactly(
                        "a check [192.0.2.10/24] [203.0.113.0/24]",
                        "b check [192.0.2.10/24] [203.0.113.0/24]",
                        "a prepare [192.0.2.10/24] [203.0.113.0/24]",
                        "b prepare [192.0.2.10/24] [203.0.113.0/24]",
                        "a begin",
                        "b begin",
                        "a add 192.0.2.10/24",
                        "b add 192.0.2.10/24",
                        "a add 203.0.113.0/24",
                        "b add 203.0.113.0/24",
                        "a reassert",
                        "b reassert",
                        "b end",
                        "a end",
                        "b remove 203.0.113.0/24",
                        "a remove 203.0.113.0/24",
                        "b remove 192.0.2.10/24",
                        "a remove 192.0.2.10/24",
                        "b retire",
                        "a retire");
    }

    @Test
    void itIsAddedIfOneDidNotHaveIt() throws Exception {
        NoAddressManager none = new NoAddressManager();

        assertThat(combined(none, none).add(PLACEMENT, ADDRESS)).isFalse();
        assertThat(combined(new Recorder("a", false), none).add(PLACEMENT, ADDRESS))
                .isTrue();
        assertThat(combined(none, new Recorder("b", false)).add(PLACEMENT, ROUTE))
                .isTrue();
    }

    @Test
    void anAdditionEndsWithTheFirstFailure() {
        AddressManager both = combined(new Recorder("a", true), new Recorder("b", false));

        assertThatThrownBy(() -> both.add(PLACEMENT, ADDRESS)).hasMessage("a refuses");
        assertThat(calls).containsExactly("a add 192.0.2.10/24");
    }

    @Test
    void aRemovalIsTriedByAllAndTheFirstFailureIsTold() {
        AddressManager all = combined(new Recorder("a", true), new Recorder("b", true), new Recorder("c", false));

        assertThatThrownBy(() -> all.remove(PLACEMENT, ADDRESS))
                .isInstanceOf(IOException.class)
                .hasMessage("b refuses")
                .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessage("a refuses"));
        assertThat(calls).containsExactly("c remove 192.0.2.10/24", "b remove 192.0.2.10/24", "a remove 192.0.2.10/24");
    }

    @Test
    void aCommandMovesTheAddressAndAnotherManagerAddsTheRoutes() throws Exception {
        AddressManager command =
                new CommandAddressManager(new Command(List.of("true")), null, null, Duration.ofSeconds(20), 1);
        AddressManager both = combined(command, new Recorder("kernel", false));

        both.prepare(PLACEMENT, List.of(ADDRESS), List.of(ROUTE));
        assertThat(both.add(PLACEMENT, ROUTE)).isTrue();
        assertThat(calls)
                .containsExactly("kernel prepare [192.0.2.10/24] [203.0.113.0/24]", "kernel add 203.0.113.0/24");

        AddressManager alone = combined(command);
        assertThatThrownBy(() -> alone.prepare(PLACEMENT, List.of(ADDRESS), List.of(ROUTE)))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> alone.check(PLACEMENT, List.of(ADDRESS), List.of(ROUTE)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("need an address manager that adds routes");
        both.check(PLACEMENT, List.of(ADDRESS), List.of(ROUTE));
    }

    @Test
    void nothingIsNoCombination() {
        assertThatIllegalArgumentException().isThrownBy(CombinedAddressManagerTest::combined);
    }

    private static AddressManager combined(AddressManager... managers) {
        return new CombinedAddressManager(List.of(managers));
    }

    /** Writes down what it is asked, and can refuse all of it. */
    private final class Recorder implements AddressManager {
        private final String name;
        private final boolean refuses;

        private Recorder(String name, boolean refuses) {
            this.name = name;
            this.refuses = refuses;
        }

        @Override
        public void check(Placement placement, List<VirtualAddress> addresses, List<VirtualRoute> routes)
                throws IOException {
            record("check " + addresses + " " + routes);
        }

        @Override
        public void prepare(Placement placement, List<VirtualAddress> addresses, List<VirtualRoute> routes)
                throws IOException {
            record("prepare " + addresses + " " + routes);
        }

        @Override
        public void begin(Placement placement) throws IOException {
            record("begin");
        }

        @Override
        public boolean add(Placement placement, VirtualAddress address) throws IOException {
            return record("add " + address);
        }

        @Override
        public boolean add(Placement placement, VirtualRoute route) throws IOException {
            return record("add " + route);
        }

        @Override
        public void reassert(Placement placement) throws IOException {
            record("reassert");
        }

        @Override
        public void end(Placement placement) throws IOException {
            record("end");
        }

        @Override
        public void remove(Placement placement, VirtualAddress address) throws IOException {
            record("remove " + address);
        }

        @Override
        public void remove(Placement placement, VirtualRoute route) throws IOException {
            record("remove " + route);
        }

        @Override
        public void retire(Placement placement) throws IOException {
            record("retire");
        }

        private boolean record(String call) throws IOException {
            calls.add(name + " " + call);
            if (refuses) {
                throw new IOException(name + " refuses");
            }
            return true;
        }
    }
}
