package io.github.vrrp4j.examples.node.keepalived;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is an error here and what is not, beside what keepalived's own test of a configuration says. Sends nothing. */
class KeepalivedAgreesIT {
    private static final boolean REQUIRED = "required".equals(System.getenv("VRRP4J_NETWORK_TESTS"));

    /** Interfaces need not be there then. */
    private static final String START =
            "global_defs {\n dynamic_interfaces\n script_user root\n" + " enable_script_security\n}\n";

    @TempDir
    Path directory;

    @BeforeAll
    static void needsKeepalived() {
        boolean installed = Files.isExecutable(Path.of("/usr/sbin/keepalived"));
        assertThat(installed || !REQUIRED).as("keepalived is installed").isTrue();
        assumeTrue(installed, "keepalived is not installed");
    }

    private int keepalived(String text) throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("keepalived.conf"), text);
        Process process = new ProcessBuilder("/usr/sbin/keepalived", "-t", "-i", "main", "-f", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "priority 150",
                "advert_int 0.25",
                "nopreempt",
                "preempt_delay 2.5",
                "use_vmac",
                "no_accept",
                "garp_master_refresh 60",
                "@main priority 150",
                "@backup bogus",
                "$X=7\npriority $X",
                "virtual_ipaddress {\n 192.0.2.11 dev eth1 scope link label eth1:1\n}",
                "virtual_ipaddress {\n ~SEQ(X, 20, 22) 192.0.2.${X}\n ~LST({Y, Z}, {3,0}, {3,1}) 192.0.2.${Y}${Z}\n}",
                "virtual_ipaddress_excluded {\n 2001:db8::10/64\n}",
                "virtual_routes {\n src 192.0.2.10 to 203.0.113.0/24 via 192.0.2.1 dev eth1\n}",
                "track_interface {\n eth1\n eth2 weight -10\n}",
                "unicast_peer {\n 192.0.2.2\n 192.0.2.3 min_ttl 254\n}",
                "notify_master \"/bin/true a 'b c'\"",
                "smtp_alert\ndebug 2",
            })
    void whatKeepalivedTakesIsTaken(String lines) throws Exception {
        String text = START + Converted.instanceText("state BACKUP", lines);

        assertThat(keepalived(text)).as(text).isZero();
        assertThat(Converted.of(text).errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prioritty 150",
                "advert_int soon",
                "virtual_ipaddress {\n 2001:db8::1\n}",
                "virtual_ipaddress {\n 192.0.2.300\n}",
                "track_script {\n nosuch\n}",
                "virtual_ipaddress {",
                "}"
            })
    void whatKeepalivedRefusesIsRefused(String lines) throws Exception {
        String text = START + Converted.instanceText("state BACKUP", lines);

        assertThat(keepalived(text)).as(text).isNotZero();
        assertThat(Converted.of(text).errors()).isNotEmpty();
    }
}
