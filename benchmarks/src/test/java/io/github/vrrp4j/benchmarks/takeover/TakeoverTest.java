package io.github.vrrp4j.benchmarks.takeover;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.benchmarks.takeover.Frame.Kind;
import io.github.vrrp4j.benchmarks.takeover.Frame.Sender;
import java.util.List;
import org.junit.jupiter.api.Test;

class TakeoverTest {

    private static final Frame LAST_OF_MASTER = new Frame(1_000_000_000, Sender.MASTER, Kind.ADVERTISEMENT);

    /** Due 360.9375 ms after the last of the MASTER: at 1,360,937,500 ns. */
    private static final Frame ADVERTISEMENT = new Frame(1_361_000_000, Sender.BACKUP, Kind.ADVERTISEMENT);

    private static final Frame ANNOUNCEMENT = new Frame(1_361_937_500, Sender.BACKUP, Kind.GRATUITOUS_ARP);

    @Test
    void latenessCountsFromTheMasterDownTimer() {
        Takeover takeover = requireNonNull(Takeover.find(List.of(LAST_OF_MASTER, ADVERTISEMENT, ANNOUNCEMENT)));

        assertThat(takeover).isEqualTo(new Takeover(62_500, 1_000_000));
        assertThat(takeover.advertisementToAnnouncementNs()).isEqualTo(937_500);
    }

    @Test
    void onlyTheFirstOfEachAndOnlyAfterTheLastOfTheMasterCount() {
        assertThat(Takeover.find(List.of(
                        new Frame(1, Sender.BACKUP, Kind.ADVERTISEMENT),
                        new Frame(2, Sender.BACKUP, Kind.GRATUITOUS_ARP),
                        new Frame(3, Sender.MASTER, Kind.ADVERTISEMENT),
                        new Frame(4, Sender.MASTER, Kind.GRATUITOUS_ARP),
                        LAST_OF_MASTER,
                        ADVERTISEMENT,
                        ANNOUNCEMENT,
                        new Frame(1_400_000_000, Sender.BACKUP, Kind.GRATUITOUS_ARP),
                        new Frame(1_461_000_000, Sender.BACKUP, Kind.ADVERTISEMENT))))
                .isEqualTo(new Takeover(62_500, 1_000_000));
    }

    @Test
    void withoutAnnouncementItHasNotHappenedYet() {
        assertThat(Takeover.find(List.of(LAST_OF_MASTER, ADVERTISEMENT))).isNull();
    }

    @Test
    void quartilesLieBetweenTheNearestTwo() {
        long[] sorted = {1_000_000, 2_000_000, 4_000_000, 8_000_000};

        assertThat(Series.quantileMs(sorted, 0)).isEqualTo(1);
        assertThat(Series.quantileMs(sorted, 0.5)).isEqualTo(3);
        assertThat(Series.quantileMs(sorted, 0.25)).isEqualTo(1.75);
        assertThat(Series.quantileMs(sorted, 1)).isEqualTo(8);
    }
}
