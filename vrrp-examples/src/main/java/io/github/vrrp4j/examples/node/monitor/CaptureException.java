package io.github.vrrp4j.examples.node.monitor;

import java.io.Serial;

/** Why frames cannot be had; the message is for the person who asked. */
final class CaptureException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final String text;

    CaptureException(int exitCode, String text) {
        super(text);
        this.exitCode = exitCode;
        this.text = text;
    }

    /** The message. */
    String text() {
        return text;
    }

    /** What the process ends with. */
    int exitCode() {
        return exitCode;
    }
}
