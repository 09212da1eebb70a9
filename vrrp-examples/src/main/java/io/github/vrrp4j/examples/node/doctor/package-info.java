/**
 * Checks whether this host is fit to run virtual routers, and says how to mend what is not: {@code vrrp doctor}.
 *
 * <p>What may live here: one class for each group of checks, which is a pure function from facts to findings; the classes that
 * collect the facts; and the two forms of the report. Nothing here leaves
 * the host changed.
 */
@NullMarked
package io.github.vrrp4j.examples.node.doctor;

import org.jspecify.annotations.NullMarked;
