package io.github.vrrp4j.router;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the checks that one virtual router tracks mean for it, now. */
record TrackedHealth(List<Tracked> all) {

    record Tracked(TrackedCheck meaning, RunningCheck check) {}

    static final TrackedHealth NONE = new TrackedHealth(List.of());

    /**
     * Why it is down; null if it is not.
     *
     * @param runs whether the virtual router is up already: then a check without a result yet leaves it so. Otherwise that
     *     keeps it down, since nobody knows better
     */
    @Nullable
    String downText(boolean runs) {
        String unknown = null;
        for (Tracked tracked : all) {
            RunningCheck.Known known = tracked.check.known();
            if (!(tracked.meaning instanceof TrackedCheck.Down) || Boolean.TRUE.equals(known.healthy())) {
                continue;
            }
            String name = "check " + tracked.meaning.check();
            if (known.healthy() != null) {
                return known.text().isEmpty() ? name : name + ": " + known.text();
            }
            unknown = name + " has no result yet";
        }
        return runs ? null : unknown;
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
