package io.github.vrrp4j.examples.node.doctor;

import io.github.vrrp4j.examples.node.ExitCodes;
import io.github.vrrp4j.examples.node.config.NodeConfig;
import io.github.vrrp4j.examples.node.doctor.Finding.Result;
import io.github.vrrp4j.examples.node.run.Interfaces;
import io.github.vrrp4j.netlink.Capability;
import io.github.vrrp4j.netlink.HostInterfaces;
import io.github.vrrp4j.netlink.InterfaceState;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Collects the facts, has them judged, group by group, and reports. */
public final class Doctor {
    private static final Set<Capability> NEEDED = EnumSet.of(Capability.CAP_NET_RAW, Capability.CAP_NET_ADMIN);

    /** One probe after at most 1 s, an answer within 1 s (RFC 4862 §5.4.2, RFC 4861 §10), and 1 s to spare. */
    private static final long DUPLICATE_DETECTION_LIMIT_NS = TimeUnit.SECONDS.toNanos(3);

    /** Where a node looks for it too: a service often has none of these directories in its PATH. */
    private static final List<String> NFT = List.of("nft", "/usr/sbin/nft", "/sbin/nft", "/usr/local/sbin/nft");

    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Report report;
    private final Duration listen;
    private final Sysctls sysctls = Sysctls.ofThisHost();
    private final Set<String> withoutMacvlan = new HashSet<>();
    private boolean failed;

    /**
     * Prepares for one run.
     *
     * @param json whether it reports as JSON
     * @param listen for how long it listens to advertisements
     */
    public Doctor(PrintWriter out, boolean json, Duration listen) {
        this.report = json ? new JsonReport(out) : new TextReport(out);
        this.listen = listen;
    }

    /**
     * Makes every check, which takes a second or two longer than the listening, and prints the report. Waits up to three
     * seconds more while a link-local address is checked for duplicates, and up to six for neighbours that do not answer on an
     * interface with a virtual router MAC address.
     *
     * @param config what is to run here; null for every interface that is up
     * @return the exit status
     */
    public int run(@Nullable NodeConfig config) {
        Set<Capability> effective = effectiveCapabilities();
        boolean privileged = effective.containsAll(NEEDED);
        add(HostChecks.capabilities(effective));
        add(HostChecks.platform(
                property("os.name"), property("os.arch"), property("sun.arch.data.model"), property("os.version")));
        stateDirectory(config);
        try (HostInterfaces interfaces = HostInterfaces.open()) {
            add(HostChecks.nativeLibrary(null));
            look(config, interfaces, privileged);
        } catch (IOException e) {
            add(HostChecks.nativeLibrary(String.valueOf(e.getMessage())));
        }
        report.end();
        return failed ? ExitCodes.CANNOT_RUN : ExitCodes.OK;
    }

    private void stateDirectory(@Nullable NodeConfig config) {
        Path path = config == null
                ? NodeConfig.DEFAULT_STATE_DIRECTORY
                : config.options().stateDirectory();
        if (path != null) {
            add(StateDirectoryChecks.judge(StateDirectoryFacts.of(path)));
        }
    }

    private void look(@Nullable NodeConfig config, HostInterfaces interfaces, boolean privileged) {
        try {
            examine(config, interfaces, privileged);
        } catch (IOException e) {
            add(List.of(Finding.fail(
                    "rtnetlink",
                    Finding.HOST,
                    "the kernel does not describe the interfaces: " + e.getMessage(),
                    "ip link show; it has to work")));
        }
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }

    private static Set<Capability> effectiveCapabilities() {
        Set<Capability> effective = EnumSet.noneOf(Capability.class);
        for (Capability capability : Capability.values()) {
            try {
                if (capability.isEffective()) {
                    effective.add(capability);
                }
            } catch (IOException e) {
                // not Linux, which is told too
            }
        }
        return effective;
    }

    private void examine(@Nullable NodeConfig config, HostInterfaces interfaces, boolean privileged)
            throws IOException {
        Collection<String> names = Interfaces.names();
        Map<String, InterfaceState> states = new LinkedHashMap<>();
        long settledNs = System.nanoTime() + DUPLICATE_DETECTION_LIMIT_NS;
        for (String name : names) {
            find(interfaces, name, settledNs).ifPresent(state -> states.put(name, state));
        }
        List<WatchedInterface> watched = config == null ? everyRunning(states) : ofFile(config, states);
        Set<AddressFamily> families = EnumSet.noneOf(AddressFamily.class);
        watched.forEach(each -> families.addAll(each.families()));

        kernel(families);
        for (WatchedInterface each : watched) {
            interfaceAndSysctls(each, names, states, interfaces, privileged);
            add(DeviceChecks.judge(each, states, sysctls.ipv4(each.name()).arpIgnore()));
            add(UnicastChecks.judge(each, states.values()));
        }
        firewall(families, watched, privileged);
        LanChecks lan = new LanChecks(watched, states.values(), listen);
        if (privileged) {
            add(lan.examine());
            watched.forEach(each -> virtualMac(each, lan));
        } else {
            add(lan.notAllowed());
        }
    }

