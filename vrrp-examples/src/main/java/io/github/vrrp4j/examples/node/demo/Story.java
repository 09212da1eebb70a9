package io.github.vrrp4j.examples.node.demo;

import java.io.IOException;
import java.util.List;

/**
 * A story from the field: real programs on a LAN of its own, a client that asks all the time, and promises. Its
 * configuration files are resources, {@code stories/NAME/HOST/FILE}. {@link Stories} lists it.
 */
interface Story {

    /** How the command line calls it: one lower-case word. */
    String name();

    /** One line for the list. */
    String summary();

    /** What the timeline begins with: lines that say who takes part. */
    List<String> introduction();

    /** What it runs, besides ip(8) and the nodes. */
    List<RequiredProgram> programs();

    /** Where the client asks. */
    List<String> addresses();

    /** Makes hosts and networks; starts nothing. */
    void build(StoryLan lan) throws IOException;

    /**
     * Starts everything, and tells the story.
     *
     * @throws StoryFailedException if something does not happen that should
     */
    void play(StoryLan lan, Script script) throws IOException;
}
