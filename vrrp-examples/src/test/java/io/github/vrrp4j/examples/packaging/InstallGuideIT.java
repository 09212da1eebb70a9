package io.github.vrrp4j.examples.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.testing.Finished;
import io.github.vrrp4j.netlink.testing.NetworkNamespace;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/install.md without those of systemd, as they stand there, where nobody else sees what they change. */
@NetworkTest(programs = {"mount", "bash"})
class InstallGuideIT {

    /** Directories that the commands write to: empty ones, and a copy of /etc. In a mount namespace that ends with it. */
    private static final String PRIVATE_DIRECTORIES = """
            set -eu
            mkdir etc
            mount -t tmpfs tmpfs etc
            cp -a /etc/. etc
            mount --bind etc /etc
            mkdir -p /etc/systemd/system
            for directory in /opt /usr/local /var/cache /run; do mount -t tmpfs tmpfs "$directory"; done
            export PATH="$JAVA_HOME/bin:/usr/local/bin:$PATH"
            """;

    @TempDir
    Path directory;

    private NetworkNamespace host;
    private NetworkNamespace other;

    @BeforeEach
    void makeHost() {
        host = NetworkNamespace.create("guide");
        other = NetworkNamespace.create("guide-o");
        host.connect("eth0", other, "peer0");
        host.ip("address add 192.0.2.1/24 dev eth0");
    }

    @AfterEach
    void removeHost() {
        host.close();
        other.close();
    }

    @Test
    void theCommandsOfTheGuideWork() throws IOException {
        InstallGuide guide = new InstallGuide();
        String install = guide.commandsWithoutSystemd("Install");
        Files.copy(
                Distribution.archive(),
                directory.resolve(Distribution.archive().getFileName().toString()));
        String script = PRIVATE_DIRECTORIES
                + install
                + "test -e /usr/local/share/man/man1/vrrp.1; test -e /usr/local/share/bash-completion/completions/vrrp\n"
                + "echo '# mine' >>/etc/vrrp4j/node.yaml\n"
                + guide.commandsWithoutSystemd("Try")
                + install // a second time: the configuration stays
                + "grep -q '^# mine$' /etc/vrrp4j/node.yaml\n"
                + guide.commandsWithoutSystemd("Upgrade")
                + "grep -q '^# mine$' /etc/vrrp4j/node.yaml; test -d /opt/vrrp4j.old\n"
                + guide.commandsWithoutSystemd("Uninstall")
                + "test ! -e /opt/vrrp4j; test ! -L /usr/local/bin/vrrp; echo 'all done'\n";
        Path file = Files.writeString(directory.resolve("guide.sh"), script);

        Finished finished = host.exec(
                "env",
                "-C",
                directory.toString(),
                "JAVA_HOME=" + System.getProperty("java.home"),
                "bash",
                "-ex",
                file.toString());

        assertThat(finished.requireSuccess().output())
                .contains("vrrp4j " + Distribution.version() + ", Java ")
                .endsWith("all done");
    }
}
