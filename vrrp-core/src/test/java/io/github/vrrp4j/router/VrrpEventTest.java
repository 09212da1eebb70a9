package io.github.vrrp4j.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VrrpEventTest {

    /** Scripts and alarms are made for these: one that changes is told in the change log. */
    @Test
    void theNamesOfAllEvents() {
        List<String> names = Stream.concat(
                        Arrays.stream(VrrpEvent.class.getPermittedSubclasses()),
                        Arrays.stream(VrrpEvent.OfVirtualRouter.class.getPermittedSubclasses()))
                .filter(Class::isRecord)
                .map(VrrpEventTest::nameOf)
                .toList();

        assertThat(names)
                .containsExactlyInAnyOrder(
                        "transition",
                        "addresses-acquired",
                        "addresses-released",
                        "addresses-repaired",
                        "address-failed",
                        "announcement-failed",
                        "send-failed",
                        "stalled",
                        "fault-began",
                        "fault-ended",
                        "current-status",
                        "health-changed",
                        "priority-changed",
                        "reassert-needed",
                        "hook-failed",
                        "removed",
                        "flapping",
                        "other-master",
                        "other-master-gone",
                        "address-list-mismatch",
                        "interval-mismatch",
                        "version-mismatch",
                        "destination-mismatch",
                        "version2-missing",
                        "same-priority",
                        "duplicate-owner",
                        "unknown-vrid",
                        "packet-discarded",
                        "events-dropped",
                        "loop-failed");
    }

    private static String nameOf(Class<?> type) {
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        @Nullable
        Object[] nothing = Arrays.stream(constructor.getParameterTypes())
                .map(VrrpEventTest::nothing)
                .toArray();
        try {
            return ((VrrpEvent) constructor.newInstance(nothing)).name();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type.toString(), e);
        }
    }

    private static @Nullable Object nothing(Class<?> type) {
        if (type == List.class) {
            return List.of();
        }
        if (type == boolean.class) {
            return false;
        }
        if (type == int.class) {
            return 0;
        }
        return type == long.class ? 0L : null;
    }
}
