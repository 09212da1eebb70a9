package io.github.vrrp4j.examples.node.monitor;

import io.github.vrrp4j.examples.node.ExitCodes;
import io.github.vrrp4j.examples.node.run.Interfaces;
import java.io.PrintWriter;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Shows the VRRP packets of an interface or of a capture file, and who is master of what. Sends nothing.
 *
 * <p>Standard output takes the packets, and as text the tables of the masters. When nobody reads it any more (as behind
 * {@code head}), the monitor ends.
 */
public final class Monitor {
    private final PrintWriter out;
    private final PrintWriter err;
    private final Output output;
    private final VrrpPacketReader reader = new VrrpPacketReader();
    private final Masters masters = new Masters();
    private final StopSignal stop = new StopSignal();

    /**
     * Creates it; it works once.
     *
     * @param json true for one JSON object for each packet, false for lines for people
     * @param err takes all messages
     */
    public Monitor(PrintWriter out, PrintWriter err, boolean json) {
        this.out = out;
        this.err = err;
        this.output = json ? new JsonOutput(out) : new TextOutput(out);
    }

    /**
     * Watches an interface until SIGINT, SIGTERM, or an error; blocks.
     *
     * @return the exit status: 0 after a signal
     */
    public int watch(String interfaceName) {
        stop.arm();
        try (CaptureSource source = CaptureSource.ofInterface(interfaceName, Interfaces.names())) {
            message("vrrp: listening on " + interfaceName + " (" + source.linkType() + "); Ctrl-C ends it");
            int status = watch(source, interfaceName);
            Long lost = source.lost();
            if (lost != null && lost > 0) {
                message("vrrp: " + lost + " frames were lost, since they came faster than they could be shown");
            }
            return stop.end(status);
        } catch (CaptureException e) {
            message(e.text());
            return stop.end(e.exitCode());
        }
    }

    private int watch(CaptureSource source, String interfaceName) {
        int status = ExitCodes.OK;
        try {
            while (!stop.isReceived() && !out.checkError()) {
                boolean changed = false;
                if (source.poll() == CaptureSource.Poll.FRAME) {
                    changed = show(source, interfaceName.equals(CaptureSource.ANY) ? "" : interfaceName);
                }
                Instant now = Instant.now();
                if (masters.onTime(now) || changed) {
                    output.masters(now, masters.rows());
                }
            }
        } catch (CaptureException e) {
            message("vrrp: " + interfaceName + ": " + e.text());
            status = e.exitCode();
        }
        output.masters(Instant.now(), masters.rows());
        return status;
    }

    /**
     * Shows a whole file, pcap or pcapng; blocks.
     *
     * @return the exit status: 0 after the last frame, 1 when the file is broken behind those that were shown
     */
    public int read(Path file) {
        try (CaptureSource source = CaptureSource.ofFile(file)) {
            return read(source, file);
        } catch (CaptureException e) {
            message(e.text());
            return e.exitCode();
        }
    }

    private int read(CaptureSource source, Path file) {
        int status = ExitCodes.OK;
        Instant last = Instant.EPOCH;
        try {
            while (!out.checkError() && source.poll() == CaptureSource.Poll.FRAME) {
                show(source, String.valueOf(file.getFileName()));
                last = source.time();
                masters.onTime(last);
            }
        } catch (CaptureException e) {
            message(file + ": " + e.text());
            status = e.exitCode();
        }
        output.masters(last, masters.rows());
        return status;
    }

    /** Shows the last frame if it is VRRP; true if a master changed. */
    private boolean show(CaptureSource source, String place) {
        Optional<IpPacket> ip = FrameParser.parse(source.linkType(), source.frame());
        if (ip.isEmpty()) {
            return false;
        }
        VrrpPacket packet = reader.read(source.time(), place(place, ip.get().link()), ip.get(), source.frame());
        output.packet(packet);
        return masters.onPacket(packet);
    }

    /** Virtual routers with the same VRID on different interfaces, or in different VLANs, have nothing in common. */
    private static String place(String place, IpPacket.Link link) {
        String base = place;
        if (link.interfaceIndex() > 0) {
            String name = interfaceName(link.interfaceIndex(), place.isEmpty());
            base = place.isEmpty() ? name : place + "/" + name;
        } else if (place.isEmpty()) {
            base = CaptureSource.ANY;
        }
        return link.vlanIds().isEmpty()
                ? base
                : base + link.vlanIds().stream().map(String::valueOf).collect(Collectors.joining(".", "/vlan", ""));
    }

    /** The name, if the index is one of this host's; for a file it is not. */
    private static String interfaceName(int index, boolean live) {
        try {
            NetworkInterface found = live ? NetworkInterface.getByIndex(index) : null;
            return found == null ? "if" + index : found.getName();
        } catch (SocketException e) {
            return "if" + index;
        }
    }

    private void message(String text) {
        err.println(text);
        err.flush();
    }
}
