package io.github.vrrp4j.spi;

import io.github.vrrp4j.packet.VirtualAddress;
import java.io.IOException;

/**
 * Puts virtual addresses where clients reach them, and takes them away. On Linux that is an interface of the host; in a
 * cloud it may be an API call.
 *
 * <p>Both methods are idempotent, may block, and return only when the outcome is known. One virtual router makes one
 * call at a time; different virtual routers may call at once.
 */
public interface AddressManager {

    /**
     * Makes this host answer for the address. An address that is there already is a success.
     *
     * @param interfaceName where the virtual router advertises
     * @throws IOException if the address could not be put there; the message gives the reason in the system's words
     */
    void add(String interfaceName, VirtualAddress address) throws IOException;

    /**
     * Makes this host no longer answer for the address. An address that is not there, or an interface that is gone, is a
     * success.
     *
     * @throws IOException if the address may still be there; the message gives the reason in the system's words
     */
    void remove(String interfaceName, VirtualAddress address) throws IOException;
}
