package io.github.vrrp4j.examples.node.config;

import io.github.vrrp4j.protocol.Version;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.Group;
import io.github.vrrp4j.router.RouterConfig;
import io.github.vrrp4j.router.TrackedCheck;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The timers of virtual routers with their arithmetic (RFC 5798 §6.1; RFC 3768 §6.1 for VRRPv2). */
final class TimerText {
    private static final int LEAST = 1;
    private static final int MOST = 254;

    private final NodeConfig config;

    TimerText(NodeConfig config) {
        this.config = config;
    }

    /** Some lines for each entry of the file; one with addresses of both families is two virtual routers, side by side. */
    List<List<String>> ofEntries() {
        List<List<String>> texts = new ArrayList<>();
        RouterConfig.Entry before = null;
        for (RouterConfig.Entry entry : config.virtualRouters()) {
            boolean sameEntry = before != null && isOneEntry(before, entry);
            List<String> lines = sameEntry ? texts.get(texts.size() - 1) : new ArrayList<>();
            if (!sameEntry) {
                texts.add(lines);
            }
            lines.addAll(of(entry));
            before = entry;
        }
        return texts;
    }

    /** The group that both families of an entry make would not be there for two entries, unless the file names them. */
    private boolean isOneEntry(RouterConfig.Entry first, RouterConfig.Entry second) {
        boolean named = config.names().values().stream().anyMatch(ids -> ids.equals(List.of(first.id(), second.id())));
        String unnamed = first.interfaceName() + "/" + first.config().vrid();
        return named
                || config.router().groups().stream()
                        .anyMatch(group -> group.name().equals(unnamed)
                                && group.members().equals(List.of(first.id(), second.id())));
    }

    private List<String> of(RouterConfig.Entry entry) {
        List<String> lines = new ArrayList<>();
        VirtualRouterConfig own = entry.config();
        String group = config.router().groups().stream()
                .filter(each -> each.members().contains(entry.id()))
                .map(Group::name)
                .findFirst()
                .map(name -> ", group " + name)
                .orElse("");
        lines.add(entry.id() + " (" + own.family() + ")" + group);
        if (own.accepts() != own.host().acceptMode()) {
            lines.add("  accept-mode is true, since the owner always accepts (RFC 5798 §6.1)");
        }
        int healthy = effective(entry, true);
        int unhealthy = effective(entry, false);
        if (healthy == own.priority() && unhealthy == own.priority()) {
            lines.addAll(timers(own, own.priority()));
        } else {
            lines.add("  all checks healthy: priority " + healthy);
            lines.addAll(timers(own, healthy));
            lines.add("  all that adjust the priority unhealthy: priority " + unhealthy);
            lines.addAll(timers(own, unhealthy));
        }
        return lines;
    }

    private static int effective(RouterConfig.Entry entry, boolean healthy) {
        int sum = entry.config().priority();
        if (sum > MOST) {
            return sum; // the owner's is not adjusted
        }
        for (TrackedCheck tracked : entry.tracked()) {
            if (tracked instanceof TrackedCheck.Adjust adjust && (adjust.by() > 0) == healthy) {
                sum += adjust.by();
            }
        }
        return Math.max(LEAST, Math.min(MOST, sum));
    }

    private static List<String> timers(VirtualRouterConfig own, int priority) {
        if (priority > MOST) {
            return List.of("  the owner becomes MASTER at once: no Skew_Time, no Master_Down_Interval");
        }
        BigDecimal interval = BigDecimal.valueOf(own.advertisementInterval().toNanos(), 9);
        BigDecimal base = own.version() == Version.V2 ? BigDecimal.ONE : interval;
        BigDecimal skew = base.multiply(BigDecimal.valueOf(256L - priority)).divide(BigDecimal.valueOf(256));
        BigDecimal down = interval.multiply(BigDecimal.valueOf(3)).add(skew);
        return List.of(
                "  Skew_Time = (256 - " + priority + ") * " + seconds(base) + " / 256 = " + seconds(skew),
                "  Master_Down_Interval = 3 * " + seconds(interval) + " + " + seconds(skew) + " = " + seconds(down));
    }

    private static String seconds(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString() + "s";
    }
}
