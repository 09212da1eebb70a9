/**
 * {@code vrrp man}: the manual page.
 *
 * <p>What may live here: what turns the model of the command line into a page for man(1).
 */
@NullMarked
package io.github.vrrp4j.examples.node.manual;

import org.jspecify.annotations.NullMarked;
