package io.github.vrrp4j.netlink;

import io.github.vrrp4j.netlink.libc.Errno;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The kernel refused a call. The message is call, errno and text in one line, for example {@code RTM_NEWADDR
 * 192.0.2.10/24 dev eth0: EINVAL (22) Invalid argument: ipv4: Invalid prefix length}.
 */
public final class SystemCallException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String call;
    private final int errno;
    private final @Nullable String kernelText;

    /**
     * Describes one refused call.
     *
     * @param call the call or netlink message, and what it was about
     * @param errno as in errno(3), positive
     * @param kernelText what netlink's extended acknowledgement said, null if nothing
     */
    public SystemCallException(String call, int errno, @Nullable String kernelText) {
        super(call + ": " + Errno.describe(errno) + (kernelText == null ? "" : ": " + kernelText));
        this.call = call;
        this.errno = errno;
        this.kernelText = kernelText;
    }

    /** The call or netlink message, and what it was about: {@code RTM_NEWADDR 192.0.2.10/24 dev eth0}. */
    public String call() {
        return call;
    }

    /** The number of errno(3), positive. */
    public int errno() {
        return errno;
    }

    /** The text of netlink's extended acknowledgement; null if the kernel gave none, as it does for many errors. */
    public @Nullable String kernelText() {
        return kernelText;
    }
}
