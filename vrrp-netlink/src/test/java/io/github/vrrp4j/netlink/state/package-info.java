/** Tests of the state directory, without anything on the host. */
@NullMarked
package io.github.vrrp4j.netlink.state;

import org.jspecify.annotations.NullMarked;
