package io.github.vrrp4j.benchmarks.scale;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What both routers of a pair are given to do.
 *
 * @param virtualRouters their number, 1..250: VRID n has the address 198.18.1.n
 * @param intervalMs of the advertisements, a multiple of 10
 * @param realtimePriority under SCHED_FIFO, 1..99; 0 for an ordinary process
 */
record Load(int virtualRouters, int intervalMs, int realtimePriority) {

    private static final double MS_PER_S = 1000;

    /** With its default limit, 10 ms of processor time without a wait, keepalived is killed by the kernel at 10 ms. */
    private static final String REALTIME = "vrrp_rt_priority %d\n    vrrp_rlimit_rttime 1000000";

    /** Advertisements per second. */
    double nominalRate() {
        return virtualRouters * MS_PER_S / intervalMs;
    }

    /** A configuration file of the node of this project. */
    String vrrp4j(int priority) {
        String options = realtimePriority == 0 ? "" : "realtime-priority: " + realtimePriority + "\n";
        return options + "virtual-routers:\n"
                + each(vrid -> """
                  - interface: %s
                    vrid: %d
                    priority: %d
                    advertisement-interval: %dms
                    addresses: [198.18.1.%d/16]
                """.formatted(Cable.INTERFACE, vrid, priority, intervalMs, vrid));
    }

    /**
     * A configuration file of keepalived with one gratuitous ARP for a new address and none later, which is less work than its
     * defaults, 5 at once and 5 after 5 s.
     */
    String keepalived(int priority) {
        String options = realtimePriority == 0 ? "" : REALTIME.formatted(realtimePriority);
        return """
                global_defs {
                    vrrp_version 3
                    %s
                    vrrp_garp_master_repeat 1
                    vrrp_garp_master_delay 0
                    vrrp_garp_master_refresh 0
                }
                """.formatted(options)
                + each(vrid -> """
                vrrp_instance v%d {
                    state BACKUP
                    interface %s
                    virtual_router_id %d
                    priority %d
                    advert_int %s
                    virtual_ipaddress {
                        198.18.1.%d/16
                    }
                }
                """.formatted(vrid, Cable.INTERFACE, vrid, priority, intervalMs / MS_PER_S, vrid));
    }

    /** For tables. */
    @Override
    public String toString() {
        return virtualRouters + " x " + intervalMs + " ms" + (realtimePriority == 0 ? "" : ", SCHED_FIFO");
    }

    private String each(IntFunction<String> text) {
        return IntStream.rangeClosed(1, virtualRouters).mapToObj(text).collect(Collectors.joining());
    }
}
