package io.github.vrrp4j.netlink.route;

import io.github.vrrp4j.packet.MacAddress;
import java.io.IOException;

/**
 * Told what is about to be on the host beside addresses and routes, and what is not there any more, so that somebody else can
 * remove it should this process be killed. {@link HostCleanup} does that.
 *
 * <p>What is not known to be gone is told of again with the same values when it is made again. Safe for use by any thread.
 */
public interface HostRecord {

    /** Remembers nothing. */
    HostRecord NONE = new HostRecord() {};

    /**
     * A macvlan interface comes to the host now.
     *
     * @param parentName the interface it is made for
     * @throws IOException if that cannot be remembered; it is not made then
     */
    default void macvlan(String name, String parentName, MacAddress mac) throws IOException {}

    /** A macvlan interface is gone. */
    default void macvlanGone(String name) throws IOException {}

    /**
     * A sysctl of an interface gets another value now.
     *
     * @throws IOException if that cannot be remembered; it is not changed then
     */
    default void sysctl(InterfaceSysctl sysctl) throws IOException {}

    /** A sysctl has its original value again, or another that somebody else gave it, or is gone with its interface. */
    default void sysctlRestored(InterfaceSysctl sysctl) throws IOException {}

    /**
     * A table of nftables comes to the host now.
     *
     * @throws IOException if that cannot be remembered; it is not made then
     */
    default void table(String name) throws IOException {}

    /** A table of nftables is gone. */
    default void tableGone(String name) throws IOException {}
}
