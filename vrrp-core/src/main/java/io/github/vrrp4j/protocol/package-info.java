/**
 * The VRRP state machine of one virtual router (RFC 5798 §6, RFC 9568 §6), its timers and its parameters.
 *
 * <p>What may live here: rules of the RFCs, as functions of inputs and a given time. No I/O, no clock, no threads, no
 * logging, and no knowledge of who carries the actions out.
 */
@NullMarked
package io.github.vrrp4j.protocol;

import org.jspecify.annotations.NullMarked;
