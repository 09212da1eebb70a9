package io.github.vrrp4j.benchmarks.takeover;

import io.github.vrrp4j.benchmarks.lan.Frame;
import io.github.vrrp4j.benchmarks.lan.Frame.Kind;
import io.github.vrrp4j.benchmarks.lan.Frame.Sender;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a BACKUP took over, in nanoseconds after it was due.
 *
 * @param advertisementLateNs its first advertisement
 * @param announcementLateNs its first gratuitous ARP
 * @param masterNs what the MASTER took: {@link Mode#SIGTERM} until its advertisement of priority 0, {@link
 *     Mode#LINK_DOWN} until its address was gone; otherwise 0
 */
record Takeover(long advertisementLateNs, long announcementLateNs, long masterNs) {

    /**
     * Reads it from the frames of one round; null while it has not happened.
     *
     * @param endNs when the end of the MASTER was ordered
     * @return without the time that the address took to be gone, which no frame shows
     */
    static @Nullable Takeover find(Mode mode, long endNs, List<Frame> frames) {
        Frame lastOfMaster = null;
        Frame resignation = null;
        Frame advertisement = null;
        Frame announcement = null;
        for (Frame frame : frames) {
            if (frame.is(Sender.MASTER, Kind.ADVERTISEMENT)) {
                lastOfMaster = frame;
                resignation = null;
                advertisement = null;
                announcement = null;
            } else if (frame.is(Sender.MASTER, Kind.RESIGNATION) && resignation == null) {
                resignation = frame;
            } else if (frame.is(Sender.BACKUP, Kind.ADVERTISEMENT) && advertisement == null) {
                advertisement = frame;
            } else if (frame.is(Sender.BACKUP, Kind.GRATUITOUS_ARP) && announcement == null) {
                announcement = frame;
            }
        }
        if (lastOfMaster == null
                || advertisement == null
                || announcement == null
                || (resignation == null) == (mode == Mode.SIGTERM)) {
            return null;
        }
        long dueNs = mode.dueNs(endNs, lastOfMaster.timeNs());
        return new Takeover(
                advertisement.timeNs() - dueNs,
                announcement.timeNs() - dueNs,
                resignation == null ? 0 : resignation.timeNs() - endNs);
    }

    Takeover withMasterNs(long otherMasterNs) {
        return new Takeover(advertisementLateNs, announcementLateNs, otherMasterNs);
    }

    /** From the first advertisement to the first gratuitous ARP. */
    long advertisementToAnnouncementNs() {
        return announcementLateNs - advertisementLateNs;
    }
}
