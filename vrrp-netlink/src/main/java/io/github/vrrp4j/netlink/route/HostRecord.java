package io.github.vrrp4j.netlink.route;

import io.github.vrrp4j.netlink.state.Holding;
import io.github.vrrp4j.netlink.state.Ledger;
import io.github.vrrp4j.netlink.state.Remover;
import io.github.vrrp4j.packet.MacAddress;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Writes into the {@link Ledger} what is about to be on the host beside addresses and routes, and what is not there any more,
 * and removes what another process has written so. What cannot be written down is not done.
 *
 * <p>What is not known to be gone is written again with the same values when it is made again. Safe for use by any thread.
 */
public final class HostRecord {

    private static final String MACVLAN = "macvlan";
    private static final String SYSCTL = "sysctl";
    private static final String TABLE = "table";

    private static final String NAME = "name";
    private static final String MAC = "mac";
    private static final String INTERFACE = "interface";
    private static final String INDEX = "index";
    private static final String SETTING = "setting";
    private static final String ORIGINAL = "original";
    private static final String OURS = "ours";

    private static final int HEXADECIMAL = 16;

    private final Ledger ledger;

    /** Uses a ledger that somebody else closes. */
    public HostRecord(Ledger ledger) {
        this.ledger = ledger;
    }

    /** A macvlan interface comes to the host now. */
    void macvlan(String name, MacAddress mac) throws IOException {
        ledger.set(
                List.of(MACVLAN, name),
                List.of(Holding.of(MACVLAN).with(NAME, name).with(MAC, mac)));
    }

    /** A macvlan interface is gone. */
    void macvlanGone(String name) throws IOException {
        ledger.set(List.of(MACVLAN, name), List.of());
    }

    /** A sysctl of an interface gets another value now. */
    void sysctl(InterfaceSysctl sysctl) throws IOException {
        Holding holding = Holding.of(SYSCTL)
                .with(INTERFACE, sysctl.interfaceName())
                .with(INDEX, sysctl.interfaceIndex())
                .with(SETTING, sysctl.setting())
                .with(ORIGINAL, sysctl.original())
                .with(OURS, sysctl.ours());
        ledger.set(List.of(SYSCTL, sysctl), List.of(holding));
    }

    /** A sysctl has its original value again, or another that somebody else gave it, or is gone with its interface. */
    void sysctlRestored(InterfaceSysctl sysctl) throws IOException {
        ledger.set(List.of(SYSCTL, sysctl), List.of());
    }

    /** A table of nftables comes to the host now. */
    void table(String name) throws IOException {
        ledger.set(List.of(TABLE, name), List.of(Holding.of(TABLE).with(NAME, name)));
    }

    /** A table of nftables is gone. */
    void tableGone(String name) throws IOException {
        ledger.set(List.of(TABLE, name), List.of());
    }

    /** What removes all of these, by kind. */
    static Map<String, Remover> removers(HostCleanup cleanup) {
        return Map.of(
                MACVLAN, holding -> cleanup.deleteMacvlan(holding.value(NAME), mac(holding.value(MAC))),
                SYSCTL, holding -> cleanup.restore(sysctl(holding)),
                TABLE, holding -> cleanup.deleteTable(holding.value(NAME)));
    }

    private static MacAddress mac(String text) {
        return new MacAddress(Long.parseLong(text.replace(":", ""), HEXADECIMAL));
    }

    private static InterfaceSysctl sysctl(Holding holding) {
        return new InterfaceSysctl(
                holding.value(INTERFACE),
                Integer.parseInt(holding.value(INDEX)),
                holding.value(SETTING),
                Integer.parseInt(holding.value(ORIGINAL)),
                Integer.parseInt(holding.value(OURS)));
    }
}
