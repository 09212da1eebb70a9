package io.github.vrrp4j.examples.lan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.examples.lan.Capture.Frame;
import io.github.vrrp4j.examples.packaging.InstallGuide;
import io.github.vrrp4j.netlink.testing.Finished;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The unit that is installed, under a systemd that runs it. On a machine that lets nobody make a control group it is skipped and
 * says so, also where network tests are required: no program that could be installed would mend that.
 */
@NetworkTest(
        programs = {
            "/usr/lib/systemd/systemd",
            "systemctl",
            "systemd-analyze",
            "journalctl",
            "nsenter",
            "unshare",
            "setpriv",
            "mount",
            "bash",
            "tcpdump",
            "sysctl",
            "kill"
        })
class SystemdIT {

    private static final int RELOAD_INTERVAL_MS = 500;
    private static final String MISTAKE = "unknown key 'nonsense'";

    private final Lan lan = new Lan();
    private SystemdHost systemd;

    @BeforeEach
    void bootAndInstall() throws IOException {
        try {
            systemd = SystemdHost.boot(lan.a);
            systemd.install();
            systemd.configure(config(200, Lan.VIRTUAL));
        } catch (Throwable e) {
            lan.close();
            throw e;
        }
    }

    @AfterEach
    void remove() {
        systemd.close();
        lan.close();
    }

    @Test
    void theGuideWorksFromInstallToUninstall() throws IOException {
        systemd.dropIn("java", "Environment=JAVA_HOME=/opt/java"); // with the archive of classes
        InstallGuide guide = new InstallGuide();
        Capture capture = lan.capture();
        systemd.type(guide.commands("Install")).requireSuccess(); // once more, and all of it

        String said =
                systemd.type(guide.commands("With systemd")).requireSuccess().output();

        assertThat(said)
                .contains(
                        "Active: active (running)",
                        "Status: \"1 virtual router: 1 ",
                        "vrid=51 if=eth0 INITIALIZE->BACKUP",
                        "Started vrrp4j.service - VRRP virtual routers.");
        assertThat(systemd.run("systemd-analyze", "verify", "vrrp4j.service")
                        .requireSuccess()
                        .output())
                .isEmpty();
        assertThat(systemd.run("systemctl", "is-enabled", "vrrp4j").output()).isEqualTo("enabled");
        systemd.awaitProperty("StatusText", "1 virtual router: 1 MASTER");
        lan.awaitOnlyHolder(lan.a);

        String first = systemd.property("MainPID");
        systemd.type(guide.commands("Upgrade")).requireSuccess();
        assertThat(systemd.property("ActiveState")).isEqualTo("active");
        assertThat(systemd.property("MainPID")).isNotEqualTo(first);
        systemd.awaitProperty("StatusText", "1 virtual router: 1 MASTER");
        lan.awaitOnlyHolder(lan.a);
        capture.awaitAdvertisementFrom(lan.a, Capture.nowUs());

        long fromUs = Capture.nowUs();
        systemd.type(guide.commands("Uninstall")).requireSuccess();

        assertThat(lan.a.holds(Lan.VIRTUAL)).isFalse();
        capture.await(fromUs, frame -> frame.isAdvertisementFrom(lan.a) && frame.priority() == 0);
        assertThat(capture.lastAdvertisementFrom(lan.a).priority()).isZero();
        assertThat(systemd.property("LoadState")).isEqualTo("not-found");
        assertThat(systemd.run("find", "/etc", "/opt", "/usr/local", "/var", "-name", "*vrrp*")
                        .output())
                .isEmpty();
        assertThat(systemd.journal()).doesNotContain("Failed with result", "Scheduled restart job");
    }

