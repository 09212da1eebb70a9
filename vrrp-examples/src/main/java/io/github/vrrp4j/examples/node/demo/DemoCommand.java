package io.github.vrrp4j.examples.node.demo;

import io.github.vrrp4j.examples.node.ExitCodes;
import io.github.vrrp4j.examples.node.Version;
import io.github.vrrp4j.examples.node.config.DurationText;
import io.github.vrrp4j.examples.node.config.NearestName;
import io.github.vrrp4j.examples.node.run.LogSetup;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code vrrp demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Shows a failover on a LAN of its own, or a story from the field.",
            "",
            "Two routers and a client: the MASTER is killed, comes back, and is stopped. Prints each transition, and how long the client got no answer, beside what the timers of"
                    + " RFC 5798 promise.",
            "",
            "As root on Linux it makes network namespaces and removes them again; nothing leaves them. Elsewhere it"
                    + " simulates the LAN, and its first line says so.",
            "",
            "With STORY it shows a story from the field instead, with the programs of other projects in namespaces of"
                    + " its own. For those it has to be root on Linux."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:every promise was kept",
            "1:the demonstration could not run, or failed; a program that is missing is named with its Debian package",
            "2:a mistake on the command line; nothing was started",
            "3:a promise was broken"
        })
public final class DemoCommand implements Callable<Integer> {

    private static final Duration MAX_TOLERANCE = Duration.ofSeconds(10);

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls any method
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "STORY", description = "one of --list")
    private @Nullable String story;

    @Option(names = "--list", description = "name the stories, with one line each")
    private boolean list;

    @Option(names = "--simulated", description = "simulate the LAN even where namespaces can be made; not with STORY")
    private boolean simulated;

    @Option(
            names = "--keep",
            description =
                    "after STORY leave everything as it is, say how to look around in it, and remove it on Ctrl-C")
    private boolean keep;

    @Option(
            names = "--tolerance",
            paramLabel = "DURATION",
            defaultValue = "0s",
            description = "what a busy host may add to each promise of STORY, 0s..10s; default ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String tolerance;

    @Option(names = "--json", paramLabel = "FILE", description = "write the timeline there, too, as one JSON object")
    private @Nullable Path json;

    /** Creates it; picocli sets the rest. */
    public DemoCommand() {}

    @Override
    public Integer call() {
        LogSetup.silence();
        PrintWriter out = spec.commandLine().getOut();
        if (list) {
            list(out);
            return ExitCodes.OK;
        }
        Demo demo = new Demo(out, spec.commandLine().getErr(), json);
        if (story == null || story.equals(FailoverStory.NAME)) {
            if (keep) {
                throw mistake("--keep is for the stories of --list but " + FailoverStory.NAME);
            }
            if (!tolerance().isZero()) {
                throw mistake("--tolerance is for the stories of --list but " + FailoverStory.NAME);
            }
            return demo.run(simulated);
        }
        Optional<Story> named = Stories.named(story);
        if (named.isEmpty()) {
            throw mistake("unknown story '" + story + "'"
                    + NearestName.of(story, Stories.names())
                            .map(name -> "; did you mean '" + name + "'?")
                            .orElse("; --list names them"));
        }
        if (simulated) {
            throw mistake("--simulated is for " + FailoverStory.NAME + " alone: '" + story + "' runs real programs");
        }
        return demo.run(named.get(), keep, tolerance());
    }

    private Duration tolerance() {
        Duration duration;
        try {
            duration = DurationText.parse(tolerance);
        } catch (IllegalArgumentException e) {
            throw mistake("--tolerance " + e.getMessage());
        }
        if (duration.compareTo(MAX_TOLERANCE) > 0) {
            throw mistake("--tolerance " + tolerance + " is not in 0s..10s");
        }
        return duration;
    }

    private static void list(PrintWriter out) {
        line(out, FailoverStory.NAME, FailoverStory.SUMMARY);
        Stories.ALL.forEach(each -> line(out, each.name(), each.summary()));
        out.flush();
    }

    private static void line(PrintWriter out, String name, String summary) {
        out.println(String.format(Locale.ROOT, "%-12s %s", name, summary));
    }

    private ParameterException mistake(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
