package io.github.vrrp4j.examples.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.examples.node.config.ConfigFile;
import io.github.vrrp4j.examples.node.config.NodeConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloaderTest {

    @TempDir
    Path directory;

    private NodeConfig config(String lines) throws Exception {
        return ConfigFile.read(Files.writeString(
                directory.resolve("node.yaml"),
                lines + "virtual-routers: [{interface: eth0, vrid: 51, addresses: [192.0.2.10/24]}]\n"));
    }

    /** As docs/control.md has them. */
    @Test
    void whatIsInForceOnlyAfterARestartIsNamed() throws Exception {
        NodeConfig started = config("");

        assertThat(Reloader.restartNeeded(started, config("close-timeout: 1.5s\n")))
                .isEmpty();
        assertThat(Reloader.restartNeeded(started, config("close-timeout: 2s\n")))
                .containsExactly("close-timeout");
        assertThat(Reloader.restartNeeded(started, config("""
                        realtime-priority: 50
                        lock-memory: true
                        state-directory: none
                        control: none
                        http: 9112
                        address-managers: [none]
                        close-timeout: 10s
                        """)))
                .containsExactly(
                        "realtime-priority",
                        "lock-memory",
                        "state-directory",
                        "control",
                        "http",
                        "address-managers",
                        "close-timeout");
    }
}
