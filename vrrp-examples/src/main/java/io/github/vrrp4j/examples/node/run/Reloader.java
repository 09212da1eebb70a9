package io.github.vrrp4j.examples.node.run;

import io.github.vrrp4j.examples.node.ExitCodes;
import io.github.vrrp4j.examples.node.config.InvalidConfigException;
import io.github.vrrp4j.examples.node.config.NodeConfig;
import io.github.vrrp4j.examples.node.control.NodeCommands;
import io.github.vrrp4j.examples.node.control.RefusedException;
import io.github.vrrp4j.examples.node.keepalived.NodeFile;
import io.github.vrrp4j.examples.node.keepalived.Note;
import io.github.vrrp4j.router.PartlyAppliedException;
import io.github.vrrp4j.router.Plan;
import io.github.vrrp4j.router.VrrpRouter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a changed configuration file into force while the node runs, one after the other. */
final class Reloader implements NodeCommands.Reload {

    private static final Logger LOG = LoggerFactory.getLogger(Reloader.class);

    private static final String IN_PART = "reloaded in part: ";

    private final Path file;
    private final Optional<String> configId;
    private final VrrpRouter router;
    private final NodeConfig started;
    private final Consumer<NodeConfig> inForce;
    private NodeConfig current;

    /**
     * Creates it.
     *
     * @param configId for the {@code @} lines of a keepalived.conf
     * @param started what the process was started with, which decides what needs a restart
     * @param inForce takes a configuration before it is put into force, and the one before again if it cannot be
     */
    Reloader(
            Path file, Optional<String> configId, VrrpRouter router, NodeConfig started, Consumer<NodeConfig> inForce) {
        this.file = file;
        this.configId = configId;
        this.router = router;
        this.started = started;
        this.inForce = inForce;
        current = started;
    }

    @Override
    public synchronized Map<String, @Nullable Object> run() throws RefusedException {
        NodeFile.Read read;
        Plan plan;
        try {
            read = NodeFile.read(file, configId);
            plan = router.plan(read.config().router());
        } catch (InvalidConfigException e) {
            throw refused(new RefusedException(
                    e.problems().stream().map(problem -> problem.format(file)).collect(Collectors.joining("\n")),
                    ExitCodes.USAGE));
        }
        List<String> notes = read.notes().stream().map(Note::format).toList();
        NodeConfig wanted = read.config();
        List<String> warnings = StartWarnings.of(wanted);
        List<String> restart = restartNeeded(started, wanted);
        notes.forEach(LOG::info);
        warnings.forEach(LOG::warn);
        restart.forEach(option -> LOG.warn("{} changed in the file: in force only after a restart", option));
        if (plan.isEmpty()) {
            LOG.info("reloading {}: nothing to change", file);
        }
        plan.steps().forEach(step -> LOG.info("reloading {}: {}", file, text(step)));
        apply(wanted);
        LOG.info("reloaded {}", file);

        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("file", file.toString());
        answer.put("steps", plan.steps().stream().map(Reloader::json).toList());
        answer.put("notes", notes);
        answer.put("warnings", warnings);
        answer.put("restart-needed", restart);
        return answer;
    }

    private void apply(NodeConfig wanted) throws RefusedException {
        inForce.accept(wanted); // names and hooks
        CompletableFuture<Plan> applied = router.apply(wanted.router());
        try {
            NodeCommands.await(applied, file + ":");
            current = wanted;
        } catch (RefusedException e) {
            if (!applied.isDone()) {
                current = wanted;
                LOG.warn("reloading {} takes long: {}", file, e.getMessage());
                logEnd(applied);
                throw e;
            }
            if (isPartly(applied)) {
                current = wanted;
                log(IN_PART, e);
                throw new RefusedException(IN_PART + e.getMessage(), e.exitStatus());
            }
            inForce.accept(current);
            throw refused(e);
        }
    }

    private static boolean isPartly(CompletableFuture<Plan> applied) {
        return applied.handle((plan, error) -> error instanceof PartlyAppliedException)
                .getNow(false);
    }

    private void logEnd(CompletableFuture<Plan> applied) {
        CompletableFuture<Plan> unused = applied.whenComplete((plan, error) -> {
            if (error == null) {
                LOG.info("reloaded {}", file);
            } else {
                LOG.warn(
                        "{}{}: {}",
                        error instanceof PartlyAppliedException ? IN_PART : "not reloaded: ",
                        file,
                        error.getMessage());
            }
        });
    }

    /** Nothing was changed. */
    private static RefusedException refused(RefusedException e) {
        log("not reloaded: ", e);
        return e;
    }

    private static void log(String outcome, RefusedException e) {
        String.valueOf(e.getMessage()).lines().forEach(line -> LOG.warn("{}{}", outcome, line));
    }

    private static String text(Plan.Step step) {
        return step.kind() + " " + step.subject() + (step.text().isEmpty() ? "" : ": " + step.text());
    }

    private static Map<String, @Nullable Object> json(Plan.Step step) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("kind", step.kind());
        json.put("subject", step.subject());
        json.put("text", step.text());
        return json;
    }

    /** The keys of the file whose values count at the start alone. */
    static List<String> restartNeeded(NodeConfig started, NodeConfig wanted) {
        Map<String, Boolean> same = new LinkedHashMap<>();
        same.put(
                "realtime-priority",
                started.options().realtimePriority() == wanted.options().realtimePriority());
        same.put(
                "lock-memory",
                started.options().lockMemory() == wanted.options().lockMemory());
        same.put(
                "state-directory",
                Objects.equals(
                        started.options().stateDirectory(), wanted.options().stateDirectory()));
        same.put("control", Objects.equals(started.control(), wanted.control()));
        same.put("http", Objects.equals(started.http(), wanted.http()));
        same.put("address-managers", started.addressManagers().equals(wanted.addressManagers()));
        same.put("close-timeout", started.closeTimeout().equals(wanted.closeTimeout()));
        return same.entrySet().stream()
                .filter(option -> !option.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }
}
