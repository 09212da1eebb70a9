package io.github.vrrp4j.netlink.libc;

import io.github.vrrp4j.netlink.SystemCallException;
import java.io.IOException;
import java.nio.ByteBuffer;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/** The one place that talks to jnr-ffi: the loaded C library, its errno, and the address of a direct buffer. */
public final class Native {

    private static final int ADDRESS_LENGTH = 8;

    private Native() {}

    /**
     * Loads the C library, once per JVM; takes about 100 ms the first time.
     *
     * @throws IOException if jnr-ffi cannot unpack or load its native part, or this is not a 64-bit system
     */
    public static void load() throws IOException {
        try {
            if (Library.RUNTIME.addressSize() != ADDRESS_LENGTH) {
                throw new IOException("vrrp-netlink needs a 64-bit JVM");
            }
        } catch (LinkageError e) {
            throw new IOException(
                    "jnr-ffi cannot load its native library (" + rootCause(e) + "): java.io.tmpdir must be writable and"
                            + " not mounted noexec, or -Djffi.boot.library.path=DIR must name a directory that holds"
                            + " libjffi-1.2.so",
                    e);
        }
    }

    private static Throwable rootCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** The C library. Calls block as their manual pages say and do not allocate. */
    public static LibC libc() {
        return Library.LIBC;
    }

    /**
     * The errno of this thread's last call. Good only after a call said that it failed, since success leaves the old
     * value. Does not allocate.
     */
    public static int errno() {
        return Library.RUNTIME.getLastError();
    }

    /**
     * Passes the result of a call on.
     *
     * @param call what was called and about what, for the message
     * @throws SystemCallException if the result is -1
     */
    public static int check(int result, String call) throws SystemCallException {
        if (result == -1) {
            throw new SystemCallException(call, errno(), null);
        }
        return result;
    }

    static long address(ByteBuffer direct) {
        return Pointer.wrap(Library.RUNTIME, direct).address();
    }

    /** Initialised on first use, so that {@link Native} itself always loads. */
    private static final class Library {
        static final Runtime RUNTIME = Runtime.getSystemRuntime();
        static final LibC LIBC = LibraryLoader.create(LibC.class).load("c");
    }
}
