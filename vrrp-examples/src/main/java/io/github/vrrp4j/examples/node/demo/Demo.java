package io.github.vrrp4j.examples.node.demo;

import io.github.vrrp4j.examples.node.ExitCodes;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The demonstration: chooses a stage, and plays a story on it. */
final class Demo {
    private static final int ROOT_UID = 0;

    /** No exit status yet. */
    private static final int NONE = -1;

    private final PrintWriter out;
    private final PrintWriter err;
    private final @Nullable Path json;

    /** Creates it; the timeline goes to {@code out}, and to {@code json} if there is one, errors to {@code err}. */
    Demo(PrintWriter out, PrintWriter err, @Nullable Path json) {
        this.out = out;
        this.err = err;
        this.json = json;
    }

    /**
     * Plays the plain failover; blocks for some ten seconds in network namespaces. What it makes is gone when it returns, and
     * also when a signal ends the process before.
     *
     * @param simulated true for the simulated LAN even where namespaces can be made
     * @return the exit status: 0 when every promise was kept
     */
    int run(boolean simulated) {
        Optional<String> unwritable = unwritable();
        if (unwritable.isPresent()) {
            return cannot(unwritable.get());
        }
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

    private int play(Stage stage) {
        try (stage) {
            Timeline timeline = new Timeline(out, stage.nowNs());
            timeline.line("vrrp4j demo " + stage.description());
            return finish(FailoverStory.NAME, new FailoverStory(stage, timeline).play(), timeline);
        } catch (StageClosedException e) {
            return ExitCodes.CANNOT_RUN;
        } catch (IOException e) {
            return failed(e);
        }
    }

    /**
     * Plays a story from the field. What it makes is gone when it returns, and also when a signal ends the process before.
     *
     * @param keep whether to leave everything as it is after the story, until a signal comes
     * @param tolerance what a busy host may add to each promise
     * @return the exit status: 0 when every promise was kept
     */
    int run(Story story, boolean keep, Duration tolerance) {
        List<RequiredProgram> programs = new ArrayList<>(story.programs());
        programs.add(new RequiredProgram("ip", "iproute2"));
        Optional<String> obstacle = obstacle().or(() -> missing(programs)).or(this::unwritable);
        if (obstacle.isPresent()) {
            return cannot("cannot show '" + story.name() + "': " + obstacle.get());
        }
        AtomicInteger status = new AtomicInteger(NONE);
        try (StoryLan lan = StoryLan.create(story.name())) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> onSignal(lan, status), "demo-cleanup"));
            Timeline timeline = new Timeline(out, lan.nowNs());
            Script script = new Script(lan, timeline, story.addresses(), tolerance);
            boolean kept = play(story, lan, timeline, script);
            int outcome = finish(story.name(), kept, timeline);
            if (keep) {
                timeline.line("");
                lan.guide().forEach(timeline::line);
                status.set(outcome);
                script.runOn(lan);
            }
            return outcome;
        } catch (StageClosedException e) {
            return ExitCodes.CANNOT_RUN;
        } catch (IOException e) {
            return failed(e);
        }
    }

    /** Where a story was kept, the signal is the way to end it, and the status is that of the story. */
    private static void onSignal(StoryLan lan, AtomicInteger status) {
        lan.close();
        if (status.get() != NONE) {
            Runtime.getRuntime().halt(status.get());
        }
    }

    private static boolean play(Story story, StoryLan lan, Timeline timeline, Script script) throws IOException {
        timeline.line("vrrp4j demo " + story.name() + ": " + story.summary());
        story.introduction().forEach(timeline::line);
        timeline.line("");
        try {
            lan.begin();
            story.build(lan);
            story.play(lan, script);
        } catch (StoryFailedException e) {
            timeline.line("");
            timeline.line("FAILED: " + e.getMessage() + ".");
            return false;
        }
        return script.verdict();
    }

    private int finish(String story, boolean kept, Timeline timeline) throws IOException {
        if (json != null) {
            TimelineJson.write(json, story, kept, timeline);
        }
        return kept ? ExitCodes.OK : ExitCodes.PROMISE_BROKEN;
    }

    private int failed(IOException e) {
        return cannot("the demonstration failed: " + e.getMessage());
    }

    private int cannot(String text) {
        err.println("vrrp: " + text);
        err.flush();
        return ExitCodes.CANNOT_RUN;
    }

    /** Why the file of the timeline cannot be written, found out before the story is played. */
    private Optional<String> unwritable() {
        if (json == null) {
            return Optional.empty();
        }
        try {
            Files.writeString(json, "");
            return Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.of("there is no directory for " + json);
        } catch (AccessDeniedException e) {
            return Optional.of("no permission to write " + json);
        } catch (IOException e) {
            return Optional.of(json + " cannot be written: " + e.getMessage());
        }
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

    static Optional<String> missing(List<RequiredProgram> programs) {
        List<RequiredProgram> missing =
                programs.stream().filter(RequiredProgram::isMissing).toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String names = missing.stream().map(RequiredProgram::program).collect(Collectors.joining(", "));
        String packages =
                missing.stream().map(RequiredProgram::debianPackage).distinct().collect(Collectors.joining(" "));
        return Optional.of("there is no " + names + "; install it with: apt-get install " + packages);
    }
}
