package io.github.vrrp4j.examples.lan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.testing.Finished;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the node needs to start, and what it leaves alone when it cannot. */
@NetworkTest(programs = {"tcpdump", "setpriv", "sysctl"})
class StartIT {

    private static final String REMEDY = ": run as root, or put AmbientCapabilities=CAP_NET_RAW CAP_NET_ADMIN into the"
            + " systemd unit, or start with setpriv --inh-caps +net_raw,+net_admin --ambient-caps +net_raw,+net_admin";

    private final Lan lan = new Lan();
    private final Capture capture = lan.capture();
    private final Path file =
            lan.b.write("node.yaml", Node.config(Settings.of(255, 500), Lan.VIRTUAL + "/24") + Node.stateLine(lan.b));

    @AfterEach
    void remove() {
        lan.close();
    }

    @Test
    void withoutCapabilitiesItNamesThemAndTellsHowToGiveThem() {
        Finished finished =
                run(file, "setpriv", "--bounding-set", "-net_raw,-net_admin", "--inh-caps", "-net_raw,-net_admin");

        assertThat(finished.output()).endsWith("missing CAP_NET_RAW and CAP_NET_ADMIN" + REMEDY);
        requireNothingStarted(finished, 1);
    }

    @Test
    void withoutOneOfThemItNamesThatOne() {
        Finished finished = run(file, "setpriv", "--bounding-set", "-net_admin", "--inh-caps", "-net_admin");

        assertThat(finished.output()).endsWith("missing CAP_NET_ADMIN" + REMEDY);
        requireNothingStarted(finished, 1);
    }

    @Test
    void theTwoOfThemAreEnough() {
        List<String> command =
                new ArrayList<>(List.of("setpriv", "--bounding-set", "-all,+net_raw,+net_admin", "--inh-caps", "-all"));
        command.addAll(Node.command(file));

        lan.b.namespace().spawn(command.toArray(String[]::new));

        lan.awaitOnlyHolder(lan.b);
    }

    @Test
    void aMistakeInTheConfigurationIsToldAndNothingIsStarted() {
        Path wrong = lan.b.write("wrong.yaml", Node.config(Settings.of(256, 500), Lan.VIRTUAL + "/24"));

        Finished finished = run(wrong);

        assertThat(finished.output()).contains("wrong.yaml:5:15: ").contains("priority 256 is not in 1..254, or 255 ");

        requireNothingStarted(finished, 2);
    }

    private Finished run(Path config, String... wrapper) {
        List<String> command = new ArrayList<>(List.of(wrapper));
        command.addAll(Node.command(config));
        return lan.b.namespace().exec(command.toArray(String[]::new));
    }

    /** One line for the user; neither an address nor a packet, a group joined included. */
    private void requireNothingStarted(Finished finished, int exitCode) {
        assertThat(finished.exitCode()).isEqualTo(exitCode);
        assertThat(finished.output().lines().filter(line -> line.startsWith("vrrp: ") || exitCode == 2))
                .hasSize(1);
        assertThat(lan.b.addresses()).containsExactly("192.0.2.2/24");
        // A frame of another host proves that the capture is up to date.
        lan.a.reaches(lan.c.address());
        capture.await(0, frame -> frame.sourceMac().equals(lan.a.mac()));
        assertThat(capture.frames()).noneMatch(frame -> frame.sourceMac().equals(lan.b.mac()));
    }
}
