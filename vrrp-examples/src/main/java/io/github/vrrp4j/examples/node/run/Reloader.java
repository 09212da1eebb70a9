package io.github.vrrp4j.examples.node.run;

import io.github.vrrp4j.examples.node.ExitCodes;
import io.github.vrrp4j.examples.node.config.InvalidConfigException;
import io.github.vrrp4j.examples.node.config.NodeConfig;
import io.github.vrrp4j.examples.node.control.NodeCommands;
import io.github.vrrp4j.examples.node.control.RefusedException;
import io.github.vrrp4j.examples.node.keepalived.NodeFile;
import io.github.vrrp4j.router.Plan;
import io.github.vrrp4j.router.RouterConfig;
import io.github.vrrp4j.router.VrrpRouter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a changed configuration file into force while the node runs, one after the other. */
final class Reloader implements NodeCommands.Reload {

    private static final Logger LOG = LoggerFactory.getLogger(Reloader.class);

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
        try {
            NodeConfig wanted = NodeFile.read(file, configId).config();
            router.plan(wanted.router()); // says what can never run before anything is changed
            return told(applied(wanted), wanted);
        } catch (InvalidConfigException e) {
            throw refused(new RefusedException(
                    e.problems().stream().map(problem -> problem.format(file)).collect(Collectors.joining("\n")),
                    ExitCodes.USAGE));
        } catch (IllegalArgumentException e) {
            throw refused(new RefusedException(file + ": " + e.getMessage(), ExitCodes.USAGE));
        } catch (RefusedException e) {
            throw refused(e);
        }
    }

    private Plan applied(NodeConfig wanted) throws RefusedException {
        RouterConfig before = router.config();
        inForce.accept(wanted);
        try {
            Plan plan = NodeCommands.await(router.apply(wanted.router()), file + ":");
            current = wanted;
            return plan;
        } catch (RefusedException e) {
            if (router.config().equals(before)) { // nothing was changed: names and hooks neither
                inForce.accept(current);
            } else {
                current = wanted;
            }
            throw e;
        }
    }

    private RefusedException refused(RefusedException e) {
        String.valueOf(e.getMessage()).lines().forEach(line -> LOG.warn("not reloaded: {}", line));
        return e;
    }

    private Map<String, @Nullable Object> told(Plan plan, NodeConfig wanted) {
        LOG.info(
                "reloaded {}: {}",
                file,
                plan.isEmpty() ? "nothing to change" : "steps=" + plan.steps().size());
        List<Object> steps = new ArrayList<>();
        for (Plan.Step step : plan.steps()) {
            LOG.info("{} {}{}", step.subject(), step.kind(), step.text().isEmpty() ? "" : ": " + step.text());
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("kind", step.kind());
            json.put("subject", step.subject());
            json.put("text", step.text());
            steps.add(json);
        }
        List<String> warnings = wanted.router().warnings();
        warnings.forEach(warning -> LOG.warn("{}", warning));
        List<String> restart = restartNeeded(started, wanted);
        restart.forEach(option -> LOG.warn("{} changed in the file: in force only after a restart", option));
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("file", file.toString());
        answer.put("steps", steps);
        answer.put("warnings", warnings);
        answer.put("restart-needed", restart);
        return answer;
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
