package io.github.vrrp4j.netlink;

import java.io.IOException;
import java.util.List;

/** The process lacks capabilities(7) that raw sockets or rtnetlink need; the message says which and how to give them. */
public final class MissingCapabilitiesException extends IOException {

    private static final long serialVersionUID = 1L;

    private static final String REMEDY = ": run as root, or put AmbientCapabilities=CAP_NET_RAW CAP_NET_ADMIN into the"
            + " systemd unit, or start with setpriv --inh-caps +net_raw,+net_admin --ambient-caps +net_raw,+net_admin";

    MissingCapabilitiesException(List<String> missing) {
        super("missing " + String.join(" and ", missing) + REMEDY);
    }
}
