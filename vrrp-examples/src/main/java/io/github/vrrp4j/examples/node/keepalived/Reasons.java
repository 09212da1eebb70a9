package io.github.vrrp4j.examples.node.keepalived;

import java.util.LinkedHashMap;
import java.util.Map;

/** The keywords that have no counterpart in YAML, by the block that they stand in, each with the reason. */
final class Reasons {
    private static final String MAIL = "no mail is sent; a program in hooks can";
    private static final String BALANCER = "there is no load balancer (IPVS) here";
    private static final String PROCESS = "concerns the processes and files of keepalived itself";
    private static final String MONITORING = "'vrrp status' and the http key of the node show states and counters";
    private static final String SOCKETS = "the sizes of socket buffers are the node's own choice";
    private static final String FILTER = "packet filters for accept-mode and virtual-mac stand in a table of their own";
    private static final String LINK = "the kernel reports whether an interface has a carrier; nothing is polled";
    private static final String BFD = "there is no BFD here";
    private static final String OTHER_BURST = "each burst of announcements follows the one key 'announcements'";
    private static final String FIFO =
            "states are not written to a FIFO, and what reads it would miss them; run a program from hooks, on-event";
    private static final String PARENT =
            "is not run; start it before or after the node, with ExecStartPre or ExecStopPost";
    private static final String STATIC =
            "what does not move with a virtual router is the host's; write it into the configuration of its network";

    /** Outside of blocks. */
    static final Map<String, Reason> TOP = new Table()
            .error(
                    "the node runs where it is started; start it with 'ip netns exec NAME vrrp run FILE'",
                    "net_namespace")
            .error(
                    BALANCER + "; keep these blocks in a file of their own, and run keepalived --check beside the node",
                    "virtual_server",
                    "virtual_server_group")
            .error(STATIC, "static_ipaddress", "static_routes", "static_rules")
            .ignored(BALANCER, "net_namespace_ipvs", "SSL")
            .ignored(BFD, "bfd_instance")
            .ignored(LINK, "linkbeat_use_polling", "linkbeat_interfaces")
            .ignored("groups the virtual routers that watch static addresses, which there are none of", "track_group")
            .ignored(PROCESS, "instance", "use_pid_dir", "child_wait_time", "namespace_with_ipsets", "include_check")
            .map();

    /** In {@code global_defs}. */
    static final Map<String, Reason> GLOBAL = new Table()
            .ignored(MAIL, "notification_email", "notification_email_from", "smtp_server", "smtp_helo_name")
            .ignored(MAIL, "smtp_connect_timeout", "smtp_alert", "smtp_alert_vrrp", "smtp_alert_checker")
            .ignored(MAIL, "no_email_faults", "email_faults", "no_checker_emails")
            .ignored(BALANCER, "checker_log_all_failures", "lvs_sync_daemon", "lvs_timeouts", "lvs_flush")
            .ignored(BALANCER, "lvs_flush_on_stop", "rs_init_notifies", "lvs_notify_fifo", "lvs_notify_fifo_script")
            .ignored(BALANCER, "nftables_ipvs", "nftables_ipvs_priority", "nftables_ipvs_start_fwmark")
            .ignored(BALANCER, "lvs_netlink_cmd_rcv_bufs", "lvs_netlink_cmd_rcv_bufs_force")
            .ignored(BALANCER, "lvs_netlink_monitor_rcv_bufs", "lvs_netlink_monitor_rcv_bufs_force")
            .ignored(BALANCER, "checker_priority", "checker_no_swap", "checker_rt_priority", "checker_cpu_affinity")
            .ignored(BALANCER, "checker_rlimit_rttime", "checker_process_name")
            .ignored(BFD, "bfd_priority", "bfd_no_swap", "bfd_rt_priority", "bfd_cpu_affinity")
            .ignored(BFD, "bfd_rlimit_rttime", "bfd_process_name")
            .ignored(PROCESS, "tmp_config_directory", "config_save_dir", "process_names", "process_name")
            .ignored(PROCESS, "vrrp_process_name", "umask", "data_use_instance", "state_dump_file", "stats_dump_file")
            .ignored(PROCESS, "instance", "use_pid_dir", "child_wait_time", "random_seed", "use_symlink_paths")
            .ignored(
                    "a reload checks the whole file first, and changes nothing if it has a mistake",
                    "reload_check_config",
                    "reload_time_file",
                    "reload_repeat",
                    "reload_file")
            .ignored("a file that is named in full has to be there, wildcards may match nothing", "include_check")
            .ignored("names the host in mails and SNMP, which there are none of", "router_id")
            .ignored("is for static addresses alone", "default_interface")
            .ignored("use the unit file: CPUSchedulingPolicy, Nice, CPUAffinity", "vrrp_priority", "vrrp_cpu_affinity")
            .ignored("realtime-priority does not change by itself", "max_auto_priority", "min_auto_priority_delay")
            .ignored("no limit is set; a thread that waits uses no time", "vrrp_rlimit_rttime")
            .ignored(MONITORING, "snmp_socket", "enable_snmp_vrrp", "enable_snmp_checker", "enable_snmp_rfc")
            .ignored(MONITORING, "enable_snmp_rfcv2", "enable_snmp_rfcv3", "enable_traps", "enable_snmp_keepalived")
            .ignored(MONITORING, "enable_dbus", "dbus_service_name", "log_unknown_vrids")
            .ignored("an interface may come and go at any time", "dynamic_interfaces")
            .ignored(SOCKETS, "vrrp_netlink_cmd_rcv_bufs", "vrrp_netlink_cmd_rcv_bufs_force", "vrrp_rx_bufs_policy")
            .ignored(SOCKETS, "vrrp_netlink_monitor_rcv_bufs", "vrrp_netlink_monitor_rcv_bufs_force")
            .ignored(SOCKETS, "vrrp_rx_bufs_multiplier", "process_monitor_rcv_bufs", "process_monitor_rcv_bufs_force")
            .ignored(FILTER, "nftables", "nftables_priority", "nftables_counters", "nftables_ifindex")
            .ignored(FILTER, "vrrp_iptables", "vrrp_ipsets", "disable_local_igmp", "iptables")
            .ignored(
                    "the name of the virtual MAC's interface is the node's own choice",
                    "vmac_prefix",
                    "vmac_addr_prefix")
            .ignored("unicast is always accepted from the listed peers alone", "vrrp_check_unicast_src")
            .ignored("an advertisement with other addresses is accepted, and told", "vrrp_skip_check_adv_addr")
            .ignored("a router that loses sends no farewell advertisement", "vrrp_higher_prio_send_advert")
            .ignored(OTHER_BURST, "vrrp_garp_lower_prio_delay", "vrrp_garp_lower_prio_repeat", "vrrp_garp_extra_if")
            .ignored(OTHER_BURST, "vrrp_garp_master_refresh_repeat")
            .ignored("there is no FIFO that it could be written to", "vrrp_notify_priority_changes")
            .ignored("there is no FIFO that it could be written to", "fifo_write_vrrp_states_on_reload")
            .ignored("is the timeout of a script that is not run", "startup_script_timeout", "shutdown_script_timeout")
            .error(FIFO, "notify_fifo", "notify_fifo_script", "vrrp_notify_fifo", "vrrp_notify_fifo_script")
            .error(PARENT, "startup_script", "shutdown_script")
            .error(
                    "the node runs where it is started; start it with 'ip netns exec NAME vrrp run FILE'",
                    "net_namespace")
            .map();

