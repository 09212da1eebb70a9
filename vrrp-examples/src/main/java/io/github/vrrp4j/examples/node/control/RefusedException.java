package io.github.vrrp4j.examples.node.control;

import io.github.vrrp4j.examples.node.ExitCodes;

/** The node does not do what it was asked to. The message is one sentence, or one for each mistake of a file. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final int exitStatus;

    /**
     * Creates it.
     *
     * @param text what is wrong, and how to mend it
     * @param exitStatus that of the command that asked
     */
    public RefusedException(String text, int exitStatus) {
        super(text);
        this.exitStatus = exitStatus;
    }

    /** It cannot be done. */
    static RefusedException cannot(String text) {
        return new RefusedException(text, ExitCodes.CANNOT_RUN);
    }

    /** What was asked is wrong. */
    static RefusedException mistake(String text) {
        return new RefusedException(text, ExitCodes.USAGE);
    }

    /** {@link ExitCodes#CANNOT_RUN} or {@link ExitCodes#USAGE}. */
    public int exitStatus() {
        return exitStatus;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
