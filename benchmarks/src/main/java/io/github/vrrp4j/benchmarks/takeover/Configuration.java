package io.github.vrrp4j.benchmarks.takeover;

/** Configuration files of one virtual router: VRID 51, 100 ms, one virtual address. */
final class Configuration {

    private Configuration() {}

    static String vrrp4j(int priority) {
        return """
                virtual-routers:
                  - interface: %s
                    vrid: 51
                    priority: %d
                    advertisement-interval: 100ms
                    addresses: [%s/24]
                """.formatted(Lan.INTERFACE, priority, Lan.VIRTUAL_ADDRESS);
    }

    static String keepalived(int priority) {
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
