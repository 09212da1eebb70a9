package io.github.vrrp4j.examples.node.demo;

/** The story cannot go on, because what was to happen did not. */
final class StoryFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StoryFailedException(String message) {
        super(message);
    }
}
