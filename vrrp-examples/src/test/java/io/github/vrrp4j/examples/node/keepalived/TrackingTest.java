package io.github.vrrp4j.examples.node.keepalived;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrackingTest {

    private static final String SCRIPT = """
            vrrp_script web {
              script "/usr/local/bin/check --host 'a b' x"
              interval 2
              fall 3
              weight -20
              user nobody nogroup
            }
            """;

    @Test
    void aScriptBecomesACommandWithKeepalivedsDefaults() {
        Converted converted = Converted.of(SCRIPT + Converted.instanceText("track_script { web }"));

        assertThat(converted.errors()).isEmpty();
        assertThat(converted.checks())
                .isEqualTo(Map.of(
                        "web",
                        Map.of(
                                "command", List.of("/usr/local/bin/check", "--host", "a b", "x"),
                                "user", "nobody",
                                "group", "nogroup",
                                "interval", "2s",
                                "timeout", "2s",
                                "rise", 1,
                                "fall", 3)));
        assertThat(converted.router().get("health-checks"))
                .isEqualTo(List.of(Map.of("check", "web", "adjust-priority", -20)));
    }

    @Test
    void aScriptThatNobodyTracksIsNotRun() {
        assertThat(Converted.of(SCRIPT + Converted.instanceText()).yaml()).doesNotContainKey("health-checks");
    }

    @ParameterizedTest
    @CsvSource({"web weight 5, 5", "web weight -7, -7"})
    void theWeightWhereItIsTrackedCounts(String line, int adjustment) {
        assertThat(Converted.of(SCRIPT + Converted.instanceText("track_script {", line, "}"))
                        .router()
                        .get("health-checks"))
                .isEqualTo(List.of(Map.of("check", "web", "adjust-priority", adjustment)));
    }

    @Test
    void weightZeroIsAFault() {
        assertThat(Converted.of(SCRIPT + Converted.instanceText("track_script {", "web weight 0", "}"))
                        .router())
                .containsEntry("health-checks", List.of("web"));
    }

    @Test
    void reverseTurnsTheExitStatusAndTheAdjustmentRound() {
        Converted converted =
                Converted.of(SCRIPT + Converted.instanceText("track_script {", "web weight 9 reverse", "}"));

        assertThat(converted.checks())
                .extractingByKey("web-reversed")
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("command", List.of("/usr/local/bin/check", "--host", "a b", "x"))
                .containsEntry("exit-status", "1..255");
        assertThat(converted.router().get("health-checks"))
                .isEqualTo(List.of(Map.of("check", "web-reversed", "adjust-priority", -9)));
    }

    @Test
    void aRedirectionFromATcpPortIsATcpCheck() {
        Converted converted = Converted.of("vrrp_script port { script \"</dev/tcp/127.0.0.1/80\"\n}\n"
                + Converted.instanceText("track_script { port }"));

        assertThat(converted.checks())
                .isEqualTo(Map.of(
                        "port",
                        Map.of("tcp", "127.0.0.1:80", "interval", "1s", "timeout", "1s", "rise", 1, "fall", 1)));
    }

    @Test
    void aScriptThatIsNotDefinedIsAnError() {
        assertThat(Converted.instance("track_script {", "nosuch", "}").errors())
                .singleElement()
                .asString()
                .startsWith("keepalived.conf:7:3: ERROR nosuch: there is no script of this name");
    }

    @Test
    void interfacesBecomeLinkChecks() {
        Converted converted = Converted.instance("track_interface {", "eth1", "eth2 weight -10", "}");

        assertThat(converted.router())
                .containsEntry(
                        "health-checks", List.of("link-eth1", Map.of("check", "link-eth2", "adjust-priority", -10)));
        assertThat(converted.checks())
                .containsEntry("link-eth1", Map.of("link", "eth1", "interval", "100ms", "rise", 1, "fall", 1));
        assertThat(Converted.instance("track_interface {", "eth1 weight 5 reverse", "}")
                        .errors())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"0, 0..0, 0", "-254, -2147483648..0, 0", "-50, -2147483648..0, -50", "50, 1..2147483647, 50"})
    void aFileMeansTheSameForZeroAndOne(int weight, String range, int adjustment) {
        Converted converted = Converted.of("track_file drain { file /run/drain\nweight " + weight + "\n}\n"
                + Converted.instanceText("track_file { drain }"));

        assertThat(converted.errors()).isEmpty();
        assertThat(converted.checks().values())
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("file", "/run/drain")
                .containsEntry("range", range);
        String name = converted.checks().keySet().iterator().next();
        assertThat(converted.router().get("health-checks"))
                .isEqualTo(List.of(adjustment == 0 ? name : Map.of("check", name, "adjust-priority", adjustment)));
    }

    @Test
    void aFileWhoseNumberIsTheAdjustmentIsAnError() {
        assertThat(Converted.of("track_file f { file /run/f\n}\n" + Converted.instanceText("track_file { f }"))
                        .errors())
                .hasSize(1);
    }

    @Test
    void aProcessIsLookedForByItsName() {
        Converted converted = Converted.of(
                "vrrp_track_process p { process nginx\nweight 0\n}\n" + Converted.instanceText("track_process { p }"));

        assertThat(converted.checks())
                .extractingByKey("p-process")
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("command", List.of("pgrep", "--exact", "--", "nginx"));
    }

    @Test
    void keepalivedsOwnUserRunsProgramsIfThereIsOne() {
        Host host = new Host("main", user -> user.equals("keepalived_script"));
        Converted converted = Converted.of(
                "vrrp_script s { script /bin/true\n}\n" + Converted.instanceText("track_script { s }"), host);

        assertThat(converted.checks())
                .extractingByKey("s")
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("user", "keepalived_script");
    }
}
