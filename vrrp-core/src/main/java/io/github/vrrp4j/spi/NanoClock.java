package io.github.vrrp4j.spi;

/** The one source of time of a router. */
@FunctionalInterface
public interface NanoClock {

    /**
     * Nanoseconds since a fixed point: 0 or more, never going back, unmoved by changes of the wall clock, and far enough
     * from overflow that an hour may be added. Does not block or allocate; any thread may call it.
     */
    long nanoTime();
}
