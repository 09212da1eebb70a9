package io.github.vrrp4j.examples.node.control;

import io.github.vrrp4j.router.VirtualRouterId;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How people call virtual routers: by the name of the file, which an IPv4 and an IPv6 one may share, or {@code
 * INTERFACE/FAMILY/VRID}.
 *
 * @param names of those that have one
 */
record VirtualRouterNames(Map<VirtualRouterId, String> names) {

    /** {@code eth0/ipv4/51}. */
    static String path(VirtualRouterId id) {
        return id.interfaceName() + "/" + family(id) + "/" + id.vrid();
    }

    /** {@code ipv4} or {@code ipv6}. */
    static String family(VirtualRouterId id) {
        return id.family().name().toLowerCase(Locale.ROOT);
    }

    @Nullable
    String name(VirtualRouterId id) {
        return names.get(id);
    }

    /**
     * Those that are meant, in the order of {@code running}.
     *
     * @param wanted names and paths; none means all
     * @throws RefusedException if one of them means nothing that runs
     */
    Set<VirtualRouterId> find(List<String> wanted, Collection<VirtualRouterId> running) throws RefusedException {
        if (wanted.isEmpty()) {
            return new LinkedHashSet<>(running);
        }
        Set<VirtualRouterId> found = new LinkedHashSet<>();
        for (String each : wanted) {
            List<VirtualRouterId> ids =
                    running.stream().filter(id -> isMeant(id, each)).toList();
            if (ids.isEmpty()) {
                throw RefusedException.cannot("there is no virtual router '" + shortened(each) + "'; "
                        + (running.isEmpty() ? "this node runs none" : "this node runs " + list(running)));
            }
            found.addAll(ids);
        }
        return running.stream().filter(found::contains).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private boolean isMeant(VirtualRouterId id, String wanted) {
        return wanted.equals(name(id)) || wanted.equals(path(id));
    }

    private static String shortened(String text) {
        return text.length() <= 64 ? text : text.substring(0, 64) + "...";
    }

    private String list(Collection<VirtualRouterId> running) {
        return running.stream()
                .map(id -> names.containsKey(id) ? name(id) + " (" + path(id) + ")" : path(id))
                .collect(Collectors.joining(", "));
    }
}