    /** A link-local address that is checked for duplicates will soon be usable or not; a router waits for that too. */
    private static Optional<InterfaceState> find(HostInterfaces interfaces, String name, long settledNs)
            throws IOException {
        Optional<InterfaceState> found = interfaces.find(name);
        while (found.filter(Doctor::isSettling).isPresent() && System.nanoTime() - settledNs < 0) {
            LockSupport.parkNanos(POLL_NS);
            found = interfaces.find(name);
        }
        return found;
    }

    private static boolean isSettling(InterfaceState state) {
        return state.carrier()
                && state.addresses().stream()
                        .anyMatch(each -> each.address().isIpv6LinkLocal() && each.tentative() && !each.duplicate());
    }

    private static List<WatchedInterface> everyRunning(Map<String, InterfaceState> states) {
        return states.values().stream()
                .filter(state -> state.up() && !state.loopback())
                .map(state -> new WatchedInterface(state.name(), List.of(), state))
                .toList();
    }

    private static List<WatchedInterface> ofFile(NodeConfig config, Map<String, InterfaceState> states) {
        Map<String, List<VirtualRouterConfig>> byInterface = new LinkedHashMap<>();
        config.virtualRouters()
                .forEach(entry -> byInterface
                        .computeIfAbsent(entry.interfaceName(), name -> new ArrayList<>())
                        .add(entry.config()));
        List<WatchedInterface> watched = new ArrayList<>();
        byInterface.forEach((name, configs) -> watched.add(new WatchedInterface(name, configs, states.get(name))));
        return watched;
    }

    private void kernel(Set<AddressFamily> needed) {
        Set<AddressFamily> known = EnumSet.noneOf(AddressFamily.class);
        for (AddressFamily family : AddressFamily.values()) {
            if (sysctls.has(sysctlName(family))) {
                known.add(family);
            }
        }
        add(KernelChecks.families(known, needed));
        for (AddressFamily family : needed) {
            String name = sysctlName(family);
            if (known.contains(family)) {
                add(List.of(SysctlChecks.nonlocalBind(name, sysctls.bindsNonlocal(name))));
            }
        }
    }

    private static String sysctlName(AddressFamily family) {
        return family == AddressFamily.IPV4 ? "ipv4" : "ipv6";
    }

    private void interfaceAndSysctls(
            WatchedInterface watched,
            Collection<String> names,
            Map<String, InterfaceState> states,
            HostInterfaces interfaces,
            boolean privileged) {
        Sysctls.Ipv6 ipv6 = sysctls.ipv6(watched.name());
        add(InterfaceChecks.judge(watched, names, ipv6.disabled()));
        if (watched.state() == null) {
            return;
        }
        if (watched.families().contains(AddressFamily.IPV4)) {
            List<InterfaceState> others = states.values().stream()
                    .filter(state -> !state.name().equals(watched.name()))
                    .toList();
            add(SysctlChecks.ipv4(watched, sysctls.ipv4(watched.name()), others));
        }
        if (watched.families().contains(AddressFamily.IPV6)) {
            add(SysctlChecks.ipv6(watched, ipv6));
        }
        if (privileged) {
            String problem = macvlanProblem(interfaces, watched.name());
            if (problem != null) {
                withoutMacvlan.add(watched.name());
            }
            add(List.of(KernelChecks.macvlan(watched.name(), problem, VirtualMacChecks.areNeeded(watched))));
        }
    }

    private static @Nullable String macvlanProblem(HostInterfaces interfaces, String interfaceName) {
        try {
            interfaces.tryMacvlan(interfaceName);
            return null;
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private void firewall(Set<AddressFamily> families, List<WatchedInterface> watched, boolean privileged) {
        boolean needed =
                watched.stream().flatMap(each -> each.virtualRouters().stream()).anyMatch(each -> !each.accepts());
        Program listRuleset = Program.runFirst(NFT, "list", "ruleset");
        add(List.of(FirewallChecks.nft(listRuleset, needed, privileged)));
        if (listRuleset.succeeded()) {
            add(FirewallChecks.input(listRuleset.output(), families));
        }
    }

    private void virtualMac(WatchedInterface watched, LanChecks lan) {
        if (VirtualMacChecks.areNeeded(watched) && watched.isRunning() && !withoutMacvlan.contains(watched.name())) {
            add(List.of(VirtualMacTrial.run(watched, lan.sourcesHeard(watched))));
        }
    }

    private void add(List<Finding> findings) {
        failed |= findings.stream().anyMatch(finding -> finding.result() == Result.FAIL);
        report.add(findings);
    }
}
