package io.github.vrrp4j.examples.node.monitor;

import io.github.vrrp4j.examples.node.ExitCodes;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.BlockingMode;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface.PromiscuousMode;
import org.pcap4j.core.Pcaps;
import org.pcap4j.packet.namednumber.DataLinkType;

/** Frames from an interface or a file, through libpcap. The only class that calls pcap4j. For one thread. */
final class CaptureSource implements AutoCloseable {

    /** Every interface of the host at once, a name of libpcap's. */
    static final String ANY = "any";

    /** What {@link #poll} found. */
    enum Poll {
        /** A frame, in {@link #frame} and {@link #time}. */
        FRAME,

        /** Nothing has come for a moment. */
        NOTHING,

        /** The file ends here. */
        END
    }

    /** Longer than any VRRP message behind any headers: 8 and 255 addresses of 16 octets. */
    private static final int SNAP_LENGTH = 65_535;

    /** Between two looks at an interface where nothing came: libpcap's own timeout need not end without a frame. */
    private static final long POLL_INTERVAL_NS = 20_000_000;

    private static final int TIMEOUT_MS = 10;

    /** libpcap's PCAP_ERROR_PERM_DENIED and PCAP_ERROR_PROMISC_PERM_DENIED. */
    private static final int PERMISSION_DENIED = -8;

    private static final int PROMISCUOUS_PERMISSION_DENIED = -11;

    private static final int LINUX_COOKED_V2 = 276;

    private final PcapHandle handle;
    private final LinkType linkType;
    private ByteBuffer frame = ByteBuffer.allocate(0);
    private Instant time = Instant.EPOCH;

    private CaptureSource(PcapHandle handle, LinkType linkType) {
        this.handle = handle;
        this.linkType = linkType;
    }

    /**
     * Starts to capture.
     *
     * @param interfaceName one of {@code known}, or {@link #ANY}
     * @param known the interfaces of this host, for the message
     */
    static CaptureSource ofInterface(String interfaceName, Collection<String> known) throws CaptureException {
        if (!interfaceName.equals(ANY) && !known.contains(interfaceName)) {
            throw new CaptureException(
                    ExitCodes.USAGE,
                    "vrrp: the interface '" + interfaceName + "' does not exist; there are: " + String.join(", ", known)
                            + ", and '" + ANY + "' for all of them");
        }
        requireLibrary();
        try {
            PcapHandle handle = new PcapHandle.Builder(interfaceName)
                    .snaplen(SNAP_LENGTH)
                    .promiscuousMode(PromiscuousMode.PROMISCUOUS)
                    .timeoutMillis(TIMEOUT_MS)
                    .immediateMode(true)
                    .timestampPrecision(TimestampPrecision.NANO)
                    .build();
            return filtered(handle, interfaceName);
        } catch (PcapNativeException | NotOpenException e) {
            throw new CaptureException(ExitCodes.CANNOT_RUN, whyNotLive(interfaceName, e));
        }
    }

    private static CaptureSource filtered(PcapHandle handle, String interfaceName)
            throws CaptureException, PcapNativeException, NotOpenException {
        try {
            if (interfaceName.equals(ANY)) {
                preferCookedV2(handle);
            }
            LinkType linkType =
                    linkType(handle, ExitCodes.CANNOT_RUN, "vrrp: cannot capture on " + interfaceName + ": it");
            handle.setFilter(CaptureFilter.of(linkType), BpfCompileMode.OPTIMIZE);
            handle.setBlockingMode(BlockingMode.NONBLOCKING);
            return new CaptureSource(handle, linkType);
        } catch (CaptureException | PcapNativeException | NotOpenException e) {
            handle.close();
            throw e;
        }
    }

    /** It tells the interfaces apart; libpcap has it since 1.10.0. */
    private static void preferCookedV2(PcapHandle handle) throws PcapNativeException, NotOpenException {
        for (DataLinkType each : handle.listDatalinks()) {
            if (each.value() == LINUX_COOKED_V2) {
                handle.setDlt(each);
            }
        }
    }

