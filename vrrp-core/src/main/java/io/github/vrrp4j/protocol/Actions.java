package io.github.vrrp4j.protocol;

/**
 * What a {@link VirtualRouter} makes happen. Called on the thread of the input, before the input returns, in the order
 * of the RFC; the state machine has already taken its new state. No method may throw, block, or call the machine.
 */
public interface Actions {

    /**
     * Asked when the Master_Down_Timer has fired, or an owner starts: whether it becomes MASTER now. If not it stays BACKUP,
     * without a timer, until {@link VirtualRouter#proceed} or the next advertisement that it accepts.
     */
    default boolean mayBecomeMaster() {
        return true;
    }

    /**
     * Send one advertisement now.
     *
     * @param priority 0 when resigning (R-5.2.4-03), otherwise the priority in force
     */
    void sendAdvertisement(int priority);

    /**
     * Put the virtual addresses on the host and announce them, so that it answers for them and, if it is the owner or
     * Accept_Mode is true (the default here, unlike R-6.4.3-07), accepts what is sent to them (R-6.4.3-06).
     */
    void acquireAddresses();

    /** Take the virtual addresses off the host, which then neither answers for them nor accepts (R-6.4.2-01, R-6.4.2-05). */
    void releaseAddresses();

    /** Announce the virtual addresses again: there is evidence that a neighbour may look for them elsewhere. */
    void announceAddresses();

    /** The state changed from {@code from} to {@code to}; {@code from} and {@code to} differ. */
    void transition(State from, State to, Cause cause);

    /**
     * The MASTER sent nothing for {@code silentNs} because nobody ran it, long enough that a BACKUP may have taken over.
     */
    void stalled(long silentNs);
}
