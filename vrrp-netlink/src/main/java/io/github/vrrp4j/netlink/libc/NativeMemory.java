package io.github.vrrp4j.netlink.libc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Zeroed memory that Java and the C library both see. It is freed some time after this object is unreachable: whoever
 * passes {@link #address} to a call keeps the object in a field.
 */
public final class NativeMemory {

    private final ByteBuffer bytes;
    private final long address;

    /** Allocates {@code size} octets. */
    public NativeMemory(int size) {
        bytes = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
        address = Native.address(bytes);
    }

    /** All of it in the byte order of the machine; always the same buffer. */
    public ByteBuffer bytes() {
        return bytes;
    }

    /** A big-endian view of {@code length} octets from {@code offset}: network byte order. Allocates. */
    public ByteBuffer networkView(int offset, int length) {
        return bytes.slice(offset, length).order(ByteOrder.BIG_ENDIAN);
    }

    /** A view of {@code length} octets from {@code offset} in the byte order of the machine. Allocates. */
    public ByteBuffer nativeView(int offset, int length) {
        return bytes.slice(offset, length).order(ByteOrder.nativeOrder());
    }

    /** Where the octet at {@code offset} is, for a call. */
    public long address(int offset) {
        return address + offset;
    }

    /** Its size in octets. */
    public int size() {
        return bytes.capacity();
    }
}
