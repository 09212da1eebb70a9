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
 * waits of a thread but never to a timerfd. Only who is woken at short intervals
 * is left to rest for 250 us each time.
 */
final class Waiter implements Closeable {

    private static final int EPOLL_CLOEXEC = 0x80000;
    private static final int TFD_NONBLOCK_CLOEXEC = 0x80800;
    private static final int EFD_NONBLOCK_CLOEXEC = 0x80800;
    private static final int CLOCK_MONOTONIC = 1;
    private static final int TIMER_ABSTIME = 1; // TFD_TIMER_ABSTIME too

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
    private static final int REST = 56; // struct timespec
    private static final int MEMORY_LENGTH = 72;

    /**
     * How long a thread that is woken too often is left alone, so that one wake-up takes all packets and deadlines that come
     * within this time: with many virtual routers, waking up costs more than all the rest. One step of priority makes a
     * difference of 391 us in Skew_Time at an interval of 100 ms, so this is too short to change who takes over.
     */
    private static final long REST_NS = 250_000;

    /** Two wake-ups nearer to each other are too often: a rest is included here, with what it takes to wake from it. */
    private static final long TOO_OFTEN_NS = 350_000;

    private static final long NOT_ARMED = Long.MIN_VALUE;
    private static final long NO_REST = Long.MIN_VALUE;

    private final LibC libc = Native.libc();
    private final NativeMemory memory = new NativeMemory(MEMORY_LENGTH);
    private final ByteBuffer bytes = memory.bytes();
    private final NativeMemory wakeupValue = new NativeMemory(Long.BYTES);
    private final AtomicBoolean wakeupPending = new AtomicBoolean();
    private int epoll = -1;
    private int timer = -1;
    private int event = -1;
    private long armedNs = NOT_ARMED;
    private long lastWokenNs;
    private long restUntilNs = NO_REST;

    private final LoopThread loopThread;

    private Waiter(LoopThread loopThread) {
        this.loopThread = loopThread;
    }

    static Waiter open(LoopThread loopThread) throws SystemCallException {
        Waiter waiter = new Waiter(loopThread);
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
     * Sleeps until something is readable, {@link #wakeup} was called or the deadline has come. May return early; returns up
     * to 250 us late if the last two waits ended within 350 us. One thread at a time; does not allocate.
     *
     * @throws IllegalStateException after {@link #close}, or as {@link LoopThread#enter} says
     */
    void await(long deadlineNs) {
        if (epoll == -1) {
            throw new IllegalStateException("this network is closed");
        }
        loopThread.enter();
        long nowNs = System.nanoTime();
        if (deadlineNs <= nowNs) {
            return;
        }
        if (nowNs < restUntilNs) {
            rest();
        }
        if (deadlineNs > restUntilNs) {
            arm(deadlineNs);
            // Everything is level-triggered and the caller looks at every socket, so one event is enough and its
            // content
            // is of no interest. EINTR is an early return. The timer is never read: arming it anew makes it unreadable.
            libc.epoll_wait(epoll, memory.address(0), 1, -1);
        }
        long wokenNs = System.nanoTime();
        restUntilNs = wokenNs - lastWokenNs < TOO_OFTEN_NS ? wokenNs + REST_NS : NO_REST;
        lastWokenNs = wokenNs;
        if (wakeupPending.get()) {
            libc.read(event, memory.address(COUNTER), Long.BYTES);
            // After the read: a wakeup() between the two writes nothing, and needs not, since this await is returning.
            wakeupPending.set(false);
        }
    }

    private void rest() {
        bytes.putLong(REST, restUntilNs / TimeUnit.SECONDS.toNanos(1))
                .putLong(REST + Long.BYTES, restUntilNs % TimeUnit.SECONDS.toNanos(1));
        libc.clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, memory.address(REST), 0);
    }

    private void arm(long deadlineNs) {
        if (deadlineNs == armedNs) {
            return;
        }
        bytes.putLong(TIMER_SECONDS_OFFSET, deadlineNs / TimeUnit.SECONDS.toNanos(1))
                .putLong(TIMER_NANOSECONDS_OFFSET, deadlineNs % TimeUnit.SECONDS.toNanos(1));
        if (libc.timerfd_settime(timer, TIMER_ABSTIME, memory.address(TIMER), 0) == -1) {
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
