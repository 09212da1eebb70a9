package io.github.vrrp4j.examples.node.doctor;

import io.github.vrrp4j.netlink.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the process and the platform must be. */
final class HostChecks {
    private static final String CAPABILITY = "capability";
    private static final String PLATFORM = "platform";
    private static final String NATIVE_LIBRARY = "native-library";

    private HostChecks() {}

    /** The capabilities that {@code vrrp run} needs, if this process stands for it. */
    static List<Finding> capabilities(Set<Capability> effective) {
        List<Finding> findings = new ArrayList<>();
        for (Capability needed : List.of(Capability.CAP_NET_RAW, Capability.CAP_NET_ADMIN)) {
            findings.add(
                    effective.contains(needed)
                            ? Finding.ok(CAPABILITY, Finding.HOST, needed + " is effective")
                            : Finding.fail(
                                    CAPABILITY,
                                    Finding.HOST,
                                    needed + " is missing",
                                    "sudo ./vrrp run FILE; or put AmbientCapabilities=CAP_NET_RAW CAP_NET_ADMIN into the systemd"
                                            + " unit, or start it with setpriv --inh-caps +net_raw,+net_admin"
                                            + " --ambient-caps +net_raw,+net_admin"));
        }
        String nice = effective.contains(Capability.CAP_SYS_NICE) ? " is effective" : " is not effective";
        findings.add(Finding.ok(CAPABILITY, Finding.HOST, Capability.CAP_SYS_NICE + nice + ", and not needed"));
        return findings;
    }

    /**
     * The operating system and the JVM.
     *
     * @param system os.name
     * @param dataModel the bits of an address, 64 or 32
     * @param release the kernel's
     */
    static List<Finding> platform(String system, String architecture, String dataModel, String release) {
        String text = system + " " + release + " on " + architecture + ", " + dataModel + "-bit JVM";
        if (!system.equals("Linux")) {
            return List.of(Finding.fail(PLATFORM, Finding.HOST, text, "run it on Linux"));
        }
        return List.of(
                dataModel.equals("64")
                        ? Finding.ok(PLATFORM, Finding.HOST, text)
                        : Finding.fail(PLATFORM, Finding.HOST, text, "let JAVA_HOME name a 64-bit JDK"));
    }

    /**
     * The part of jnr-ffi that is native.
     *
     * @param problem why it cannot be loaded; null if it can
     */
    static List<Finding> nativeLibrary(@Nullable String problem) {
        return List.of(
                problem == null
                        ? Finding.ok(NATIVE_LIBRARY, Finding.HOST, "loaded, and rtnetlink answers")
                        : Finding.fail(
                                NATIVE_LIBRARY,
                                Finding.HOST,
                                problem,
                                "VRRP4J_JAVA_OPTS=-Djava.io.tmpdir=/var/tmp ./vrrp doctor; or any other directory that"
                                        + " is writable and not mounted noexec"));
    }
}
