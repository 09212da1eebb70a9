package io.github.vrrp4j.addressing;

import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.packet.VirtualRoute;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.Placement;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What managers have in common that ask somebody else to move an address. Such a request is dear and can fail, and a router
 * adds an address again and again, to repair what is missing; so it is made once, until there is a reason to make it again.
 *
 * <p>They add no routes.
 */
abstract sealed class AssertedAddresses implements AddressManager permits CommandAddressManager, HttpAddressManager {

    /** By virtual router: what was asserted and may still be here. */
    private final Map<Placement, Set<VirtualAddress>> asserted = new ConcurrentHashMap<>();

    /**
     * Refuses routes, since none can be added.
     *
     * @throws IOException if there are some
     */
    @Override
    public void prepare(Placement placement, List<VirtualAddress> addresses, List<VirtualRoute> routes)
            throws IOException {
        check(placement, addresses, routes);
    }

    /** As {@link #prepare}. */
    @Override
    public void check(Placement placement, List<VirtualAddress> addresses, List<VirtualRoute> routes)
            throws IOException {
        if (!routes.isEmpty()) {
            throw new IOException(
                    "routes such as " + routes.get(0) + " need an address manager that adds routes beside this one");
        }
    }

    /**
     * Asserts an address: if it was not asserted yet, or not since {@link #end} or {@link #reassert}. Where it can be checked,
     * what the check finds counts instead; but a check that fails makes no difference.
     *
     * @return false if the address was here already, as far as is known
     * @throws IOException if it could not be asserted; the message says who refused, and in what words
     */
    @Override
    public boolean add(Placement placement, VirtualAddress address) throws IOException {
        Set<VirtualAddress> here = asserted.computeIfAbsent(key(placement), key -> ConcurrentHashMap.newKeySet());
        if (isHere(placement, address, here.contains(address))) {
            here.add(address);
            return false;
        }
        here.remove(address);
        assertHere(placement, address);
        here.add(address);
        return true;
    }

    private boolean isHere(Placement placement, VirtualAddress address, boolean before) throws IOException {
        if (!isChecked()) {
            return before;
        }
        try {
            return checkHere(placement, address);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            // Whoever cannot be asked may be out of order; a MASTER that has the address must not resign for that.
            return before;
        }
    }

    /** The additions that follow are asserted again, unless a check finds the address here. */
    @Override
    public void reassert(Placement placement) {
        asserted.remove(key(placement));
    }

    /** As {@link #reassert}. What moves the address away is {@link #remove}, or the next MASTER. */
    @Override
    public void end(Placement placement) {
        asserted.remove(key(placement));
    }

    /**
     * Has the address taken away from this host, if this manager was told how. Where it can be checked, an address that is not
     * here is a success and nothing is done.
     *
     * @throws IOException if the address may still be here; the message says who refused, and in what words
     */
    @Override
    public void remove(Placement placement, VirtualAddress address) throws IOException {
        Set<VirtualAddress> here = asserted.get(key(placement));
        if (here != null) {
            here.remove(address);
        }
        if (isRemoved() && (!isChecked() || checkHere(placement, address))) {
            takeAway(placement, address);
        }
    }

    @Override
    public void retire(Placement placement) {
        asserted.remove(key(placement));
    }

    /** Whether {@link #checkHere} can tell. */
    abstract boolean isChecked();

    /** Whether {@link #takeAway} does something. */
    abstract boolean isRemoved();

    abstract boolean checkHere(Placement placement, VirtualAddress address) throws IOException;

    abstract void assertHere(Placement placement, VirtualAddress address) throws IOException;

    abstract void takeAway(Placement placement, VirtualAddress address) throws IOException;

    /** What names the virtual router: how it holds its addresses may change. */
    private static Placement key(Placement placement) {
        return new Placement(placement.interfaceName(), placement.family(), placement.vrid(), false, false);
    }
}
