package io.github.vrrp4j.netlink.route;

import java.io.IOException;

/** Octets that are not a netlink message, or end before it does. */
public final class MalformedMessageException extends IOException {

    private static final long serialVersionUID = 1L;

    MalformedMessageException(String what) {
        super("malformed netlink message: " + what);
    }
}
