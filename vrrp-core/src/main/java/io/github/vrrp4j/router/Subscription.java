package io.github.vrrp4j.router;

/** Ends when it is closed: the listener hears nothing that happens later. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {

    @Override
    void close();
}
