package io.github.vrrp4j.benchmarks.takeover;

import io.github.vrrp4j.benchmarks.takeover.Frame.Kind;
import io.github.vrrp4j.benchmarks.takeover.Frame.Sender;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a BACKUP took over from a MASTER that fell silent, in nanoseconds after its Master_Down_Timer had to fire.
 *
 * @param advertisementLateNs its first advertisement
 * @param announcementLateNs its first gratuitous ARP
 */
record Takeover(long advertisementLateNs, long announcementLateNs) {

    /**
     * The Master_Down_Interval of priority 100 at 100 ms: 3 * 100 ms + (256 - 100) / 256 * 100 ms (RFC 5798 §6.1).
     */
    static final long MASTER_DOWN_INTERVAL_NS = 360_937_500;

    /** Reads it from the frames of one round; null while it has not happened. */
    static @Nullable Takeover find(List<Frame> frames) {
        Frame lastOfMaster = null;
        Frame advertisement = null;
        Frame announcement = null;
        for (Frame frame : frames) {
            if (frame.is(Sender.MASTER, Kind.ADVERTISEMENT)) {
                lastOfMaster = frame;
                advertisement = null;
                announcement = null;
            } else if (frame.is(Sender.BACKUP, Kind.ADVERTISEMENT) && advertisement == null) {
                advertisement = frame;
            } else if (frame.is(Sender.BACKUP, Kind.GRATUITOUS_ARP) && announcement == null) {
                announcement = frame;
            }
        }
        if (lastOfMaster == null || advertisement == null || announcement == null) {
            return null;
        }
        long dueNs = lastOfMaster.timeNs() + MASTER_DOWN_INTERVAL_NS;
        return new Takeover(advertisement.timeNs() - dueNs, announcement.timeNs() - dueNs);
    }

    /** From the first advertisement to the first gratuitous ARP. */
    long advertisementToAnnouncementNs() {
        return announcementLateNs - advertisementLateNs;
    }
}