    @Test
    void aReloadMissesNoAdvertisementAndOneWithAMistakeFailsAndChangesNothing() throws IOException {
        systemd.configure(reloaded(200, Lan.VIRTUAL));
        start();
        lan.awaitOnlyHolder(lan.a);
        Capture capture = lan.capture();
        capture.awaitMoreAdvertisementsFrom(lan.a, 1);
        String pid = systemd.property("MainPID");

        systemd.configure(reloaded(210, Lan.VIRTUAL + "/24, 192.0.2.11"));
        systemd.run("systemctl", "reload", "vrrp4j").requireSuccess();
        assertThat(systemd.journal()).contains("CONFIGURE", "Reloaded vrrp4j.service");
        capture.await(0, frame -> frame.isAdvertisementFrom(lan.a) && frame.priority() == 210);
        Lan.await("the second address is there", () -> lan.a.holds("192.0.2.11"));

        systemd.configure(reloaded(220, "192.0.2.12") + "nonsense: 1\n");
        Finished refused = systemd.run("systemctl", "reload", "vrrp4j");
        assertThat(refused.exitCode()).as(refused.output()).isEqualTo(1);
        assertThat(systemd.journal()).contains(MISTAKE, "Reload failed for vrrp4j.service");
        assertThat(systemd.property("ActiveState")).isEqualTo("active");
        assertThat(lan.a.addresses()).containsExactly("192.0.2.1/24", "192.0.2.10/24", "192.0.2.11/24");
        capture.awaitMoreAdvertisementsFrom(lan.a, 1);
        assertThat(capture.lastAdvertisementFrom(lan.a).priority()).isEqualTo(210);

        systemd.configure(reloaded(220, "192.0.2.12"));
        systemd.run("systemctl", "reload", "vrrp4j").requireSuccess();
        Lan.await(
                "only the third address is there",
                () -> lan.a.addresses().equals(List.of("192.0.2.1/24", "192.0.2.12/24")));
        assertThat(systemd.property("StatusText")).isEqualTo("1 virtual router: 1 MASTER");
        assertThat(systemd.property("MainPID")).isEqualTo(pid);
        capture.await(0, frame -> frame.isAdvertisementFrom(lan.a) && frame.priority() == 220);
        List<Frame> captured = capture.advertisementsFrom(lan.a);
        for (int i = 1; i < captured.size(); i++) {
            assertThat(captured.get(i).timeUs() - captured.get(i - 1).timeUs())
                    .as("microseconds from advertisement %d to the next: one that was missed makes two intervals", i)
                    .isBetween(0L, RELOAD_INTERVAL_MS * 1_900L);
        }
    }

    @Test
    void aNodeThatDiesOrHangsIsTidiedUpAfterAndStartedAnew() throws IOException {
        systemd.dropIn("watchdog", "WatchdogSec=3");
        start();
        lan.awaitOnlyHolder(lan.a);

        systemd.signal("KILL");
        Lan.await("the address is off", () -> !lan.a.holds(Lan.VIRTUAL));
        assertThat(systemd.property("SubState")).isIn("stop-post", "auto-restart"); // the next node has not done it
        systemd.awaitJournal("removed address ip=192.0.2.10/24 device=eth0 that process ");
        systemd.awaitProperty("NRestarts", "1");
        systemd.awaitProperty("ActiveState", "active");
        lan.awaitOnlyHolder(lan.a);

        systemd.signal("STOP");
        systemd.awaitJournal("Watchdog timeout (limit 3s)!");
        systemd.awaitProperty("NRestarts", "2");
        systemd.awaitProperty("ActiveState", "active");
        lan.awaitOnlyHolder(lan.a);
    }

    @Test
    void aMistakeIsNotTriedAgainAndAStopDuringTheStartIsNoFailure() throws IOException {
        systemd.configure("virtual-routers: []\nnonsense: 1\n");
        installUnit();
        assertThat(systemd.run("systemctl", "start", "vrrp4j").exitCode()).isEqualTo(1);
        systemd.awaitProperty("ActiveState", "failed"); // between two attempts it would be activating
        assertThat(systemd.journal()).contains(MISTAKE).doesNotContain("Scheduled restart job");

        systemd.configure(config(200, Lan.VIRTUAL));
        systemd.run("systemctl", "start", "--no-block", "vrrp4j").requireSuccess();
        Lan.await(
                "the JVM starts",
                () -> systemd.property("MainPID").matches("[1-9]\\d*")
                        && systemd.status("Name").equals("java"));
        systemd.run("systemctl", "stop", "vrrp4j").requireSuccess();
        assertThat(systemd.property("ActiveState")).as(systemd.journal()).isEqualTo("inactive");
    }

