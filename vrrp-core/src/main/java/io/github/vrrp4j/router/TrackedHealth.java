package io.github.vrrp4j.router;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the checks that one virtual router tracks mean for it, now. */
record TrackedHealth(List<Tracked> all) {

    record Tracked(TrackedCheck meaning, RunningCheck check) {}

    static final TrackedHealth NONE = new TrackedHealth(List.of());

    /** Which check says that it is down, and why; null if none does. */
    @Nullable
    String unhealthyText() {
        for (Tracked tracked : all) {
            RunningCheck.Known known = tracked.check.known();
            if (tracked.meaning instanceof TrackedCheck.Down && Boolean.FALSE.equals(known.healthy())) {
                String name = "check " + tracked.meaning.check();
                return known.text().isEmpty() ? name : name + ": " + known.text();
            }
        }
        return null;
    }

    /** Which check that may say that it is down has no result yet; null if all have. */
    @Nullable
    String uncheckedText() {
        for (Tracked tracked : all) {
            if (tracked.meaning instanceof TrackedCheck.Down
                    && tracked.check.known().healthy() == null) {
                return "check " + tracked.meaning.check() + " has no result yet";
            }
        }
        return null;
    }

    /** What is added to the priority. Before the first result, nothing. */
    int adjustment() {
        int sum = 0;
        for (Tracked tracked : all) {
            Boolean healthy = tracked.check.known().healthy();
            if (tracked.meaning instanceof TrackedCheck.Adjust adjust
                    && healthy != null
                    && healthy == adjust.by() > 0) {
                sum += adjust.by();
            }
        }
        return sum;
    }

    List<HealthStatus> statuses() {
        return all.stream()
                .map(tracked -> {
                    RunningCheck.Known known = tracked.check.known();
                    return new HealthStatus(tracked.meaning, known.healthy(), known.text());
                })
                .toList();
    }

    List<TrackedCheck> meanings() {
        return all.stream().map(Tracked::meaning).toList();
    }
}
