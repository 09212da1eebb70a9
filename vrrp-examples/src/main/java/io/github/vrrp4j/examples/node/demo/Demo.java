package io.github.vrrp4j.examples.node.demo;

import io.github.vrrp4j.examples.node.ExitCodes;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The demonstration: chooses a stage, and plays the story on it. */
public final class Demo {
    private static final int ROOT_UID = 0;

    private final PrintWriter out;
    private final PrintWriter err;

    /** Creates it; the timeline goes to {@code out}, errors to {@code err}. */
    public Demo(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Plays the story; blocks for some ten seconds in network namespaces. What it makes is gone when it returns, and also
     * when a signal ends the process before.
     *
     * @param simulated true for the simulated LAN even where namespaces can be made
     * @return the exit status: 0 when every promise was kept
     */
    public int run(boolean simulated) {
        Optional<String> obstacle = simulated ? Optional.of("as asked") : obstacle();
        if (obstacle.isPresent()) {
            return play(new SimulatedStage(FailoverStory.CAST, obstacle.get()));
        }
        NamespaceStage stage = new NamespaceStage(FailoverStory.CAST);
        Runtime.getRuntime().addShutdownHook(new Thread(stage::close, "demo-cleanup"));
        try {
            stage.build();
        } catch (StageClosedException e) {
            return ExitCodes.CANNOT_RUN;
        } catch (IOException e) {
            stage.close();
            return play(new SimulatedStage(FailoverStory.CAST, String.valueOf(e.getMessage())));
        }
        return play(stage);
    }

    /** Why no namespaces can be made here, if that is plain without trying. */
    private static Optional<String> obstacle() {
        String system = System.getProperty("os.name", "an unknown system");
        if (!system.toLowerCase(Locale.ROOT).startsWith("linux")) {
            return Optional.of("this is " + system + ", not Linux, where root gets network namespaces");
        }
        try {
            boolean root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(ROOT_UID);
            return root ? Optional.empty() : Optional.of("network namespaces need root");
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty(); // trying tells
        }
    }

    private int play(Stage stage) {
        try (stage) {
            Timeline timeline = new Timeline(out, stage.nowNs());
            timeline.line("vrrp4j demo " + stage.description());
            return new FailoverStory(stage, timeline).play() ? ExitCodes.OK : ExitCodes.CANNOT_RUN;
        } catch (StageClosedException e) {
            return ExitCodes.CANNOT_RUN;
        } catch (IOException e) {
            err.println("vrrp: the demonstration failed: " + e.getMessage());
            err.flush();
            return ExitCodes.CANNOT_RUN;
        }
    }
}
