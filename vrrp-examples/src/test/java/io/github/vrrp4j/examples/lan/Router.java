package io.github.vrrp4j.examples.lan;

/** A VRRP router on a host of the {@link Lan}. It lives until it is ended or the LAN is closed. */
sealed interface Router permits Frr, Keepalived, Node {

    /** The programs that can be one. */
    enum Program {
        KEEPALIVED {
            @Override
            Router start(Host host, Settings settings) {
                return Keepalived.start(host, settings);
            }
        },
        VRRP4J {
            @Override
            Router start(Host host, Settings settings) {
                return Node.start(host, settings);
            }
        };

        abstract Router start(Host host, Settings settings);
    }

    /** Waits until it says that it is BACKUP. */
    void awaitBackup();

    /** SIGKILL to all its processes at once: it cannot clean up. */
    void kill();
}
