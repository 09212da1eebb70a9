package io.github.vrrp4j.examples.lan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.examples.lan.Capture.Frame;
import io.github.vrrp4j.netlink.testing.Finished;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Commands that a node runs when something happens to its virtual router. */
@NetworkTest(programs = {"tcpdump", "sysctl", "kill"})
class HooksNodeIT {

    private static final int INTERVAL_MS = 500;

    private final Lan lan = new Lan();

    @AfterEach
    void remove() {
        lan.close();
    }

    @Test
    void hooksAreToldWhatHappensInOrderAlsoTheEndOfTheNode() {
        Path told = lan.a.write("told", "");
        Path script = lan.a.script("tell", """
                #!/bin/sh
                echo "$*|$VRRP_NAME|$VRRP_PREVIOUS_STATE|$VRRP_CAUSE|$VRRP_ADDRESSES|$VRRP_EVENT" >> %s
                """.formatted(told));
        Path events = lan.a.write("events", "");
        Path onEvent = lan.a.script("event", """
                #!/bin/sh
                echo "$*|$VRRP_SEQUENCE|$VRRP_EVENT_TEXT|$(env | grep -v ^VRRP_ | sort | tr '\\n' ' ')" >> %s
                """.formatted(events));
        Node node = Node.start(
                lan.a,
                ("hooks: {on-master: [%1$s, m], on-backup: [%1$s, b], on-fault: [%1$s, f, 'two words'],"
                                        + " on-stop: [%1$s, s], on-event: [%2$s]}\n")
                                .formatted(script, onEvent)
                        + Node.config(Settings.of(200, 250), Lan.VIRTUAL + "/24, 192.0.2.11/32")
                                .replace("    vrid:", "    name: web\n    vrid:"));
        lan.awaitOnlyHolder(lan.a);
        lan.unplug(lan.a);
        node.awaitLog("addresses released"); // which is told in the state that is so then
        lan.plug(lan.a);
        lan.awaitOnlyHolder(lan.a);
        Lan.await("five states are told", () -> Host.read(told).lines().count() == 5);

        Finished finished = node.terminate();

        assertThat(finished.exitCode()).as(finished.output()).isZero();
        String addresses = "|192.0.2.10/24 192.0.2.11/32|transition";
        assertThat(Host.read(told).lines())
                .containsExactly(
                        "b eth0 ipv4 51 BACKUP 200|web|INITIALIZE|STARTUP" + addresses,
                        "m eth0 ipv4 51 MASTER 200|web|BACKUP|MASTER_DOWN_TIMER" + addresses,
                        "f two words eth0 ipv4 51 FAULT 200|web|MASTER|INTERFACE_DOWN" + addresses,
                        "b eth0 ipv4 51 BACKUP 200|web|FAULT|INTERFACE_UP" + addresses,
                        "m eth0 ipv4 51 MASTER 200|web|BACKUP|MASTER_DOWN_TIMER" + addresses,
                        "s eth0 ipv4 51 INITIALIZE 200|web|MASTER|SHUTDOWN" + addresses);
        List<String> all = Host.read(events).lines().toList();
        assertThat(all.stream().map(line -> line.substring(0, line.indexOf('|'))))
                .containsSubsequence(
                        "eth0 ipv4 51 BACKUP 200 transition",
                        "eth0 ipv4 51 MASTER 200 transition",
                        "eth0 ipv4 51 MASTER 200 addresses-acquired",
                        "eth0 ipv4 51 MASTER 200 fault-began",
                        "eth0 ipv4 51 FAULT 200 transition",
                        "eth0 ipv4 51 FAULT 200 addresses-released",
                        "eth0 ipv4 51 MASTER 200 transition",
                        "eth0 ipv4 51 INITIALIZE 200 transition",
                        "eth0 ipv4 51 INITIALIZE 200 addresses-released");
        List<Long> sequence = all.stream()
                .map(line -> Long.parseLong(line.split("\\|", -1)[1]))
                .toList();
        assertThat(sequence).isSorted().doesNotHaveDuplicates();
        assertThat(all.get(all.size() - 1))
                .endsWith("|LANG=C.UTF-8 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin PWD=/");
        assertThat(finished.output()).doesNotContain(" hook ");
    }

