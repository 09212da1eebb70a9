package io.github.vrrp4j.examples.node;

/** What the exit status of the command says; the help texts repeat it. */
public final class ExitCodes {

    /** Ended as asked. */
    public static final int OK = 0;

    /** Could not run: capabilities, or the system refused. */
    public static final int CANNOT_RUN = 1;

    /** A mistake in the configuration file or on the command line; nothing was started. */
    public static final int USAGE = 2;

    /** The demonstration ran, and a promise was broken. */
    public static final int PROMISE_BROKEN = 3;

    private ExitCodes() {}
}
