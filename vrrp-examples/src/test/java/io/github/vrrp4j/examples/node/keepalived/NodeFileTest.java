package io.github.vrrp4j.examples.node.keepalived;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vrrp4j.examples.node.check.CheckCommand;
import io.github.vrrp4j.examples.node.check.ExplainCommand;
import io.github.vrrp4j.examples.node.config.InvalidConfigException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class NodeFileTest {
    private static final String YAML =
            "virtual-routers:\n  - {interface: eth0, vrid: 51, addresses: [192.0.2.10/24]}\n";

    @TempDir
    Path directory;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    @ParameterizedTest
    @CsvSource({
        "node.conf, 'virtual-routers:', true",
        "node.CONF, '', true",
        "node.yaml, 'vrrp_instance A {', false",
        "node.yml, 'vrrp_instance A {', false",
        "node, 'vrrp_instance A {', true",
        "node, 'global_defs{', true",
        "node, '! Configuration', false",
        "node, '$A=1', true",
        "node, '@main global_defs {', true",
        "node, 'include conf.d/*', true",
        "node, 'virtual-routers:', false",
        "node, '{virtual-routers: []}', false",
        "node, '', false"
    })
    void theNameDecidesAndElseTheFirstWord(String name, String text, boolean isKeepalived) throws IOException {
        assertThat(NodeFile.isKeepalived(file(name, text))).isEqualTo(isKeepalived);
        assertThat(NodeFile.isKeepalived(file(name, "# global_defs\n\n  ! vrrp_instance\n " + text)))
                .isEqualTo(isKeepalived);
    }

    @Test
    void yamlIsReadAsBefore() throws Exception {
        NodeFile.Read read = NodeFile.read(file("node.yaml", YAML), Optional.empty());
        assertThat(read.config().virtualRouters()).hasSize(1);
        assertThat(read.notes()).isEmpty();
    }

    @Test
    void aMissingFileIsToldAsOne() {
        assertThatThrownBy(() -> NodeFile.read(directory.resolve("missing.conf"), Optional.empty()))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("there is no such file");
    }

    @Test
    void theErrorsOfAKeepalivedConfAreItsProblems() throws IOException {
        Path file = file("k.conf", "vrrp_instance A {\n  interface eth0\n}\n");
        assertThatThrownBy(() -> NodeFile.read(file, Optional.empty()))
                .isInstanceOfSatisfying(
                        InvalidConfigException.class,
                        e -> assertThat(e.problems())
                                .extracting(problem -> problem.format(file))
                                .containsExactly(
                                        file + ":1:1: vrrp_instance: it has no virtual_router_id",
                                        file
                                                + ":1:1: vrrp_instance: it needs a virtual address; VRRP cannot advertise none"));
    }

    @Test
    void convertPrintsTheYamlAndTellsWhatDoesNotComeAlong() throws IOException {
        Path file = file(
                "k.conf", Converted.instanceText("@high priority 150", "@^high priority 90", "smtp_alert", "vrf v"));
        var out = new StringWriter();
        var err = new StringWriter();

        int status = new CommandLine(new ConvertCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute("--config-id", "high", file.toString());

        assertThat(status).isEqualTo(2);
        assertThat(out.toString()).contains("    priority: 150\n", "# " + file + ":8:3: IGNORED smtp_alert: ");
        assertThat(err.toString().lines())
                .anySatisfy(line -> assertThat(line).startsWith(file + ":8:3: IGNORED smtp_alert: no mail is sent"))
                .anySatisfy(line -> assertThat(line).startsWith(file + ":9:3: ERROR vrf: "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "explain"})
    void otherCommandsTakeTheConfigIdToo(String command) throws IOException {
        Path file = file("k.conf", Converted.instanceText("@high priority 150", "@^high priority 301"));
        var out = new StringWriter();

        int status = new CommandLine(command.equals("check") ? new CheckCommand() : new ExplainCommand())
                .setOut(new PrintWriter(out))
                .execute("-i", "high", file.toString());

        assertThat(status).isZero();
        assertThat(out.toString()).contains(command.equals("check") ? "1 virtual router" : "priority: 150");
    }
}