    private static String whyNotLive(String interfaceName, Exception e) {
        if (e instanceof PcapNativeException pcap
                && pcap.getReturnCode() != null
                && (pcap.getReturnCode() == PERMISSION_DENIED
                        || pcap.getReturnCode() == PROMISCUOUS_PERMISSION_DENIED)) {
            return "vrrp: may not capture on " + interfaceName + "; run it as root, or with CAP_NET_RAW";
        }
        return "vrrp: cannot capture on " + interfaceName + ": " + e.getMessage();
    }

    /** Opens a file, pcap or pcapng. */
    static CaptureSource ofFile(Path file) throws CaptureException {
        if (Files.notExists(file)) {
            throw ofFile(file, "there is no such file; give a capture, pcap or pcapng");
        }
        if (Files.isDirectory(file)) {
            throw ofFile(file, "is a directory; give the capture itself");
        }
        if (!Files.isReadable(file)) {
            throw ofFile(file, "may not be read; give this user the right to read it, or run as another user");
        }
        requireLibrary();
        try {
            PcapHandle handle = Pcaps.openOffline(file.toString(), TimestampPrecision.NANO);
            try {
                return new CaptureSource(handle, linkType(handle, ExitCodes.USAGE, file + ": "));
            } catch (CaptureException e) {
                handle.close();
                throw e;
            }
        } catch (PcapNativeException e) {
            throw ofFile(file, "is not a capture, pcap or pcapng: " + e.getMessage());
        }
    }

    private static CaptureException ofFile(Path file, String problem) {
        return new CaptureException(ExitCodes.USAGE, file + ": " + problem);
    }

    private static LinkType linkType(PcapHandle handle, int exitCode, String prefix) throws CaptureException {
        int number = handle.getDlt().value();
        return LinkType.of(number)
                .orElseThrow(() -> new CaptureException(
                        exitCode, prefix + "has link type " + number + "; known are " + LinkType.names()));
    }

    /** By name, since some functions of pcap4j report a missing library as something else. */
    private static void requireLibrary() throws CaptureException {
        try {
            Pcaps.libVersion();
        } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
            String reason = String.valueOf(e.getMessage())
                    .lines()
                    .findFirst()
                    .orElse("")
                    .replaceFirst(":$", "");
            throw new CaptureException(
                    ExitCodes.CANNOT_RUN,
                    "vrrp: cannot load libpcap, which captures and reads files; install it, Debian's package is libpcap0.8"
                            + " (" + reason + ")");
        }
    }

    LinkType linkType() {
        return linkType;
    }

    /**
     * Takes the next frame; waits for 20 ms at an interface where there is none yet.
     *
     * @throws CaptureException if the file is broken here, or the interface cannot be read any more
     */
    Poll poll() throws CaptureException {
        try {
            frame = ByteBuffer.wrap(handle.getNextRawPacketEx());
            Timestamp timestamp = handle.getTimestamp();
            time = timestamp.toInstant();
            return Poll.FRAME;
        } catch (EOFException e) {
            return Poll.END;
        } catch (TimeoutException e) {
            LockSupport.parkNanos(POLL_INTERVAL_NS);
            return Poll.NOTHING;
        } catch (PcapNativeException | NotOpenException e) {
            throw new CaptureException(ExitCodes.CANNOT_RUN, reason(e));
        } catch (IllegalArgumentException e) {
            throw new CaptureException(ExitCodes.CANNOT_RUN, "a frame has a broken timestamp: " + e.getMessage());
        }
    }

    /** libpcap's own words. */
    private static String reason(Exception e) {
        String message = String.valueOf(e.getMessage());
        return message.substring(message.indexOf(": ") + 1).trim();
    }

    /** The octets of the last frame, from 0 to the limit. */
    ByteBuffer frame() {
        return frame;
    }

    /** When the last frame was captured. */
    Instant time() {
        return time;
    }

    /** How many frames of an interface were lost since nobody took them in time, or null if that is not known. */
    @Nullable
    Long lost() {
        try {
            return handle.getStats().getNumPacketsDropped();
        } catch (PcapNativeException | NotOpenException e) {
            return null;
        }
    }

    @Override
    public void close() {
        handle.close();
    }
}