    /** The first hook sleeps for a minute; nobody else waits for it but the end of the node, and that not for ever. */
    @Test
    void slowHooksHoldUpNeitherAdvertisementsNorATakeoverAndTheNodeEndsInTime() {
        Path begun = lan.a.directory().resolve("begun");
        Path script = lan.a.script("slow", "#!/bin/sh\ntouch " + begun + "\nsleep 60 &\nsleep 60\n");
        String hooks = "hooks: {on-event: [" + script + "], on-backup: [" + script + "]}\n";
        Capture capture = lan.capture();
        Node node = Node.start(lan.a, hooks + Node.config(Settings.of(200, INTERVAL_MS), Lan.VIRTUAL + "/24"));
        lan.awaitOnlyHolder(lan.a);
        Lan.await("the hook has begun", () -> begun.toFile().exists());
        capture.awaitMoreAdvertisementsFrom(lan.a, 6);
        List<Frame> sent = capture.advertisementsFrom(lan.a);
        for (int i = 1; i < sent.size(); i++) {
            assertThat(sent.get(i).timeUs() - sent.get(i - 1).timeUs()).isLessThan(INTERVAL_MS * 1_500);
        }
        assertThat(Node.status(lan.a, "eth0/ipv4/51")).containsEntry("state", "MASTER");
        assertThat(lan.a.commandLines()).contains("sleep 60");

        long beganNs = System.nanoTime();
        Finished finished = node.terminate();
        long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNs);

        assertThat(finished.exitCode()).as(finished.output()).isZero();
        assertThat(tookMs).isLessThan(9_000); // 1.85 s at most for the router, 5 s for hooks, 2 s to kill them
        assertThat(finished.output()).contains("hook on-backup " + script + ": killed, since the node stops");
        assertThat(capture.lastAdvertisementFrom(lan.a).priority()).isZero();
        assertThat(lan.a.holds(Lan.VIRTUAL)).isFalse();
        Lan.await("nothing is left of it", () -> !lan.a.commandLines().contains("sleep 60"));
    }

    @Test
    void whatOthersMayChangeIsNotRunAsRootAndTheLogSaysWhy() {
        Path told = lan.a.write("told", "");
        Path writable = lan.a.script("writable", "#!/bin/sh\necho >> " + told + "\n");
        assertThat(writable.toFile().setWritable(true, false)).isTrue();
        Path failing = lan.a.script("failing", "#!/bin/sh\necho begins\necho there is no such thing >&2\nexit 3\n");
        Node node = Node.start(
                lan.a,
                "hooks: {on-master: [" + writable + "], on-backup: [" + failing + "]}\n"
                        + Node.config(Settings.of(200, 250), Lan.VIRTUAL + "/24"));
        lan.awaitOnlyHolder(lan.a);

        node.awaitLog("WARN vrid=51 if=eth0 hook on-backup " + failing + ": status 3: there is no such thing");
        node.awaitLog("WARN vrid=51 if=eth0 hook on-master " + writable + ": not run as root: everybody may write to "
                + writable + "; chmod go-w " + writable);
        assertThat(Host.read(told)).isEmpty();
        assertThat(node.terminate().exitCode()).isZero();
        Finished checked = Node.check(lan.a);
        assertThat(checked.output()).contains(": everybody may write to " + writable);
    }

    @Test
    void scriptsOfKeepalivedConfHaveItsArgumentsAndTheSameGuard() {
        Path told = lan.a.write("told", "");
        Path script = lan.a.script("tell", "#!/bin/sh\necho \"$*\" >> " + told + "\n");
        Path writable = lan.a.script("writable", "#!/bin/sh\necho writable >> " + told + "\n");
        assertThat(writable.toFile().setWritable(true, false)).isTrue();
        Node node = Node.startKeepalived(lan.a, """
                global_defs {
                  vrrp_version 3
                  script_user root
                  enable_script_security
                }
                vrrp_instance web {
                  interface eth0
                  virtual_router_id 51
                  priority 200
                  advert_int 0.25
                  virtual_ipaddress { 192.0.2.10/24 }
                  notify_master "%1$s own"
                  notify_backup %2$s
                  notify %1$s
                }
                """.formatted(script, writable));
        lan.awaitOnlyHolder(lan.a);
        node.awaitLog("WARN vrid=51 if=eth0 hook on-backup " + writable + ": not run as root: everybody may write to "
                + writable + "; chmod go-w " + writable);
        Lan.await("MASTER is told", () -> Host.read(told).contains("INSTANCE web MASTER"));

        assertThat(node.terminate().exitCode()).isZero();
        assertThat(Host.read(told).lines())
                .containsExactly("INSTANCE web BACKUP 200", "own", "INSTANCE web MASTER 200", "INSTANCE web STOP 200");
        assertThat(node.logged("IGNORED")).isEmpty();
    }
}
