package io.github.vrrp4j.examples.node.config;

import io.github.vrrp4j.protocol.Announcements;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** How neighbours are told where the virtual addresses are. */
final class AnnouncementsMapper {
    private static final String REPEAT = "repeat";
    private static final String SECOND_BURST_DELAY = "second-burst-delay";
    private static final String REFRESH_INTERVAL = "refresh-interval";
    private static final String PACE = "pace";
    private final Problems problems;
    private final Scalars scalars;
    private Announcements announcements = Announcements.DEFAULT;

    AnnouncementsMapper(Problems problems) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
    }

    /**
     * What is written, and the defaults for the rest.
     *
     * @param node a mapping; anything else is reported
     */
    Announcements map(String key, Node node) {
        if (!(node instanceof MappingNode mapping)) {
            problems.at(node, key + " is a mapping; write {repeat: 5, refresh-interval: 60s}");
            return announcements;
        }
        Entries entries = new Entries(mapping, Schema.ANNOUNCEMENTS, problems);
        entries.get(REPEAT)
                .ifPresent(value ->
                        scalars.wholeNumber(REPEAT, value, repeat -> announcements = announcements.repeat(repeat)));
        entries.get(SECOND_BURST_DELAY)
                .ifPresent(value -> scalars.duration(
                        SECOND_BURST_DELAY, value, delay -> announcements = announcements.secondBurstDelay(delay)));
        entries.get(REFRESH_INTERVAL)
                .ifPresent(value -> scalars.duration(
                        REFRESH_INTERVAL, value, interval -> announcements = announcements.refreshInterval(interval)));
        entries.get(PACE)
                .ifPresent(value -> scalars.duration(PACE, value, pace -> announcements = announcements.pace(pace)));
        return announcements;
    }
}
