package io.github.vrrp4j.benchmarks.takeover;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.vrrp4j.benchmarks.lan.Frame;
import io.github.vrrp4j.benchmarks.lan.Frame.Kind;
import io.github.vrrp4j.benchmarks.lan.Frame.Sender;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TakeoverTest {

    private static final Frame LAST_OF_MASTER = new Frame(1_000_000_000, Sender.MASTER, Kind.ADVERTISEMENT);

    /** Due 360.9375 ms after the last of the MASTER: at 1,360,937,500 ns. */
    private static final Frame ADVERTISEMENT = new Frame(1_361_000_000, Sender.BACKUP, Kind.ADVERTISEMENT);

    private static final Frame ANNOUNCEMENT = new Frame(1_361_937_500, Sender.BACKUP, Kind.GRATUITOUS_ARP);

    @Test
    void latenessOfSigkillCountsFromTheMasterDownTimer() {
        Takeover takeover = requireNonNull(find(Mode.SIGKILL, LAST_OF_MASTER, ADVERTISEMENT, ANNOUNCEMENT));

        assertThat(takeover).isEqualTo(new Takeover(62_500, 1_000_000, 0));
        assertThat(takeover.advertisementToAnnouncementNs()).isEqualTo(937_500);
    }

    @Test
    void latenessOfLinkDownCountsFromTheMasterDownTimerToo() {
        assertThat(requireNonNull(find(Mode.LINK_DOWN, LAST_OF_MASTER, ADVERTISEMENT, ANNOUNCEMENT))
                        .withMasterNs(1_500_000))
                .isEqualTo(new Takeover(62_500, 1_000_000, 1_500_000));
    }

    /** Signalled at 1,010 ms, due 60.9375 ms later: at 1,070,937,500 ns. */
    @Test
    void latenessOfSigtermCountsFromTheSignal() {
        assertThat(find(
                        Mode.SIGTERM,
                        LAST_OF_MASTER,
                        new Frame(1_012_000_000, Sender.MASTER, Kind.RESIGNATION),
                        new Frame(1_073_000_000, Sender.BACKUP, Kind.ADVERTISEMENT),
                        new Frame(1_073_937_500, Sender.BACKUP, Kind.GRATUITOUS_ARP)))
                .isEqualTo(new Takeover(2_062_500, 3_000_000, 2_000_000));
    }

    @Test
    void sigtermWithoutResignationIsNone() {
        assertThat(find(Mode.SIGTERM, LAST_OF_MASTER, ADVERTISEMENT, ANNOUNCEMENT))
                .isNull();
    }

    @Test
    void sigkillWithResignationIsNone() {
        assertThat(find(
                        Mode.SIGKILL,
                        LAST_OF_MASTER,
                        new Frame(1_012_000_000, Sender.MASTER, Kind.RESIGNATION),
                        ADVERTISEMENT,
                        ANNOUNCEMENT))
                .isNull();
    }

    @Test
    void onlyTheFirstOfEachAndOnlyAfterTheLastOfTheMasterCount() {
        assertThat(find(
                        Mode.SIGKILL,
                        new Frame(1, Sender.BACKUP, Kind.ADVERTISEMENT),
                        new Frame(2, Sender.BACKUP, Kind.GRATUITOUS_ARP),
                        new Frame(3, Sender.MASTER, Kind.ADVERTISEMENT),
                        new Frame(4, Sender.MASTER, Kind.GRATUITOUS_ARP),
                        LAST_OF_MASTER,
                        ADVERTISEMENT,
                        ANNOUNCEMENT,
                        new Frame(1_400_000_000, Sender.BACKUP, Kind.GRATUITOUS_ARP),
                        new Frame(1_461_000_000, Sender.BACKUP, Kind.ADVERTISEMENT)))
                .isEqualTo(new Takeover(62_500, 1_000_000, 0));
    }

    @Test
    void withoutAnnouncementItHasNotHappenedYet() {
        assertThat(find(Mode.SIGKILL, LAST_OF_MASTER, ADVERTISEMENT)).isNull();
    }

    @Test
    void modeIsReadAsPeopleWriteIt() {
        assertThat(Mode.of("link-down")).isEqualTo(Mode.LINK_DOWN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mode.of("linkdown"))
                .withMessage("there is no takeover 'linkdown'; choose one of sigkill, sigterm, link-down");
    }

    private static @Nullable Takeover find(Mode mode, Frame... frames) {
        return Takeover.find(mode, 1_010_000_000, List.of(frames));
    }
}