    @Test
    void theRestrictionsHoldAndTheNodeDoesItsWorkUnderThem() throws IOException {
        systemd.write("usr/local/bin/hook", """
                #!/bin/sh
                try() { if "$@" >/dev/null 2>&1; then echo "can $*"; else echo "cannot $*"; fi >>/run/vrrp4j/tried; }
                try touch /etc/vrrp4j/x
                try touch /opt/vrrp4j/x
                try touch /var/lib/x
                try sh -c 'ls ~root/archive'
                try mkdir /sys/fs/cgroup/x
                try chown nobody /run/vrrp4j/tried
                try unshare --net true
                try cat /run/systemd-test-secret
                try touch /tmp/private
                try systemctl start marker
                exit 7
                """);
        systemd.type("""
                chmod +x /usr/local/bin/hook
                touch ~root/archive
                (umask 077; echo secret >/run/systemd-test-secret; chown nobody /run/systemd-test-secret)
                """).requireSuccess();
        systemd.write("etc/systemd/system/marker.service", """
                [Service]
                Type=oneshot
                RemainAfterExit=yes
                ExecStart=/bin/true
                """);
        systemd.configure(Node.config(Settings.of(200, 100).withVirtualMac(), Lan.VIRTUAL + "/24")
                + "    routes: [{to: 198.51.100.0/24, via: 192.0.2.3}]\n"
                + "    hooks: {on-master: [/usr/local/bin/hook]}\n");

        start();

        systemd.awaitJournal("hook on-master /usr/local/bin/hook: status 7");
        assertThat(Files.readAllLines(systemd.file("run/vrrp4j/tried")))
                .containsExactly(
                        "cannot touch /etc/vrrp4j/x",
                        "cannot touch /opt/vrrp4j/x",
                        "cannot touch /var/lib/x",
                        "cannot sh -c ls ~root/archive",
                        "cannot mkdir /sys/fs/cgroup/x",
                        "cannot chown nobody /run/vrrp4j/tried",
                        "cannot unshare --net true",
                        "cannot cat /run/systemd-test-secret",
                        "can touch /tmp/private",
                        "can systemctl start marker");
        assertThat(systemd.file("tmp/private")).doesNotExist();
        assertThat(systemd.run("systemctl", "is-active", "marker").output()).isEqualTo("active");
        for (String set : List.of("CapEff", "CapPrm", "CapBnd", "CapAmb")) {
            // capabilities(7): CAP_NET_ADMIN is bit 12, CAP_NET_RAW bit 13.
            assertThat(systemd.status(set)).as(set).isEqualTo("0000000000003000");
        }
        assertThat(systemd.status("NoNewPrivs")).isEqualTo("1");
        assertThat(systemd.status("Seccomp")).isEqualTo("2"); // SECCOMP_MODE_FILTER

        assertThat(lan.a.namespace().ip("-o link show type macvlan")).contains(" link/ether " + Lan.virtualMac(false));
        assertThat(lan.a.holds(Lan.VIRTUAL)).isTrue();
        assertThat(lan.a.namespace().ip("route show 198.51.100.0/24")).contains("via 192.0.2.3");
        assertThat(systemd.run("sysctl", "-n", "net.ipv4.conf.eth0.arp_ignore").output())
                .isEqualTo("1");
        requireRootAlone();

        systemd.dropIn(
                "users", "CapabilityBoundingSet=CAP_SETUID CAP_SETGID", "AmbientCapabilities=CAP_SETUID CAP_SETGID");
        systemd.write("usr/local/bin/hook", "#!/bin/sh\necho \"I am $(id -un)\" >&2\nexit 7\n");
        systemd.configure(config(200, Lan.VIRTUAL)
                + "    hooks: {on-master: [/usr/local/bin/hook], user: nobody, group: nogroup}\n");
        systemd.type("systemctl daemon-reload; systemctl restart vrrp4j").requireSuccess();
        systemd.awaitJournal("hook on-master /usr/local/bin/hook: status 7: I am nobody");
    }

    private void requireRootAlone() {
        assertThat(systemd.type("stat -c '%a %U %n' /run/vrrp4j /run/vrrp4j/control.sock /var/cache/vrrp4j")
                        .requireSuccess()
                        .output()
                        .lines())
                .containsExactly(
                        "700 root /run/vrrp4j", "600 root /run/vrrp4j/control.sock", "700 root /var/cache/vrrp4j");
        assertThat(systemd.run("vrrp", "status").requireSuccess().output()).contains("MASTER");
        Finished other = systemd.run("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "vrrp", "status");
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.output()).contains("you may not talk to the node at /run/vrrp4j/control.sock");
    }

    private void start() {
        installUnit();
        Finished started = systemd.run("systemctl", "start", "vrrp4j");
        assertThat(started.exitCode()).as(systemd.journal()).isZero();
        assertThat(systemd.property("ActiveState")).isEqualTo("active"); // READY=1 was waited for
    }

    private void installUnit() {
        systemd.type("cp /opt/vrrp4j/lib/systemd/system/vrrp4j.service /etc/systemd/system/; systemctl daemon-reload")
                .requireSuccess();
    }

    /** Slow enough for a busy machine: an advertisement that is late is not one that was missed. */
    private static String reloaded(int priority, String address) {
        return Node.config(Settings.of(priority, RELOAD_INTERVAL_MS), address + "/24");
    }

    private static String config(int priority, String address) {
        return Node.config(Settings.of(priority, 100), address + "/24");
    }
}
