package io.github.vrrp4j.examples.node.doctor;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether anybody but the MASTER has a virtual address of the file. */
final class DuplicateAddressChecks {
    private static final String DUPLICATE = "duplicate-address";

    private DuplicateAddressChecks() {}

    /**
     * Judges one virtual address that this host does not hold.
     *
     * @param masters the routers that were heard advertising it
     * @param claims who claimed which address on the interface
     */
    static Finding judge(
            WatchedInterface watched,
            IpAddress address,
            List<HeardRouter> masters,
            Map<IpAddress, Set<MacAddress>> claims) {
        String subject = subject(watched, address);
        Set<MacAddress> answers = claims.getOrDefault(address, Set.of());
        if (answers.isEmpty()) {
            return Finding.ok(DUPLICATE, subject, "nobody answers for it");
        }
        if (masters.isEmpty()) {
            return Finding.fail(
                    DUPLICATE,
                    subject,
                    text(answers) + " answers for it, and no VRRP router was heard advertising it",
                    "ip address delete " + address + "/PREFIXLEN dev INTERFACE; on the host with that MAC address, or"
                            + " choose another virtual address");
        }
        Set<MacAddress> strangers = strangers(answers, masters, claims);
        String sources = masters.stream()
                .map(master -> master.source().toString())
                .distinct()
                .collect(Collectors.joining(", "));
        return strangers.isEmpty()
                ? Finding.ok(DUPLICATE, subject, text(answers) + " answers for it, the MASTER " + sources)
                : Finding.fail(
                        DUPLICATE,
                        subject,
                        text(strangers) + " answers for it, and is not the MASTER " + sources,
                        "ip address delete " + address + "/PREFIXLEN dev INTERFACE; on the host with that MAC address");
    }

    /**
     * Those that are neither a virtual router MAC address nor one that answers for the address a MASTER advertises from. Where
     * that is not known, a single one that answers is taken for the MASTER.
     */
    private static Set<MacAddress> strangers(
            Set<MacAddress> answers, List<HeardRouter> masters, Map<IpAddress, Set<MacAddress>> claims) {
        Set<MacAddress> known = new HashSet<>();
        boolean allKnown = true;
        for (HeardRouter master : masters) {
            known.add(MacAddress.ofVirtualRouter(master.family(), master.vrid()));
            Set<MacAddress> own = claims.getOrDefault(master.source(), Set.of());
            known.addAll(own);
            allKnown &= !own.isEmpty();
        }
        Set<MacAddress> strangers = new HashSet<>(answers);
        strangers.removeAll(known);
        return !allKnown && answers.size() == 1 ? Set.of() : strangers;
    }

    /**
     * Judges one virtual address that this host holds.
     *
     * @param masters the routers that were heard advertising it
     */
    static Finding held(WatchedInterface watched, VirtualAddress virtual, List<HeardRouter> masters) {
        String subject = subject(watched, virtual.address());
        return masters.isEmpty()
                ? Finding.ok(DUPLICATE, subject, "this host holds it")
                : Finding.warn(
                        DUPLICATE,
                        subject,
                        "this host holds it, and so does a MASTER: " + masters.get(0),
                        "ip address delete " + virtual.address() + "/" + virtual.prefixLength() + " dev "
                                + watched.name() + "; unless a virtual router runs here and is about to");
    }

    /** Judges a virtual address that could not be asked for. */
    static Finding notAsked(WatchedInterface watched, IpAddress address, @Nullable String problem) {
        return Finding.warn(
                DUPLICATE,
                subject(watched, address),
                "it was not asked for" + (problem == null ? "" : ": " + problem),
                "./vrrp doctor; again when the findings above are mended");
    }

    private static String subject(WatchedInterface watched, IpAddress address) {
        return address + " if=" + watched.name();
    }

    private static String text(Set<MacAddress> macs) {
        return new TreeSet<>(macs.stream().map(MacAddress::toString).toList())
                .stream().collect(Collectors.joining(" and "));
    }
}
