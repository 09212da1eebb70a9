package io.github.vrrp4j.router;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@link VrrpRouter#apply} ended before its plan did, and something is not as it was before; {@link VrrpRouter#config} says what
 * runs. The message has all that this class has, and begins with the reason, which is the cause.
 */
public final class PartlyAppliedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient Plan done;
    private final transient Plan notDone;
    private final transient List<VirtualRouterId> putBack;
    private final transient List<VirtualRouterId> lost;

    PartlyAppliedException(
            Throwable cause, Plan done, Plan notDone, List<VirtualRouterId> putBack, List<VirtualRouterId> lost) {
        super(
                cause.getMessage()
                        + part("done", names(done))
                        + part("ended and put back", names(putBack))
                        + part("ENDED, AND COULD NOT BE PUT BACK", names(lost))
                        + part("not done", names(notDone)),
                cause);
        this.done = done;
        this.notDone = notDone;
        this.putBack = List.copyOf(putBack);
        this.lost = List.copyOf(lost);
    }

    private static String part(String what, String names) {
        return names.isEmpty() ? "" : "; " + what + ": " + names;
    }

    private static String names(Plan plan) {
        return plan.steps().stream()
                .map(step -> step.kind() + " " + step.subject())
                .collect(Collectors.joining(", "));
    }

    private static String names(List<VirtualRouterId> ids) {
        return ids.stream().map(VirtualRouterId::toString).collect(Collectors.joining(", "));
    }

    /** What is different from before. */
    public Plan done() {
        return done;
    }

    /** What is different from what was wanted. */
    public Plan notDone() {
        return notDone;
    }

    /** What had ended in order to start again otherwise, and started as it was before, so that its addresses are held. */
    public List<VirtualRouterId> putBack() {
        return putBack;
    }

    /** What had ended in order to start again otherwise, and could start neither so nor as it was before. */
    public List<VirtualRouterId> lost() {
        return lost;
    }
}
