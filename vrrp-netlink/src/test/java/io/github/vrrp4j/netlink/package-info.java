/**
 * Tests of the Linux network. A test that needs the kernel starts a main class of this package, named a probe, in a
 * network namespace, and looks at what it prints and at what ip(8) and tshark(1) say from outside.
 */
@NullMarked
package io.github.vrrp4j.netlink;

import org.jspecify.annotations.NullMarked;
