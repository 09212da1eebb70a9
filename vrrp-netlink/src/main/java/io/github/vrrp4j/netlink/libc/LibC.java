package io.github.vrrp4j.netlink.libc;

/**
 * The functions of the C library that this module needs, each as its own manual page describes it: -1 means failure, and
 * then {@link Native#errno} has the reason. Addresses are numbers; {@link NativeMemory} has them.
 *
 * <p>No function here may have more than five arguments: jnr-ffi 2.3.4 passes garbage as the sixth on x86_64 (so sendto
 * and recvfrom are out). Public because jnr-ffi implements it in a module of its own.
 */
public interface LibC {

    /** socket(2). */
    int socket(int domain, int type, int protocol);

    /** bind(2). */
    int bind(int fd, long address, int length);

    /** connect(2). */
    int connect(int fd, long address, int length);

    /** setsockopt(2). */
    int setsockopt(int fd, int level, int option, long value, int length);

    /** recv(2). */
    long recv(int fd, long buffer, long length, int flags);

    /** recvmmsg(2). */
    int recvmmsg(int fd, long messages, int count, int flags, long timeout);

    /** send(2). */
    long send(int fd, long buffer, long length, int flags);

    /** sendmsg(2). */
    long sendmsg(int fd, long message, int flags);

    /** epoll_create1(2). */
    int epoll_create1(int flags);

    /** epoll_ctl(2). */
    int epoll_ctl(int epollFd, int operation, int fd, long event);

    /** epoll_wait(2). */
    int epoll_wait(int epollFd, long events, int maxEvents, int timeoutMs);

    /** timerfd_create(2). */
    int timerfd_create(int clock, int flags);

    /** timerfd_settime(2). */
    int timerfd_settime(int fd, int flags, long newValue, long oldValue);

    /** eventfd(2). */
    int eventfd(int initialValue, int flags);

    /** read(2). */
    long read(int fd, long buffer, long length);

    /** write(2). */
    long write(int fd, long buffer, long length);

    /** close(2). */
    int close(int fd);

    /** clock_nanosleep(2): returns the errno, 0 for none. */
    int clock_nanosleep(int clock, int flags, long request, long remaining);

    /** sched_setscheduler(2). */
    int sched_setscheduler(int pid, int policy, long parameter);

    /** mlockall(2). */
    int mlockall(int flags);

    /** munlockall(2). */
    int munlockall();

    /** clock_gettime(2). */
    int clock_gettime(int clock, long timespec);
}
