package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.netlink.SystemCallException;
import io.github.vrrp4j.netlink.libc.LibC;
import io.github.vrrp4j.netlink.libc.Native;
import io.github.vrrp4j.netlink.libc.NativeMemory;
import java.io.Closeable;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sleeps until a descriptor is readable, a deadline of CLOCK_MONOTONIC has come, or another thread calls (epoll(7),
 * timerfd_create(2), eventfd(2)).
 *
 * <p>An absolute timer has neither the millisecond rounding of epoll_wait nor timer slack, which the kernel applies to
 * waits of a thread but never to a timerfd.
 */
final class Waiter implements Closeable {

    private static final int EPOLL_CLOEXEC = 0x80000;
    private static final int TFD_NONBLOCK_CLOEXEC = 0x80800;
    private static final int EFD_NONBLOCK_CLOEXEC = 0x80800;
    private static final int CLOCK_MONOTONIC = 1;
    private static final int TFD_TIMER_ABSTIME = 1;

    private static final int EPOLL_CTL_ADD = 1;
    private static final int EPOLL_CTL_DEL = 2;
    private static final int EPOLLIN = 1;

    /** struct epoll_event is 12 octets on x86_64 and 16 elsewhere; only its first field is used. */
    private static final int EVENT_LENGTH = 16;

    // struct itimerspec { struct timespec interval; struct timespec value; }
    private static final int TIMER = 16;
    private static final int TIMER_SECONDS_OFFSET = TIMER + 16;
    private static final int TIMER_NANOSECONDS_OFFSET = TIMER + 24;
    private static final int COUNTER = 48;
    private static final int MEMORY_LENGTH = 64;

    private static final long NOT_ARMED = Long.MIN_VALUE;

    private final LibC libc = Native.libc();
    private final NativeMemory memory = new NativeMemory(MEMORY_LENGTH);
    private final ByteBuffer bytes = memory.bytes();
    private final NativeMemory wakeupValue = new NativeMemory(Long.BYTES);
    private final AtomicBoolean wakeupPending = new AtomicBoolean();
    private int epoll = -1;
    private int timer = -1;
    private int event = -1;
    private long armedNs = NOT_ARMED;

    private Waiter() {}

    static Waiter open() throws SystemCallException {
        Waiter waiter = new Waiter();
        try {
            waiter.openDescriptors();
            return waiter;
        } catch (SystemCallException | RuntimeException | Error e) {
            waiter.close();
            throw e;
        }
    }

    private void openDescriptors() throws SystemCallException {
        epoll = Native.check(libc.epoll_create1(EPOLL_CLOEXEC), "epoll_create1");
        timer = Native.check(libc.timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK_CLOEXEC), "timerfd_create");
        event = Native.check(libc.eventfd(0, EFD_NONBLOCK_CLOEXEC), "eventfd");
        wakeupValue.bytes().putLong(0, 1);
        add(timer);
        add(event);
    }

    /** Wakes for this descriptor while it is readable; any thread may call it. */
    void add(int descriptor) throws SystemCallException {
        NativeMemory epollEvent = new NativeMemory(EVENT_LENGTH);
        epollEvent.bytes().putInt(0, EPOLLIN);
        Native.check(
                libc.epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, epollEvent.address(0)), "epoll_ctl EPOLL_CTL_ADD");
    }

    /** Ends {@link #add}; a descriptor that was not added is ignored. Any thread may call it. */
    void remove(int descriptor) {
        libc.epoll_ctl(epoll, EPOLL_CTL_DEL, descriptor, 0);
    }

    /**
     * Sleeps until something is readable, {@link #wakeup} was called or the deadline has come. May return early. One
     * thread at a time; does not allocate.
     *
     * @throws IllegalStateException after {@link #close}
     */
    void await(long deadlineNs) {
        if (epoll == -1) {
            throw new IllegalStateException("this network is closed");
        }
        if (deadlineNs <= System.nanoTime()) {
            return;
        }
        arm(deadlineNs);
        // Everything is level-triggered and the caller looks at every socket, so one event is enough and its content is
        // of no interest. EINTR is an early return. The timer is never read: arming it anew makes it unreadable.
        libc.epoll_wait(epoll, memory.address(0), 1, -1);
        if (wakeupPending.get()) {
            libc.read(event, memory.address(COUNTER), Long.BYTES);
            // After the read: a wakeup() between the two writes nothing, and needs not, since this await is returning.
            wakeupPending.set(false);
        }
    }

    private void arm(long deadlineNs) {
        if (deadlineNs == armedNs) {
            return;
        }
        bytes.putLong(TIMER_SECONDS_OFFSET, deadlineNs / TimeUnit.SECONDS.toNanos(1))
                .putLong(TIMER_NANOSECONDS_OFFSET, deadlineNs % TimeUnit.SECONDS.toNanos(1));
        if (libc.timerfd_settime(timer, TFD_TIMER_ABSTIME, memory.address(TIMER), 0) == -1) {
            // Nothing the arguments can cause; without a timer the wait might never end.
            throw new IllegalStateException(
                    new SystemCallException("timerfd_settime " + deadlineNs, Native.errno(), null));
        }
        armedNs = deadlineNs;
    }

    /** Ends the current {@link #await}, or the next. Any thread may call it; does not block or allocate. */
    void wakeup() {
        if (wakeupPending.compareAndSet(false, true)) {
            libc.write(event, wakeupValue.address(0), Long.BYTES);
        }
    }

    /** Not while another thread uses this object. */
    @Override
    public void close() {
        epoll = close(epoll);
        timer = close(timer);
        event = close(event);
    }

    private int close(int descriptor) {
        if (descriptor != -1) {
            libc.close(descriptor);
        }
        return -1;
    }
}
