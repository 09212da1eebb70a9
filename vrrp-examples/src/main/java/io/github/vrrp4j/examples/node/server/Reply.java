package io.github.vrrp4j.examples.node.server;

import org.jspecify.annotations.Nullable;

/** Takes the answer to one request: the first call counts, later ones do nothing. For any thread; does not block. */
public interface Reply {

    /** The whole answer; the connection ends behind it. */
    void send(byte[] answer);

    /** An answer without an end: what the feed has, again whenever {@link BoundedServer#wake} says that there is more. */
    void follow(Feed feed);

    /** What a client that follows is told. Called on the server's thread, and only after all before was taken. */
    @FunctionalInterface
    interface Feed {

        /** The next octets, some ten KiB at most; null if there are none now. Must not block. */
        byte @Nullable [] next();
    }
}
