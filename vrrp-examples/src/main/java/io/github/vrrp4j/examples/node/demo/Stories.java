package io.github.vrrp4j.examples.node.demo;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The stories from the field. */
final class Stories {

    /** In the order in which they are listed. */
    static final List<Story> ALL =
            List.of(new MoveStory(), new FollowStory(), new MutualStory(), new ServiceStory(), new MultihomedStory());

    private Stories() {}

    static Optional<Story> named(String name) {
        return ALL.stream().filter(story -> story.name().equals(name)).findFirst();
    }

    /** Every name that {@code demo} takes. */
    static List<String> names() {
        return Stream.concat(Stream.of(FailoverStory.NAME), ALL.stream().map(Story::name))
                .toList();
    }
}
