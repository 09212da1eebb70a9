package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.Verdict;
import java.util.Map;

/**
 * What one interface received and discarded, at one moment. Immutable.
 *
 * @param interfaceName the interface
 * @param family the IP version of the packets
 * @param discarded a count for every {@link Verdict}, whatever the VRID, since the first virtual router was added there
 */
public record InterfaceStatus(String interfaceName, AddressFamily family, Map<Verdict, Long> discarded) {}
