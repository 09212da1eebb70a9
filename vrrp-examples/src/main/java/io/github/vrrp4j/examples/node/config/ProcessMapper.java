package io.github.vrrp4j.examples.node.config;

import io.github.vrrp4j.netlink.LinuxOptions;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.router.VrrpRouter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** What concerns the process as a whole: how the network is opened, and where it can be asked. */
final class ProcessMapper {
    private static final String REALTIME_PRIORITY = "realtime-priority";
    private static final String LOCK_MEMORY = "lock-memory";
    private static final String STATE_DIRECTORY = "state-directory";
    private static final String CLOSE_TIMEOUT = "close-timeout";
    private static final String CONTROL = "control";
    private static final String HTTP = "http";
    private static final String NONE = "none";

    private static final int MAX_REALTIME_PRIORITY = 99;

    /** {@code sun_path} of unix(7), less the zero that ends it. */
    private static final Pattern PORT = Pattern.compile("\\d{1,9}");

    private final Entries entries;
    private final Problems problems;
    private final Scalars scalars;

    ProcessMapper(Entries entries, Problems problems) {
        this.entries = entries;
        this.problems = problems;
        this.scalars = new Scalars(problems);
    }

    LinuxOptions options() {
        int priority = entries.get(REALTIME_PRIORITY)
                .flatMap(node -> scalars.wholeNumber(REALTIME_PRIORITY, node, ProcessMapper::requireRealtimePriority))
                .orElse(0);
        boolean lock = entries.get(LOCK_MEMORY)
                .flatMap(node -> scalars.bool(LOCK_MEMORY, node))
                .orElse(false);
        return new LinuxOptions(priority, lock, path(STATE_DIRECTORY, NodeConfig.DEFAULT_STATE_DIRECTORY));
    }

    private static void requireRealtimePriority(int priority) {
        if (priority < 1 || priority > MAX_REALTIME_PRIORITY) {
            throw new IllegalArgumentException(REALTIME_PRIORITY + " " + priority
                    + " is not in 1..99 (SCHED_FIFO); leave it out for an ordinary thread");
        }
    }

    /** Null for none. */
    private @Nullable Path path(String key, Path otherwise) {
        Node node = entries.get(key).orElse(null);
        String written = node == null ? null : scalars.text(key, node).orElse(null);
        if (node == null || written == null) {
            return otherwise;
        }
        if (written.equals(NONE)) {
            return null;
        }
        if (!Paths.isAbsolute(written)) {
            problems.at(
                    node,
                    key + " '" + written + "' is not an absolute path; write one like " + otherwise + ", or " + NONE);
            return otherwise;
        }
        return Path.of(written);
    }

    Duration closeTimeout() {
        return Timeouts.read(entries, CLOSE_TIMEOUT, VrrpRouter.DEFAULT_CLOSE_TIMEOUT, problems);
    }

    @Nullable
    Path control() {
        Path path = path(CONTROL, NodeConfig.DEFAULT_CONTROL);
        if (path != null && path.toString().getBytes(StandardCharsets.UTF_8).length > NodeConfig.MAX_CONTROL_OCTETS) {
            entries.get(CONTROL)
                    .ifPresent(node -> problems.at(
                            node,
                            CONTROL + " '" + path
                                    + "' is longer than " + NodeConfig.MAX_CONTROL_OCTETS
                                    + " octets, which is what a socket may have (unix(7)); choose a shorter one"));
        }
        return path;
    }

    @Nullable
    InetSocketAddress http() {
        return entries.get(HTTP)
                .flatMap(node -> scalars.text(HTTP, node)
                        .filter(written -> !written.equals(NONE))
                        .flatMap(written -> scalars.checked(node, written, () -> socket(written))))
                .orElse(null);
    }

    private static InetSocketAddress socket(String written) {
        HostAndPort target = PORT.matcher(written).matches()
                ? new HostAndPort("127.0.0.1", HostAndPort.port(written))
                : HostAndPort.parse(written);
        return new InetSocketAddress(IpAddress.parse(target.host()).toInetAddress(), target.port());
    }
}
