package io.github.vrrp4j.benchmarks.takeover;

import io.github.vrrp4j.benchmarks.lan.Lan;

/** Configuration files of one virtual router: VRID 51, 100 ms, one virtual address. */
public final class Configuration {

    private Configuration() {}

    /** For {@link io.github.vrrp4j.benchmarks.Daemon}; priority 255 does not wait for another MASTER. */
    public static String vrrp4j(int priority) {
        return """
                virtual-routers:
                  - interface: %s
                    vrid: 51
                    priority: %d
                    advertisement-interval: 100ms
                    addresses: [%s/24]
                """.formatted(Lan.INTERFACE, priority, Lan.VIRTUAL_ADDRESS);
    }

    /** For {@link io.github.vrrp4j.benchmarks.Daemon}; priority 255 does not wait for another MASTER. */
    public static String keepalived(int priority) {
        return """
                global_defs {
                    vrrp_version 3
                }
                vrrp_instance takeover {
                    state BACKUP
                    interface %s
                    virtual_router_id 51
                    priority %d
                    advert_int 0.1
                    virtual_ipaddress {
                        %s/24
                    }
                }
                """.formatted(Lan.INTERFACE, priority, Lan.VIRTUAL_ADDRESS);
    }
}
