/** Tests of the package of the same name. What may live here: those tests, and nothing else. */
@NullMarked
package io.github.vrrp4j.netlink.socket;

import org.jspecify.annotations.NullMarked;
