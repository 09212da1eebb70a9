package io.github.vrrp4j.examples.node.demo;

/** The stage was closed while a story was played on it: the user has seen enough. */
final class StageClosedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StageClosedException() {
        super("the stage is closed");
    }
}