    /** In {@code vrrp_instance}. */
    static final Map<String, Reason> INSTANCE = new Table()
            .ignored(MAIL, "smtp_alert")
            .ignored("log levels are those of the node", "debug")
            .ignored("the virtual addresses say which family it is", "native_ipv6")
            .ignored(BALANCER, "lvs_sync_daemon_interface")
            .ignored("an address that the kernel takes away with another one is put back", "promote_secondaries")
            .ignored("an advertisement with other addresses is accepted, and told", "skip_check_adv_addr")
            .ignored(SOCKETS, "kernel_rx_buf_size")
            .ignored(LINK, "linkbeat_use_polling")
            .ignored("a router that loses sends no farewell advertisement", "higher_prio_send_advert")
            .ignored(OTHER_BURST, "garp_lower_prio_delay", "garp_lower_prio_repeat", "garp_extra_if")
            .ignored(OTHER_BURST, "garp_master_refresh_repeat")
            .ignored("unicast is always accepted from the listed peers alone", "check_unicast_src")
            .ignored("unicast is always sent with TTL or hop limit 255", "unicast_ttl")
            .ignored("an empty unicast_peer is always an error", "unicast_fault_no_peer")
            .ignored("checksums of keepalived before 1.3.6 are not made", "old_unicast_checksum")
            .ignored("there is no FIFO that it could be written to", "notify_priority_changes")
            .ignored(
                    "no program is run for this alone; on-event and notify_stop are told that it ends",
                    "notify_deleted")
            .ignored("advertisements are sent from the virtual MAC, as RFC 5798 §7.3 has it", "vmac_xmit_base")
            .ignored("an address on another interface has the MAC of that interface", "use_vmac_addr")
            .ignored("after a stall the node drains what was received before it sends anything", "timer_expired_backup")
            .error("rules of ip-rule(8) do not move; set them from hooks, or for good", "virtual_rules")
            .error("there is virtual-mac alone, which makes a macvlan", "use_ipvlan")
            .error(
                    "its own interface is always watched; where a direct cable makes both ends go down together,"
                            + " put a switch or a bridge between",
                    "dont_track_primary")
            .error("an interface is needed; name the one in the VRF", "vrf")
            .error(BFD + "; an icmp or link check tells less quickly", "track_bfd")
            .error(
                    "no program is run for this alone; on-event tells everything that happens, in VRRP_EVENT",
                    "notify_master_rx_lower_pri")
            .error("the trailer is not written, so the others would drop what is sent", "auth_hmac")
            .map();

    /** In {@code vrrp_sync_group}. */
    static final Map<String, Reason> GROUP = new Table()
            .ignored(MAIL, "smtp_alert")
            .ignored("there is no FIFO that it could be written to", "notify_priority_changes")
            .ignored("a check of the group is one of each of its members", "global_tracking")
            .ignored(
                    "no program is run for this alone; on-event and notify_stop are told that it ends",
                    "notify_deleted")
            .error(BFD + "; an icmp or link check tells less quickly", "track_bfd")
            .map();

    private Reasons() {}

    /**
     * Why a keyword does not come along.
     *
     * @param kind IGNORED or ERROR
     * @param text for the operator
     */
    record Reason(Note.Kind kind, String text) {}

    private static final class Table {
        private final Map<String, Reason> reasons = new LinkedHashMap<>();

        Table ignored(String text, String... keywords) {
            return add(Note.Kind.IGNORED, text, keywords);
        }

        Table error(String text, String... keywords) {
            return add(Note.Kind.ERROR, text, keywords);
        }

        private Table add(Note.Kind kind, String text, String... keywords) {
            for (String keyword : keywords) {
                reasons.put(keyword, new Reason(kind, text));
            }
            return this;
        }

        Map<String, Reason> map() {
            return Map.copyOf(reasons);
        }
    }
}
