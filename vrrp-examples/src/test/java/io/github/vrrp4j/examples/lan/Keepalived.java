package io.github.vrrp4j.examples.lan;

import io.github.vrrp4j.netlink.testing.RunningProgram;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** keepalived(8) with one VRRP instance. */
final class Keepalived implements Router {

    private final RunningProgram parent;

    private Keepalived(RunningProgram parent) {
        this.parent = parent;
    }

    static Keepalived start(Host host, Settings settings) {
        return start(host, settings, "");
    }

    /** Starts it with more lines in its VRRP instance. */
    static Keepalived start(Host host, Settings settings, String more) {
        String config = """
                global_defs {
                  vrrp_version %c
                }
                vrrp_instance test {
                  state BACKUP
                  interface eth0
                  virtual_router_id %d
                  priority %d
                  advert_int %s
                  %s
                  %s
                  %s
                  virtual_ipaddress {
                    %s
                  }
                }
                """.formatted(
                        settings.version().charAt(0),
                        Lan.VRID,
                        settings.priority(),
                        String.format(Locale.ROOT, "%.2f", settings.intervalMs() / 1000.0),
                        settings.preempts() ? "" : "nopreempt",
                        more,
                        settings.virtualMac() ? "use_vmac" : "",
                        String.join("\n", settings.addresses()));
        Path pid = host.directory().resolve("keepalived.pid");
        Path vrrpPid = host.directory().resolve("keepalived-vrrp.pid");
        // After a kill they stay, and would stop the next one for as long as nobody has reaped the processes they name.
        pid.toFile().delete();
        vrrpPid.toFile().delete();
        // In the foreground, its log on standard error and not in the system's, the VRRP child only.
        return new Keepalived(host.namespace()
                .spawn(
                        "keepalived",
                        "--dont-fork",
                        "--log-console",
                        "--no-syslog",
                        "--log-detail",
                        "--vrrp",
                        "--use-file=" + host.write("keepalived.conf", config),
                        "--pid=" + pid,
                        "--vrrp_pid=" + vrrpPid));
    }

    @Override
    public void awaitBackup() {
        parent.awaitLine(line -> line.contains("Entering BACKUP STATE"), Lan.SOON);
    }

    /** SIGTERM: a master resigns. */
    void terminate() {
        parent.terminate();
    }

    @Override
    public void kill() {
        // A parent that runs would start a new child, a child whose parent is gone would resign.
        Host.signal("STOP", parent.pid());
        List<ProcessHandle> children =
                ProcessHandle.of(parent.pid()).orElseThrow().children().toList();
        children.forEach(child -> Host.signal("KILL", child.pid()));
        Host.signal("KILL", parent.pid());
        parent.awaitEnd(Lan.SOON);
    }
}
